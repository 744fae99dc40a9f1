//! Choices: boxes, cards, switches, tabs, segments, chips, stars.

use yew::prelude::*;

use super::{Part, sample};
use crate::components::{
    Checkbox, Chip, FilterChip, RadioCard, RatingField, Segment, Segmented, Shape, Steps, Switch,
    Tab, Tabs,
};

#[component]
pub fn Choices() -> Html {
    let (on, cash, near) = (use_state(|| true), use_state(|| true), use_state(|| true));
    let stars = use_state(|| 4_u8);
    let set = |state: &UseStateHandle<bool>| {
        let setter = state.setter();
        Callback::from(move |on| setter.set(on))
    };
    let choose = |state: &UseStateHandle<bool>, to: bool| {
        let setter = state.setter();
        Callback::from(move |()| setter.set(to))
    };
    let rate = stars.setter();
    html! {
        <Part name="choices">
            <Sides />
            <div class="radio-cards">
                { RadioCard { testid: "g-cash".into(), name: "g-payment", label: sample("cash"),
                    hint: Some(sample("cash-hint")), icon: Some(Shape::Wallet), checked: *cash,
                    onchoose: choose(&cash, true) }.view() }
                { RadioCard { testid: "g-card".into(), name: "g-payment", label: sample("card"),
                    hint: None, icon: None, checked: !*cash,
                    onchoose: choose(&cash, false) }.view() }
            </div>
            { Switch { testid: "g-quiet".into(), label: sample("quiet"),
                hint: Some(sample("quiet-hint")), on: *on, onchange: set(&on),
                ..Switch::default() }.view() }
            { Switch { testid: "g-quiet-off".into(), label: sample("quiet"), on: !*on,
                disabled: true, onchange: Callback::noop(), ..Switch::default() }.view() }
            { Checkbox { testid: "g-consent".into(), label: sample("consent"), checked: *on,
                onchange: set(&on), ..Checkbox::default() }.view() }
            { Checkbox { testid: "g-consent-wrong".into(), label: sample("consent"),
                checked: false, error: Some(sample("wrong")), onchange: Callback::noop(),
                ..Checkbox::default() }.view() }
            <div class="chips">
                <Chip label={sample("moscow")} shape={Shape::Pin} />
                <Chip label={sample("kazan")} onremove={Callback::from(|()| ())} />
                <FilterChip label={sample("filter")} on={*near} ontoggle={set(&near)} />
                <FilterChip label={sample("week")} on=false ontoggle={Callback::noop()} />
            </div>
            <RatingField testid="g-rate" label={sample("rate")} value={*stars}
                onchange={Callback::from(move |given| rate.set(given))} />
        </Part>
    }
}

/// Tabs, segments and steps: where one stands among a few.
#[component]
fn Sides() -> Html {
    let tab = use_state(|| "open");
    let period = use_state(|| "week");
    let step = use_state(|| 1_usize);
    let tabs = [("open", "tab-open", 11), ("work", "tab-work", 3), ("done", "tab-done", 5)];
    let tabs = tabs.map(|(id, name, count)| Tab {
        id,
        label: sample(name).into(),
        count: Some(count),
        testid: Some(format!("g-tab-{id}").into()),
    });
    let segments =
        ["day", "week", "month"].map(|id| Segment { id, label: sample(id).into(), shape: None });
    let (set_tab, set_period, set_step) = (tab.setter(), period.setter(), step.setter());
    html! {
        <>
            <Steps names={["step-what", "step-where", "step-money"].map(|name| sample(name).into()).to_vec()} at={*step}
                onback={Callback::from(move |at| set_step.set(at))} />
            <Tabs label={sample("choices")} tabs={tabs.to_vec()} chosen={*tab}
                onchoose={Callback::from(move |id| set_tab.set(id))} />
            <Segmented testid="g-period" label={sample("choices")} segments={segments.to_vec()}
                chosen={*period} onchoose={Callback::from(move |id| set_period.set(id))} />
        </>
    }
}
