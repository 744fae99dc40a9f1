//! What keeps the session of this device, said to the person when it is not the system's keyring.

use montaj_client::secrets::SecretsHome;
use yew::prelude::*;

use crate::{
    components::{Shape, icon},
    hooks::{use_me, use_services},
};

/// The line on the page of the account.
#[component]
pub fn KeptNote() -> Html {
    let kept = use_me().kept;
    let Some((mark, text)) = note(kept) else { return Html::default() };
    html! {
        <p class="notice" data-testid="profile-kept" data-kept={mark}>
            { icon(Shape::Shield) }<span>{ text }</span>
        </p>
    }
}

/// Says the same once, in passing, to whoever has just signed in.
#[hook]
pub fn use_kept_toast(signed_in: Option<SecretsHome>, signed_out: bool) {
    let toaster = use_services().toaster;
    let was_out = use_mut_ref(|| false);
    use_effect_with((signed_in, signed_out), move |(signed_in, signed_out)| {
        let came_in = was_out.replace(*signed_out) && !signed_out;
        if let Some((_, text)) = signed_in.filter(|_| came_in).and_then(note) {
            toaster.info(text);
        }
    });
}

fn note(kept: SecretsHome) -> Option<(&'static str, String)> {
    match kept {
        SecretsHome::Keyring | SecretsHome::Cookie => None,
        SecretsHome::File => Some(("file", tr!("kept-in-file"))),
        SecretsHome::Memory => Some(("memory", tr!("not-remembered"))),
    }
}
