//! Stars with the number of reviews behind them.

use montaj_domain::user::Rating;
use yew::prelude::*;

use crate::format;

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct RatingViewProps {
    pub rating: Rating,
    /// How many reviews are behind it, where that is known.
    #[prop_or_default]
    pub reviews_count: Option<i64>,
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

#[component]
pub fn RatingView(props: &RatingViewProps) -> Html {
    let reviews = props.reviews_count.map(|count| match count {
        0 => tr!("reviews-none"),
        count => tr!("reviews-count", count = count),
    });
    html! {
        <span class="rating" data-testid={props.testid.clone()}>
            <svg class="rating__star" viewBox="0 0 24 24" aria-hidden="true">
                <path d="M12 3.2l2.7 5.6 6.1.8-4.5 4.2 1.2 6.1L12 16.9l-5.5 3 1.2-6.1-4.5-4.2 6.1-.8z" />
            </svg>
            <strong>{ format::rating(props.rating) }</strong>
            if let Some(reviews) = reviews {
                <span class="rating__reviews">{ reviews }</span>
            }
        </span>
    }
}
