//! Errors as they travel: `application/problem+json` (RFC 9457) with a stable code.

use std::borrow::Cow;

use montaj_domain::{chat::ChangeError, order::OrderError, user::SignInRefusal};
use serde::{Deserialize, Serialize};

/// An error answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// A URI reference that names the kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// Short Russian text for people.
    pub title: String,
    pub status: u16,
    /// Stable snake_case for programs.
    pub code: ErrorCode,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub request_id: String,
    /// For invalid input: each wrong field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

/// What is wrong with one field of the input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// The field's name as it was sent: `budgetKopecks`.
    pub field: Cow<'static, str>,
    /// Stable snake_case: `too_short`, `contact`, `invalid_phone`.
    pub code: Cow<'static, str>,
    /// Russian text for people.
    pub message: String,
}

macro_rules! error_codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $status:literal, $title:literal;)+) => {
        /// Stable codes of errors. A client that meets an unknown one goes by the status.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ErrorCode {
            $($(#[$doc])* $name,)+
            /// A code this build does not know.
            Unknown,
        }

        impl ErrorCode {
            pub const ALL: &[Self] = &[$(Self::$name),+];

            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ Self::Unknown => "unknown" }
            }

            /// The HTTP status that goes with it.
            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status,)+ Self::Unknown => 500 }
            }

            /// Short Russian text for people.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)+ Self::Unknown => "Неизвестная ошибка" }
            }
        }
    };
}

impl Serialize for ErrorCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for ErrorCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        let known = Self::ALL.iter().find(|code| code.as_str() == text);
        Ok(known.copied().unwrap_or(Self::Unknown))
    }
}

error_codes! {
    Malformed = "malformed", 400, "Запрос не удалось разобрать";
    Unauthenticated = "unauthenticated", 401, "Войдите, чтобы продолжить";
    TokenExpired = "token_expired", 401, "Вход устарел, обновляем его";
    SessionEnded = "session_ended", 401, "Сеанс на этом устройстве завершён, войдите снова";
    WrongCredentials = "wrong_credentials", 401, "Неверный телефон или пароль";
    Forbidden = "forbidden", 403, "Это действие вам недоступно";
    OriginNotAllowed = "origin_not_allowed", 403, "Соединение с этого сайта не разрешено";
    PhoneNotVerified = "phone_not_verified", 403, "Подтвердите номер телефона кодом из СМС";
    AccountPending = "account_pending", 403, "Аккаунт ожидает проверки модератором";
    AccountRejected = "account_rejected", 403, "Модератор отклонил этот аккаунт";
    AccountBlocked = "account_blocked", 403, "Модератор заблокировал этот аккаунт";
    NotFound = "not_found", 404, "Не найдено";
    MethodNotAllowed = "method_not_allowed", 405, "Такой вызов здесь не поддерживается";
    RequestTimeout = "request_timeout", 408, "Запрос шёл слишком долго, повторите";
    PhoneTaken = "phone_taken", 409, "Этот номер уже зарегистрирован";
    IdempotencyMismatch = "idempotency_mismatch", 409, "Этот ключ уже использован для другого запроса";
    AlreadyResponded = "already_responded", 409, "Вы уже откликались на этот заказ";
    OrderNotPublished = "order_not_published", 409, "Заказ больше не принимает отклики";
    AlreadySelected = "already_selected", 409, "Исполнитель уже выбран";
    ResponseNotPending = "response_not_pending", 409, "Этого исполнителя сейчас нельзя выбрать";
    NotInProgress = "not_in_progress", 409, "Заказ сейчас не в работе";
    AlreadyStarted = "already_started", 409, "Работа уже начата";
    NotStarted = "not_started", 409, "Сначала приступите к работе";
    AlreadyDone = "already_done", 409, "Работа уже отмечена выполненной";
    NotDone = "not_done", 409, "Сначала отметьте заказ выполненным";
    OrderClosed = "order_closed", 409, "Заказ уже закрыт";
    NotApplicable = "not_applicable", 409, "Действие не подходит к текущему состоянию";
    ChatReadOnly = "chat_read_only", 409, "Писать в этот чат больше нельзя";
    MessageTooOld = "message_too_old", 409, "Изменить или удалить сообщение можно в течение суток";
    MessageDeleted = "message_deleted", 409, "Сообщение удалено";
    OtherSpecialization = "other_specialization", 409, "Вид работ не входит в ваши специализации";
    InsufficientFunds = "insufficient_funds", 409, "Недостаточно средств на балансе";
    SyncReset = "sync_reset", 410, "Журнал изменений устарел, загрузите данные заново";
    PayloadTooLarge = "payload_too_large", 413, "Слишком большой запрос";
    UnsupportedMediaType = "unsupported_media_type", 415, "Формат данных не поддерживается";
    InvalidInput = "invalid_input", 422, "Проверьте заполнение полей";
    WrongCode = "wrong_code", 422, "Неверный код";
    CodeExpired = "code_expired", 422, "Код истёк или уже использован, запросите новый";
    CodeBurned = "code_burned", 422, "Слишком много попыток, запросите новый код";
    RateLimited = "rate_limited", 429, "Слишком часто, попробуйте чуть позже";
    /// Only for what no client can cause.
    Internal = "internal", 500, "Внутренняя ошибка, попробуйте чуть позже";
    Unavailable = "unavailable", 503, "Сервис временно недоступен, попробуйте чуть позже";
    /// Nothing was kept: a full disk, a failed write, a database locked by another process.
    StorageUnavailable = "storage_unavailable", 503, "Не удалось сохранить, повторите чуть позже";
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for ErrorCode {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        montaj_domain::openapi::one_of(Self::ALL.iter().map(|code| code.as_str()))
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for ErrorCode {}

impl std::fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<SignInRefusal> for ErrorCode {
    fn from(refusal: SignInRefusal) -> Self {
        match refusal {
            SignInRefusal::Unverified => Self::PhoneNotVerified,
            SignInRefusal::Rejected => Self::AccountRejected,
            SignInRefusal::Blocked => Self::AccountBlocked,
        }
    }
}

impl From<OrderError> for ErrorCode {
    fn from(error: OrderError) -> Self {
        match error {
            OrderError::NotTheCustomer | OrderError::NotTheExecutor => Self::Forbidden,
            OrderError::NotPublished => Self::OrderNotPublished,
            OrderError::AlreadySelected => Self::AlreadySelected,
            OrderError::NotInProgress => Self::NotInProgress,
            OrderError::AlreadyStarted => Self::AlreadyStarted,
            OrderError::NotStarted => Self::NotStarted,
            OrderError::AlreadyDone => Self::AlreadyDone,
            OrderError::NotDone => Self::NotDone,
            OrderError::Closed => Self::OrderClosed,
            OrderError::NotApplicable => Self::NotApplicable,
        }
    }
}

impl From<ChangeError> for ErrorCode {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::NotTheSender => Self::Forbidden,
            ChangeError::ReadOnly => Self::ChatReadOnly,
            ChangeError::TooOld => Self::MessageTooOld,
            ChangeError::Deleted => Self::MessageDeleted,
        }
    }
}

impl Problem {
    /// A problem with the code's own status and title.
    pub fn new(code: ErrorCode) -> Self {
        Self {
            kind: format!("/problems/{code}"),
            title: code.title().to_owned(),
            status: code.status(),
            code,
            detail: None,
            request_id: String::new(),
            errors: Vec::new(),
        }
    }
}
