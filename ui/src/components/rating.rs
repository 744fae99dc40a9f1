//! Stars with the number of reviews behind them.

use montaj_domain::user::Rating;
use yew::prelude::*;

use crate::format;

/// `reviews_count` where it is known.
pub fn rating(rating: Rating, reviews_count: Option<i64>, testid: Option<&'static str>) -> Html {
    let reviews = reviews_count.map(|count| match count {
        0 => tr!("reviews-none"),
        count => tr!("reviews-count", count = count),
    });
    html! {
        <span class="rating" data-testid={testid}>
            { star() }
            <strong>{ format::rating(rating) }</strong>
            if let Some(reviews) = reviews {
                <span class="rating__reviews">{ reviews }</span>
            }
        </span>
    }
}

fn star() -> Html {
    html! {
        <svg class="rating__star" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M12 3.2l2.7 5.6 6.1.8-4.5 4.2 1.2 6.1L12 16.9l-5.5 3 1.2-6.1-4.5-4.2 6.1-.8z" />
        </svg>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct RatingFieldProps {
    /// Also the name of the choice; its stars are `testid-1` … `testid-5`.
    pub testid: AttrValue,
    pub label: AttrValue,
    /// 0 for none yet.
    pub value: u8,
    pub onchange: Callback<u8>,
    #[prop_or_default]
    pub error: Option<String>,
}

/// One to five stars to give: a choice of one, so arrows change it.
#[component]
pub fn RatingField(props: &RatingFieldProps) -> Html {
    html! {
        <fieldset class="rating-field">
            <legend class="field__label">{ &props.label }</legend>
            <div class="rating-field__stars">
                for stars in 1..=5_u8 {
                    <label key={stars} class={classes!("rating-field__star",
                        (stars <= props.value).then_some("rating-field__star--given"))}>
                        <input class="visually-hidden" type="radio" name={props.testid.clone()}
                            data-testid={format!("{}-{stars}", props.testid)}
                            checked={stars == props.value}
                            onchange={props.onchange.reform(move |_: Event| stars)} />
                        { star() }
                        <span class="visually-hidden">{ tr!("rating-stars", count = stars) }</span>
                    </label>
                }
            </div>
            if let Some(error) = &props.error {
                <p class="field__error" role="alert" data-testid="field-error">{ error }</p>
            }
        </fieldset>
    }
}
