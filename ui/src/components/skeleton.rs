//! What stands in for content while it loads.

use yew::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SkeletonKind {
    /// Order cards.
    Cards,
    /// Lines with a picture: chats, notifications.
    Rows,
    /// One page of text.
    Page,
}

pub fn skeleton(kind: SkeletonKind) -> Html {
    let (class, count) = match kind {
        SkeletonKind::Cards => ("skeleton skeleton--card", 4),
        SkeletonKind::Rows => ("skeleton skeleton--row", 6),
        SkeletonKind::Page => ("skeleton skeleton--page", 3),
    };
    html! {
        <div class="skeletons" data-testid="skeleton" role="status" aria-label={tr!("loading")}>
            for index in 0..count {
                <div key={index} {class} aria-hidden="true"><i /><i /><i /></div>
            }
        </div>
    }
}
