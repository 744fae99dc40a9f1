#![no_main]

use libfuzzer_sys::fuzz_target;
use montaj_domain::phone::Phone;

fuzz_target!(|typed: &str| {
    if let Ok(phone) = Phone::parse(typed) {
        assert_eq!(Phone::parse(phone.as_str()), Ok(phone.clone()));
        assert_eq!(phone.as_str().len(), 12);
        assert!(!phone.masked().contains(&phone.as_str()[5..10]));
    }
});
