//! JSON text to a [`Value`] and back, with few tables: a program for browsers leaves the fractions
//! that need them to the browser.

use std::fmt::Write as _;

use serde_json::{Map, Number, Value};

use super::{LeanError, wrong};

/// What lies deeper is refused, so that no text can exhaust the stack.
const DEPTH: usize = 128;
/// Whole numbers below it have one `f64` each.
const EXACT: u64 = 1 << 53;
/// Powers of ten up to this one are exact in an `f64`, and so is one division by them.
const EXACT_POWER: usize = 22;

pub(super) fn read(text: &str) -> Result<Value, LeanError> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(DEPTH)?;
    reader.skip_space();
    if reader.at == text.len() { Ok(value) } else { Err(wrong("the end")) }
}

struct Reader<'a> {
    text: &'a str,
    /// In bytes; never within a character, because it only passes what is ASCII or was looked for.
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn next_if(&mut self, expected: u8) -> bool {
        let is = self.peek() == Some(expected);
        self.at += usize::from(is);
        is
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value, LeanError> {
        self.skip_space();
        match self.peek() {
            Some(b'"') => self.string().map(Value::String),
            Some(b'{') => self.object(depth),
            Some(b'[') => self.list(depth),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ if self.word("null") => Ok(Value::Null),
            _ if self.word("true") => Ok(Value::Bool(true)),
            _ if self.word("false") => Ok(Value::Bool(false)),
            _ => Err(wrong("a value")),
        }
    }

    fn word(&mut self, word: &str) -> bool {
        let is = self.text.as_bytes()[self.at..].starts_with(word.as_bytes());
        if is {
            self.at += word.len();
        }
        is
    }

    fn object(&mut self, depth: usize) -> Result<Value, LeanError> {
        let mut fields = Map::new();
        self.each(depth, b'}', |reader, depth| {
            let name = reader.string()?;
            reader.skip_space();
            if !reader.next_if(b':') {
                return Err(wrong("a colon"));
            }
            fields.insert(name, reader.value(depth)?);
            Ok(())
        })?;
        Ok(Value::Object(fields))
    }

    fn list(&mut self, depth: usize) -> Result<Value, LeanError> {
        let mut items = Vec::new();
        self.each(depth, b']', |reader, depth| {
            items.push(reader.value(depth)?);
            Ok(())
        })?;
        Ok(Value::Array(items))
    }

    /// What stands between brackets, with commas between.
    fn each(
        &mut self,
        depth: usize,
        close: u8,
        mut one: impl FnMut(&mut Self, usize) -> Result<(), LeanError>,
    ) -> Result<(), LeanError> {
        let depth = depth.checked_sub(1).ok_or_else(|| wrong("less depth"))?;
        self.at += 1;
        self.skip_space();
        if self.next_if(close) {
            return Ok(());
        }
        loop {
            self.skip_space();
            one(self, depth)?;
            self.skip_space();
            if self.next_if(close) {
                return Ok(());
            }
            if !self.next_if(b',') {
                return Err(wrong("a comma"));
            }
        }
    }

    fn string(&mut self) -> Result<String, LeanError> {
        if !self.next_if(b'"') {
            return Err(wrong("text"));
        }
        let mut read = String::new();
        loop {
            let start = self.at;
            while !matches!(self.peek(), None | Some(b'"' | b'\\' | 0..b' ')) {
                self.at += 1;
            }
            read.push_str(&self.text[start..self.at]);
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(read);
                }
                Some(b'\\') => {
                    self.at += 1;
                    read.push(self.escaped()?);
                }
                _ => return Err(wrong("the end of a text")),
            }
        }
    }

    fn escaped(&mut self) -> Result<char, LeanError> {
        let sign = self.peek().ok_or_else(|| wrong("an escape"))?;
        self.at += 1;
        Ok(match sign {
            b'"' | b'\\' | b'/' => char::from(sign),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.unit()?;
                let is_half = (0xd800..0xdc00).contains(&first);
                let code = if is_half && self.word("\\u") {
                    let second = self.unit()?.wrapping_sub(0xdc00);
                    if second >= 0x400 {
                        return Err(wrong("a character"));
                    }
                    0x10000 + ((first - 0xd800) << 10) + second
                } else {
                    first
                };
                char::from_u32(code).ok_or_else(|| wrong("a character"))?
            }
            _ => return Err(wrong("an escape")),
        })
    }

    fn unit(&mut self) -> Result<u32, LeanError> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|sign| char::from(sign).to_digit(16));
            code = code * 16 + digit.ok_or_else(|| wrong("four digits"))?;
            self.at += 1;
        }
        Ok(code)
    }

    /// The digits from here on, added to `whole` as far as it holds them.
    fn digits(&mut self, whole: &mut Option<u64>) -> Result<usize, LeanError> {
        let start = self.at;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            let digit = u64::from(digit - b'0');
            *whole = whole.and_then(|whole| whole.checked_mul(10)?.checked_add(digit));
            self.at += 1;
        }
        if self.at == start { Err(wrong("a digit")) } else { Ok(self.at - start) }
    }

    fn number(&mut self) -> Result<Value, LeanError> {
        let start = self.at;
        let mut whole = Some(0);
        let is_negative = self.next_if(b'-');
        let leads_with_zero = self.peek() == Some(b'0');
        if self.digits(&mut whole)? > 1 && leads_with_zero {
            return Err(wrong("a number"));
        }
        let places = if self.next_if(b'.') { self.digits(&mut whole)? } else { 0 };
        let is_raised = self.next_if(b'e') || self.next_if(b'E');
        if is_raised {
            let _ = self.next_if(b'-') || self.next_if(b'+');
            self.digits(&mut None)?;
        }
        let number = match whole {
            Some(whole) if places == 0 && !is_raised && !is_negative => Some(Number::from(whole)),
            Some(whole @ 1..) if places == 0 && !is_raised => {
                0_i64.checked_sub_unsigned(whole).map(Number::from)
            }
            Some(whole) if whole < EXACT && places <= EXACT_POWER && !is_raised => {
                let size = whole as f64 / power_of_ten(places);
                Number::from_f64(if is_negative { -size } else { size })
            }
            _ => None,
        };
        let number = number.or_else(|| Number::from_f64(fraction(&self.text[start..self.at])));
        number.map(Value::Number).ok_or_else(|| wrong("a smaller number"))
    }
}

fn power_of_ten(places: usize) -> f64 {
    (0..places).fold(1.0, |power, _| power * 10.0)
}

#[cfg(not(target_arch = "wasm32"))]
fn fraction(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}

#[cfg(target_arch = "wasm32")]
fn fraction(text: &str) -> f64 {
    js_sys::parse_float(text)
}

pub(super) fn write(value: &Value, into: &mut String) {
    match value {
        Value::Null => into.push_str("null"),
        Value::Bool(true) => into.push_str("true"),
        Value::Bool(false) => into.push_str("false"),
        Value::Number(number) => write_number(number, into),
        Value::String(text) => write_string(text, into),
        Value::Array(items) => {
            into.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    into.push(',');
                }
                write(item, into);
            }
            into.push(']');
        }
        Value::Object(fields) => {
            into.push('{');
            for (at, (name, value)) in fields.iter().enumerate() {
                if at > 0 {
                    into.push(',');
                }
                write_string(name, into);
                into.push(':');
                write(value, into);
            }
            into.push('}');
        }
    }
}

fn write_number(number: &Number, into: &mut String) {
    // Writing into a text does not fail.
    let _ = match (number.as_i64(), number.as_u64()) {
        (Some(whole), _) => write!(into, "{whole}"),
        (None, Some(whole)) => write!(into, "{whole}"),
        (None, None) => into.write_str(&digits_of(number.as_f64().unwrap_or(0.0))),
    };
}

#[cfg(not(target_arch = "wasm32"))]
fn digits_of(number: f64) -> String {
    format!("{number:?}")
}

#[cfg(target_arch = "wasm32")]
fn digits_of(number: f64) -> String {
    js_sys::JSON::stringify(&number.into()).map_or_else(|_| "0".to_owned(), String::from)
}

fn write_string(text: &str, into: &mut String) {
    into.push('"');
    for character in text.chars() {
        match character {
            '"' => into.push_str("\\\""),
            '\\' => into.push_str("\\\\"),
            '\n' => into.push_str("\\n"),
            control if control < ' ' => {
                let _ = write!(into, "\\u{:04x}", u32::from(control));
            }
            other => into.push(other),
        }
    }
    into.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_as_serde_json_reads_it_or_refused_with_it() {
        let texts = [
            " { \"a\" : [ 1 , 2 ] , \"б\" : { } , \"a\" : null } ",
            "[0, -0, -1, 0.5, -0.0, 55.755864, 1e3, 1E-7, 2.5e+2, 1e300, -1e-400]",
            "[9007199254740991, 0.1, 123456789012345678901234567890]",
            "[18446744073709551615, 18446744073709551616, -9223372036854775808, -9223372036854775809]",
            r#""\" \\ \/ \b \f \n \r \t \u0416 \ud83e\ude9f 🪟""#,
            "",
            " ",
            "nul",
            "truest",
            "[1 2]",
            "[1,]",
            "[,1]",
            "[",
            "{\"a\"}",
            "{\"a\":1,}",
            "{a:1}",
            "{\"a\" 1}",
            "\"open",
            "\"line\nbreak\"",
            r#""\x""#,
            r#""\u12g4""#,
            r#""\ud83e""#,
            r#""\ud83e\u0041""#,
            r#""\ude9f""#,
            "01",
            "-",
            "-01",
            "1.",
            ".5",
            "+1",
            "1e",
            "1e+",
            "1e400",
            "1 1",
            "\u{feff}1",
        ];
        for text in texts {
            let (ours, theirs) = (read(text), serde_json::from_str::<Value>(text));
            assert_eq!(ours.clone().ok(), theirs.ok(), "{text}: {ours:?}");
        }
    }

    #[test]
    fn what_is_cut_anywhere_is_refused() {
        let whole = r#"{"a":["т\u0416",-1.5e3,true,null],"b":{}}"#;
        assert!(read(whole).is_ok());
        for (at, _) in whole.char_indices() {
            assert!(read(&whole[..at]).is_err(), "{}", &whole[..at]);
        }
    }

    #[test]
    fn depth_has_an_end() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(read(&nested(DEPTH)).is_ok());
        assert!(read(&nested(DEPTH + 1)).is_err());
        assert!(read(&"[".repeat(1_000_000)).is_err());
    }

    #[test]
    fn every_fraction_keeps_its_value() {
        // Where more digits stand than an `f64` holds, serde_json by itself takes a neighbour.
        for text in ["9007199254740993.0", "0.30000000000000004", "0.000000000000000000000001"] {
            assert_eq!(read(text).unwrap().as_f64(), text.parse().ok(), "{text}");
        }
        for step in -4000_i32..4000 {
            let number = f64::from(step) * 0.012_345;
            let text = format!("{number:?}");
            assert_eq!(read(&text).unwrap().as_f64(), Some(number), "{text}");
        }
    }

    #[test]
    fn what_is_written_is_json() {
        let value = serde_json::json!({
            "text": "кавычка \" черта \\ строка \n табуляция \t ноль \u{0} конец \u{7f} 🪟",
            "numbers": [0, -1, u64::MAX, i64::MIN, 0.5, -4.75, 1e300, 1e-7, 55.755_864],
            "rest": [null, true, false, [], {}],
            "": { "a": { "b": [[1], [2, 3]] } },
        });
        let mut text = String::new();
        write(&value, &mut text);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value, "{text}");
        assert_eq!(read(&text), Ok(value));
    }
}
