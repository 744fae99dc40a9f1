//! What lies over the page: dialogs, menus, tooltips, toasts.

use yew::prelude::*;

use super::{Part, sample};
use crate::components::{
    Button, ButtonKind, ConfirmDialog, Menu, MenuItem, MenuList, Shape, Side, Toaster, Tooltip,
};

#[derive(Clone, PartialEq, Properties)]
pub struct OverlaysProps {
    pub toaster: Toaster,
}

fn items() -> Vec<MenuItem> {
    vec![
        MenuItem::new("copy", sample("copy"), Shape::Copy),
        MenuItem::new("reply", sample("reply"), Shape::Reply),
        MenuItem::new("edit", sample("edit"), Shape::Edit).disabled(true),
        MenuItem::new("delete", sample("delete"), Shape::Trash).danger(),
    ]
}

#[component]
pub fn Overlays(props: &OverlaysProps) -> Html {
    let asked = use_state(|| false);
    let context = use_state(|| None::<(i32, i32)>);
    let (ask, answer, no) = (asked.setter(), asked.setter(), asked.setter());
    let (open, shut) = (context.setter(), context.setter());
    let toaster = props.toaster.clone();
    let chosen = Callback::from(move |id: &'static str| toaster.info(sample(id)));
    let (saved, failed) = (props.toaster.clone(), props.toaster.clone());
    let oncontextmenu = Callback::from(move |press: MouseEvent| {
        press.prevent_default();
        open.set(Some((press.client_x(), press.client_y())));
    });
    html! {
        <Part name="overlays">
            <div class="chips" {oncontextmenu} data-testid="g-context">
                { Button::new(sample("open-dialog")).testid("g-dialog")
                    .onclick(Callback::from(move |_| ask.set(true))).view() }
                <Menu label={sample("open-menu")} named=true kind={ButtonKind::Secondary}
                    testid="g-menu" items={items()} onchoose={chosen.clone()} />
                <Menu label={sample("open-menu")} testid="g-more" items={items()} onchoose={chosen.clone()} />
                <Tooltip id="g-tip" text={sample("tip")}>
                    { Button::new(sample("later")).kind(ButtonKind::Secondary).view() }
                </Tooltip>
                { Button::new(sample("saved")).kind(ButtonKind::Ghost).testid("g-saved")
                    .onclick(Callback::from(move |_| saved.success(sample("saved")))).view() }
                { Button::new(sample("failed")).kind(ButtonKind::Ghost).testid("g-failed")
                    .onclick(Callback::from(move |_| failed.error(sample("failed")))).view() }
            </div>
            if let Some((x, y)) = *context {
                <MenuList label={sample("open-menu")} items={items()} side={Side::At { x, y }}
                    onchoose={chosen} onclose={Callback::from(move |()| shut.set(None))} />
            }
            if *asked {
                { ConfirmDialog { title: sample("dialog"), text: Some(sample("dialog-text")),
                    yes: sample("dialog-yes"), onyes: Callback::from(move |()| answer.set(false)),
                    onno: Callback::from(move |()| no.set(false)),
                    ..ConfirmDialog::default() }.view() }
            }
        </Part>
    }
}
