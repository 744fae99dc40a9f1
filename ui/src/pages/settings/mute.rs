//! The bell in the head of a chat: whether its messages pop up.

use montaj_client::views::Change;
use montaj_domain::{ids::OrderId, timestamp::Timestamp};
use yew::{platform::spawn_local, prelude::*};

use crate::{
    ambient,
    components::{Button, ButtonKind, Dialog, Shape},
    format,
    hooks::{use_backend, use_load, use_now, use_services},
};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct MuteButtonProps {
    pub order_id: OrderId,
}

#[component]
pub fn MuteButton(props: &MuteButtonProps) -> Html {
    let order_id = props.order_id;
    let (backend, toaster, now) = (use_backend(), use_services().toaster, use_now(60));
    let asked = use_state(|| false);
    let settings = use_load(
        (),
        |(), change| change == Change::NotificationSettings,
        |backend, ()| backend.notification_settings(),
    );
    let Some(settings) = settings.data() else { return Html::default() };
    let muted = settings.mute_of(order_id, now.at);
    let mute = {
        let (backend, toaster, asked) = (backend.clone(), toaster.clone(), asked.setter());
        Callback::from(move |until: Option<Timestamp>| {
            let backend = backend.clone();
            asked.set(false);
            toaster.info(match until {
                Some(until) => tr!("mute-done-until", moment = format::moment(until, now)),
                None => tr!("mute-done"),
            });
            // Kept on this device first: there is no network that it could fail by.
            spawn_local(async move { drop(backend.mute_chat(order_id, until).await) });
        })
    };
    let press = {
        let (asked, is_muted) = (asked.setter(), muted.is_some());
        Callback::from(move |_: MouseEvent| {
            if !is_muted {
                asked.set(true);
                return;
            }
            let backend = backend.clone();
            toaster.info(tr!("mute-over"));
            spawn_local(async move { drop(backend.unmute_chat(order_id).await) });
        })
    };
    let onclose = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(false))
    };
    let (label, icon) = match muted {
        Some(_) => (tr!("mute-end"), Shape::BellOff),
        None => (tr!("mute"), Shape::Bell),
    };
    html! {
        <span class="mute" data-testid="chat-mute-state" data-muted={muted.is_some().to_string()}>
            { Button::new(label).icon(icon).kind(ButtonKind::Ghost).testid("chat-mute")
                .icon_only().onclick(press).view() }
            if *asked {
                <Dialog title={tr!("mute-title")} {onclose}>
                    <p class="dialog__text">{ tr!("mute-text") }</p>
                    <div class="mute__choices">
                        { choice("mute-hour", tr!("mute-hour"), Some(3600), &mute) }
                        { choice("mute-night", tr!("mute-night"), Some(8 * 3600), &mute) }
                        { choice("mute-week", tr!("mute-week"), Some(7 * 24 * 3600), &mute) }
                        { choice("mute-for-good", tr!("mute-for-good"), None, &mute) }
                    </div>
                </Dialog>
            }
        </span>
    }
}

fn choice(
    testid: &'static str,
    label: String,
    secs: Option<i64>,
    mute: &Callback<Option<Timestamp>>,
) -> Html {
    let onclick = mute.reform(move |_: MouseEvent| secs.map(|secs| ambient::now().plus_secs(secs)));
    Button::new(label).kind(ButtonKind::Secondary).testid(testid).wide().onclick(onclick).view()
}
