//! Fields: empty, filled, hinted, wrong, disabled.

use yew::prelude::*;

use super::{Part, sample};
use crate::components::{
    CodeField, DateField, MoneyField, PhoneField, SearchField, Select, SelectOption, TextField,
};

/// A value of its own for a field.
#[hook]
fn use_text(start: &str) -> (AttrValue, Callback<String>) {
    let text = use_state(|| AttrValue::from(start.to_owned()));
    let setter = text.setter();
    ((*text).clone(), Callback::from(move |typed: String| setter.set(typed.into())))
}

#[component]
pub fn Fields() -> Html {
    let (name, set_name) = use_text("");
    let (about, set_about) = use_text(&sample("about-text"));
    let (password, set_password) = use_text("montaj-demo");
    let (query, set_query) = use_text("");
    let (city, set_city) = use_text("moscow");
    let cities = ["moscow", "kazan"].map(|id| SelectOption::new(id, sample(id))).to_vec();
    let (silent, wrong) = (Callback::<String>::noop(), Some(sample("wrong")));
    html! {
        <Part name="fields">
            <div class="form__pair">
                <TextField testid="g-name" label={sample("name")} hint={sample("hint")}
                    value={name} oninput={set_name} placeholder={sample("anna")} />
                <TextField testid="g-wrong" label={sample("name")} value={sample("anna")}
                    error={wrong.clone()} oninput={silent.clone()} />
                <TextField testid="g-off" label={sample("name")} value={sample("anna")}
                    disabled=true oninput={silent.clone()} optional=true />
                <TextField testid="g-password" label={sample("password")} kind="password"
                    value={password} oninput={set_password} />
                { Select { testid: "g-city", label: sample("city"), value: city.to_string(),
                    options: cities.clone(), onchange: set_city.clone(),
                    ..Select::default() }.view() }
                { Select { testid: "g-city-wrong", label: sample("city"), value: city.to_string(),
                    options: cities, error: wrong, onchange: set_city,
                    ..Select::default() }.view() }
            </div>
            <TextField testid="g-about" label={sample("about")} rows=3 limit=60 value={about}
                oninput={set_about} />
            <SearchField testid="g-search" label={sample("search")} value={query}
                oninput={set_query} />
            <Masked />
        </Part>
    }
}

/// Those that put what is typed into its form.
#[component]
fn Masked() -> Html {
    let (phone, set_phone) = use_text("8 916 123");
    let (budget, set_budget) = use_text("12500");
    let (start, set_start) = use_text("2026-11-24");
    let (code, set_code) = use_text("12");
    let (silent, wrong) = (Callback::<String>::noop(), Some(sample("wrong")));
    html! {
        <>
            <div class="form__pair">
                <PhoneField testid="g-phone" label={sample("phone")} value={phone}
                    oninput={set_phone} />
                { MoneyField { testid: "g-budget", label: sample("budget"), value: budget.to_string(),
                    oninput: set_budget, ..MoneyField::default() }.view() }
                <DateField testid="g-start" label={sample("start")} value={start} min="2026-11-10"
                    oninput={set_start} />
                <DateField testid="g-start-off" label={sample("start")} value="" disabled=true
                    oninput={silent.clone()} />
            </div>
            <div class="form__pair">
                <CodeField testid="g-code" label={sample("code")} length=6 value={code}
                    oninput={set_code} />
                <CodeField testid="g-code-wrong" label={sample("code")} length=4 value="1234"
                    error={wrong} oninput={silent} />
            </div>
        </>
    }
}
