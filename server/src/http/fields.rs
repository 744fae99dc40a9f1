//! Checks a form field by field, so that all that is wrong is told at once.

use montaj_domain::text::{InvalidText, Length};
use montaj_wire::problem::FieldError;

use super::error::ApiError;

/// What is wrong so far.
#[derive(Debug, Default)]
pub struct Fields(Vec<FieldError>);

impl Fields {
    /// Notes that a field is wrong, with a stable code and a Russian message.
    pub fn refuse(&mut self, field: &'static str, code: &'static str, message: impl Into<String>) {
        self.0.push(FieldError { field: field.into(), code: code.into(), message: message.into() });
    }

    /// The text cleaned, when its length fits.
    pub fn text(&mut self, field: &'static str, text: &str, length: Length) -> Option<String> {
        length.check(text).map_err(|error| self.refuse_text(field, error)).ok()
    }

    /// As [`Self::text`]; absent and blank count as absent.
    pub fn optional_text(
        &mut self,
        field: &'static str,
        text: Option<&str>,
        length: Length,
    ) -> Option<String> {
        let text = text.filter(|text| !text.trim().is_empty())?;
        self.text(field, text, length)
    }

    pub fn refuse_text(&mut self, field: &'static str, error: InvalidText) {
        match error {
            InvalidText::TooShort { min } => {
                self.refuse(field, "too_short", format!("Не короче {min} символов"));
            }
            InvalidText::TooLong { max } => {
                self.refuse(field, "too_long", format!("Не длиннее {max} символов"));
            }
        }
    }

    /// The refusal of everything noted, if anything was.
    pub fn refusal(self) -> Option<ApiError> {
        (!self.0.is_empty()).then(|| ApiError::invalid(self.0))
    }
}
