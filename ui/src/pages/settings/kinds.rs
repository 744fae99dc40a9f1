//! What one is told of and how: a switch for each kind and channel.

use montaj_domain::notification::{Channel, NotificationKind};
use montaj_wire::notification::{EditNotificationSettings, KindSettings, NotificationSettings};
use yew::prelude::*;

use crate::{
    components::Switch,
    i18n::{channel_name, kind_hint, kind_name},
};

pub fn kinds(settings: &NotificationSettings, onedit: &Callback<EditNotificationSettings>) -> Html {
    let channels = &settings.channels;
    html! {
        <div class="kinds" style={format!("--channels: {}", channels.len())}>
            <div class="kinds__head" aria-hidden="true">
                <span />
                for channel in channels.iter() {
                    <span key={channel.as_str()}>{ channel_name(*channel) }</span>
                }
            </div>
            for kind in settings.kinds.iter() {
                <div key={kind.kind.as_str()} class="kinds__row" role="group"
                    data-testid="settings-kind" data-kind={kind.kind.as_str()}
                    aria-label={kind_name(kind.kind)}>
                    <span class="kinds__name">
                        <span>{ kind_name(kind.kind) }</span>
                        <small>{ kind_hint(kind.kind) }</small>
                    </span>
                    for channel in channels.iter() {
                        { cell(kind, *channel, onedit) }
                    }
                </div>
            }
        </div>
    }
}

/// Nothing where the kind never goes by this channel.
fn cell(
    settings: &KindSettings,
    channel: Channel,
    onedit: &Callback<EditNotificationSettings>,
) -> Html {
    let kind = settings.kind;
    let Some(on) = settings.get(channel) else {
        return html! { <span key={channel.as_str()} class="kinds__cell kinds__cell--none" /> };
    };
    let onchange = onedit.reform(move |on: bool| edit_of(kind, channel, on));
    let label = format!("{}: {}", kind_name(kind), channel_name(channel));
    html! {
        <span key={channel.as_str()} class="kinds__cell">
            { Switch { testid: format!("settings-{kind}-{channel}").into(), label, on,
                compact: true, disabled: !kind.is_switchable(channel), onchange,
                ..Switch::default() }.view() }
            <span class="kinds__channel" aria-hidden="true">{ channel_name(channel) }</span>
        </span>
    }
}

fn edit_of(kind: NotificationKind, channel: Channel, on: bool) -> EditNotificationSettings {
    EditNotificationSettings {
        kinds: vec![KindSettings::one(kind, channel, on)],
        ..EditNotificationSettings::default()
    }
}
