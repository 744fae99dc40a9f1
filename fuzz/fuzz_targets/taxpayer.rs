#![no_main]

use libfuzzer_sys::fuzz_target;
use montaj_domain::taxpayer::{Inn, Ogrn};

fuzz_target!(|typed: &str| {
    if let Ok(inn) = Inn::parse(typed) {
        assert!(matches!(inn.as_str().len(), 10 | 12));
        assert_eq!(Inn::parse(inn.as_str()), Ok(inn.clone()));
    }
    if let Ok(ogrn) = Ogrn::parse(typed) {
        assert!(matches!(ogrn.as_str().len(), 13 | 15));
        assert_eq!(Ogrn::parse(ogrn.as_str()), Ok(ogrn.clone()));
    }
});
