//! What a built page leaves to the browser's own tables: letters and fractions.

use montaj_domain::text::{Needle, lower};
use montaj_wire::lean;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn letters_of_every_script_are_lowered() {
    let pairs =
        [('Q', 'q'), ('Ё', 'ё'), ('Ї', 'ї'), ('É', 'é'), ('Σ', 'σ'), ('Ա', 'ա'), ('İ', 'i')];
    for (large, small) in pairs {
        assert_eq!(lower(large), small);
        assert_eq!(lower(small), small);
    }
    assert!(Needle::new("École №7").unwrap().is_in("у школы ÉCOLE №7"));
}

#[wasm_bindgen_test]
fn fractions_are_read_and_written_as_they_are() {
    let read: Value = lean::from_str("[55.755864, 1e-7, 0.30000000000000004, -2.5E3]").unwrap();
    assert_eq!(read, json!([55.755_864, 1e-7, 0.300_000_000_000_000_04, -2500.0]));
    for number in [55.755_864, 1e-7, 1e300, -0.1] {
        let written = lean::written(&json!(number));
        assert_eq!(lean::from_str::<f64>(&written).unwrap(), number, "{written}");
    }
    assert!(lean::from_str::<Value>("1e400").is_err());
}
