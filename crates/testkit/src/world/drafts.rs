//! Orders that read like real ones.

use montaj_domain::{ambient::Clock, money::Kopecks, order::PaymentMethod, user::Specialization};
use montaj_wire::order::{BudgetType, OrderDraft};

/// The region of all actors, unless a test says otherwise.
pub const REGION: &str = "Москва";

/// «Замена окон», three days from now.
pub fn window_order(clock: &dyn Clock) -> OrderDraft {
    OrderDraft {
        category: Specialization::Windows,
        title: "Замена двух окон на кухне и в спальне".to_owned(),
        description: "Панельный дом, девятый этаж, есть грузовой лифт. Нужно снять старые \
                      деревянные окна, поставить новые и вывезти мусор."
            .to_owned(),
        region: REGION.to_owned(),
        address: "улица Профсоюзная, 45".to_owned(),
        latitude: None,
        longitude: None,
        start_date: clock.now().plus_days(3).moscow_day(),
        end_date: Some(clock.now().plus_days(6).moscow_day()),
        budget_kopecks: Some(Kopecks::from_roubles(48_000)),
        budget_type: BudgetType::Fixed,
        payment_method: PaymentMethod::Card,
    }
}
