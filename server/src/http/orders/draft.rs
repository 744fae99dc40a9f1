//! From what was sent to what an order asks for, with a word for every field that is wrong.

use montaj_domain::{
    contacts::{ContactKind, FoundContact},
    order::{Budget, OrderDetails, OrderField, OrderIssue},
    settings::PlatformSettings,
    text::{InvalidText, clean, clean_line},
    timestamp::Date,
};
use montaj_wire::{
    order::{BudgetType, OrderDraft},
    problem::FieldError,
};

use crate::http::error::ApiError;

/// The checked details. An edit passes the start date the order had as `kept_start`.
pub fn checked(
    draft: OrderDraft,
    today: Date,
    kept_start: Option<Date>,
    settings: &PlatformSettings,
) -> Result<OrderDetails, ApiError> {
    let mut errors = missing(&draft);
    let details = details(draft);
    let checked = details.clone().checked(today, kept_start, settings);
    let issues = checked.as_ref().err().into_iter().flatten();
    errors.extend(issues.map(|(field, issue)| field_error(*field, issue, &details)));
    match checked {
        Ok(details) if errors.is_empty() => Ok(details),
        _ => Err(ApiError::invalid(errors)),
    }
}

/// What only makes sense together with something that was not sent.
fn missing(draft: &OrderDraft) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if draft.budget_type == BudgetType::Fixed && draft.budget_kopecks.is_none() {
        let message = "Укажите бюджет или выберите «договорная»".to_owned();
        let (field, code) = ("budgetKopecks".into(), "required".into());
        errors.push(FieldError { field, code, message });
    }
    let alone = match (draft.latitude, draft.longitude) {
        (Some(_), None) => Some("longitude"),
        (None, Some(_)) => Some("latitude"),
        _ => None,
    };
    if let Some(field) = alone {
        let message = "Широта и долгота указываются вместе".to_owned();
        errors.push(FieldError { field: field.into(), code: "required".into(), message });
    }
    errors
}

fn details(draft: OrderDraft) -> OrderDetails {
    let budget = match (draft.budget_type, draft.budget_kopecks) {
        (BudgetType::Fixed, Some(amount)) => Budget::Fixed(amount),
        _ => Budget::Negotiable,
    };
    OrderDetails {
        category: draft.category,
        title: clean_line(&draft.title),
        description: clean(&draft.description),
        region: clean_line(&draft.region),
        address: clean_line(&draft.address),
        position: draft.latitude.zip(draft.longitude),
        start_date: draft.start_date,
        end_date: draft.end_date,
        budget,
        payment_method: draft.payment_method,
    }
}

fn field_error(field: OrderField, issue: &OrderIssue, details: &OrderDetails) -> FieldError {
    let (code, message) = match issue {
        OrderIssue::Text(InvalidText::TooShort { min }) => {
            ("too_short", format!("Напишите подробнее: не меньше {min} символов"))
        }
        OrderIssue::Text(InvalidText::TooLong { max }) => {
            ("too_long", format!("Слишком длинно: не больше {max} символов"))
        }
        OrderIssue::Contact(found) => ("contact", contact_message(found, text(field, details))),
        OrderIssue::OffTheMap => ("off_the_map", "Такой точки нет на карте".to_owned()),
        OrderIssue::InThePast => ("in_the_past", "Эта дата уже прошла".to_owned()),
        OrderIssue::EndsBeforeStart => {
            ("ends_before_start", "Окончание не может быть раньше начала".to_owned())
        }
        OrderIssue::TooFarAhead => {
            ("too_far_ahead", "Выберите дату в пределах двух лет".to_owned())
        }
        OrderIssue::BudgetTooSmall { min } => ("too_small", format!("Бюджет — от {min}")),
        OrderIssue::BudgetTooLarge { max } => ("too_large", format!("Бюджет — не больше {max}")),
    };
    FieldError { field: name(field).into(), code: code.into(), message }
}

/// Where the contact stands, and how contacts are exchanged instead (PRODUCT 2.2).
fn contact_message(found: &FoundContact, text: &str) -> String {
    let fragment: String = text.chars().skip(found.at.start).take(found.at.len()).collect();
    let kind = match found.kind {
        ContactKind::Phone => "номер телефона",
        ContactKind::Email => "адрес почты",
        ContactKind::Link => "ссылка",
        ContactKind::Handle => "имя в мессенджере",
    };
    format!(
        "Уберите контакты: «{fragment}» (с {}-го символа) — это {kind}. Контакты откроются вам и \
         исполнителю, когда вы его выберете",
        found.at.start + 1,
    )
}

/// The field's name as it was sent.
const fn name(field: OrderField) -> &'static str {
    match field {
        OrderField::Title => "title",
        OrderField::Description => "description",
        OrderField::Region => "region",
        OrderField::Address => "address",
        OrderField::Position => "latitude",
        OrderField::StartDate => "startDate",
        OrderField::EndDate => "endDate",
        OrderField::Budget => "budgetKopecks",
    }
}

fn text(field: OrderField, details: &OrderDetails) -> &str {
    match field {
        OrderField::Title => &details.title,
        OrderField::Description => &details.description,
        OrderField::Address => &details.address,
        _ => &details.region,
    }
}
