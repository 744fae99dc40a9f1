//! The regions that orders and executors choose from: Russia's large cities with what lies around.

/// Every region, Moscow and Saint Petersburg first, the rest by the alphabet.
pub const REGIONS: &[&str] = &[
    "Москва",
    "Санкт-Петербург",
    "Астрахань",
    "Барнаул",
    "Волгоград",
    "Воронеж",
    "Екатеринбург",
    "Ижевск",
    "Иркутск",
    "Казань",
    "Калининград",
    "Кемерово",
    "Краснодар",
    "Красноярск",
    "Махачкала",
    "Нижний Новгород",
    "Новосибирск",
    "Омск",
    "Оренбург",
    "Пенза",
    "Пермь",
    "Ростов-на-Дону",
    "Рязань",
    "Самара",
    "Саратов",
    "Сочи",
    "Ставрополь",
    "Тольятти",
    "Томск",
    "Тула",
    "Тюмень",
    "Ульяновск",
    "Уфа",
    "Хабаровск",
    "Чебоксары",
    "Челябинск",
    "Ярославль",
];

/// Whether orders and executors may name this region.
pub fn is_known(region: &str) -> bool {
    REGIONS.contains(&region)
}
