//! Line icons on a grid of 24, drawn in the colour of the text beside them.

use yew::prelude::*;

macro_rules! shapes {
    ($($name:ident = $path:literal),+ $(,)?) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Shape { $($name),+ }

        impl Shape {
            const fn path(self) -> &'static str {
                match self { $(Self::$name => $path),+ }
            }
        }
    };
}

shapes! {
    Feed = "M4 6h16M4 12h16M4 18h10",
    Orders = "M9 4h6v3H9zM9 5.5H6.5A1.5 1.5 0 0 0 5 7v12a1.5 1.5 0 0 0 1.5 1.5h11A1.5 1.5 0 0 0 19 19V7a1.5 1.5 0 0 0-1.5-1.5H15M8.5 12h7M8.5 16h5",
    Plus = "M12 5v14M5 12h14",
    Chat = "M20 12a7.5 7.5 0 0 1-7.5 7.5c-1.3 0-2.5-.3-3.6-.9L4 20l1.4-4.6A7.5 7.5 0 1 1 20 12z",
    Bell = "M6.5 10a5.5 5.5 0 0 1 11 0c0 4.5 2 6 2 6h-15s2-1.5 2-6zM10 19.5a2.2 2.2 0 0 0 4 0",
    Person = "M12 12.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c.8-3.4 3.8-5.2 7.5-5.2s6.7 1.8 7.5 5.2",
    Back = "M15 5l-7 7 7 7",
    Forward = "M9 5l7 7-7 7",
    Down = "M5 9l7 7 7-7",
    Up = "M5 15l7-7 7 7",
    Search = "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l4.5 4.5",
    Phone = "M6.5 4h3l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5v3c0 .8-.7 1.5-1.5 1.5C11 19 5 13 5 5.5 5 4.7 5.7 4 6.5 4z",
    Mail = "M4 6.5h16v11H4zM4 7l8 6 8-6",
    Close = "M6 6l12 12M18 6L6 18",
    Check = "M5 12.5l4.5 4.5L19 7.5",
    Clock = "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 8v4.5l3 2",
    Pin = "M12 21s6.5-5.7 6.5-11a6.5 6.5 0 0 0-13 0c0 5.3 6.5 11 6.5 11zM12 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z",
    Calendar = "M5 6.5h14v13H5zM5 10.5h14M9 4v4M15 4v4",
    Wallet = "M4.5 7.5h14a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1zM4.5 7.5L15 4.5v3M16 13h.01",
    Send = "M4.5 12L20 4.5 15 20l-3.5-6.5zM11.5 13.5L20 4.5",
    Retry = "M19 12a7 7 0 1 1-2.3-5.2M19 4v4h-4",
    Alert = "M12 4l9 16H3zM12 10v4.5M12 17.3v.01",
    Exit = "M14 5H6v14h8M11 12h9M17 9l3 3-3 3",
    Device = "M4 6h16v10H4zM9 20h6M12 16v4",
    Reply = "M10 7L4.5 12l5.5 5M4.5 12H14a6 6 0 0 1 6 6v1",
    Copy = "M9 9h10v11H9zM15 9V4.5H5V16h4",
    Edit = "M5 19l1-4L16.5 4.5l3 3L9 18zM14.5 6.5l3 3",
    Trash = "M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12",
    Eye = "M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
    EyeOff = "M4 4l16 16M10 6.3A9 9 0 0 1 12 6c5.5 0 9 6 9 6a16 16 0 0 1-2.8 3.4M6.5 7.8A15 15 0 0 0 3 12s3.5 6 9 6a9 9 0 0 0 4-.9M10.2 10.3a2.5 2.5 0 0 0 3.5 3.5",
    People = "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5c.6-3 3.2-4.5 6.5-4.5s5.9 1.5 6.5 4.5M15.5 5a3.5 3.5 0 0 1 0 6.3M18 15.3c2 .6 3.2 2 3.6 4.2",
    Shield = "M12 3.5l7 2.5v5c0 4.5-2.8 8-7 9.5-4.2-1.5-7-5-7-9.5V6zM9 12l2.2 2.2L15.5 10",
    Spark = "M12 4l2.3 5.7L20 12l-5.7 2.3L12 20l-2.3-5.7L4 12l5.7-2.3z",
    Windows = "M5 4h14v14H5zM12 4v14M5 10.5h14M3.5 21h17",
    Doors = "M7 20.5v-17h10v17M4 20.5h16M13.5 12v.01",
    Ceilings = "M3.5 4h17M12 4v4.5M6.5 14a5.5 5.5 0 0 1 11 0zM12 17v2.5M7.5 17l-1.3 1.8M16.5 17l1.3 1.8",
    Conditioners = "M3.5 4.5h17v7.5h-17zM7 8.5h6M17 8.5v.01M7.5 15.5c1.2 1.6-1.2 2.9 0 4.5M12 15.5c1.2 1.6-1.2 2.9 0 4.5M16.5 15.5c1.2 1.6-1.2 2.9 0 4.5",
    Blinds = "M4 4h16M6 4v12.5h12V4M6 8.2h12M6 12.4h12M12 16.5V20M12 20.5v.01",
    Furniture = "M6 10.7V8.3A2.3 2.3 0 0 1 8.3 6h7.4A2.3 2.3 0 0 1 18 8.3v2.4M3.5 12.6a1.8 1.8 0 0 1 3.6 0v1.6h9.8v-1.6a1.8 1.8 0 0 1 3.6 0V18h-17zM6 18v2M18 18v2",
    Sun = "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
    Moon = "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
    More = "M12 6.2a.7.7 0 1 0 0-1.4.7.7 0 0 0 0 1.4zM12 12.7a.7.7 0 1 0 0-1.4.7.7 0 0 0 0 1.4zM12 19.2a.7.7 0 1 0 0-1.4.7.7 0 0 0 0 1.4z",
    Settings = "M4 7h9M17 7h3M15 9.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM4 17h3M11 17h9M9 19.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z",
    Fold = "M4.5 5h15v14h-15zM9.5 5v14M15.5 9.5L13 12l2.5 2.5",
    Unfold = "M4.5 5h15v14h-15zM9.5 5v14M13 9.5l2.5 2.5-2.5 2.5",
    Minus = "M5 12h14",
    Info = "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 11.5v5M12 7.8v.01",
    Gear = "M12 15.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM19 12l1.8-1.3-1.7-3-2.1.8-1.7-1L15 5.2h-3.6l-.7 2.3-1.6 1-2.1-.8-1.8 3L7 12l-1.8 1.3 1.8 3 2.1-.8 1.6 1 .7 2.3H15l.3-2.3 1.7-1 2.1.8 1.7-3z",
    BellOff = "M6.5 10a5.5 5.5 0 0 1 8.6-4.5M17.5 10c0 4.5 2 6 2 6H8M10 19.5a2.2 2.2 0 0 0 4 0M4 4l16 16",
    Offline = "M4 4l16 16M8.5 15.5a5 5 0 0 1 7 0M5 12a10 10 0 0 1 4-2.5M19 12a10 10 0 0 0-6-3M12 19.3v.01",
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct IconProps {
    pub shape: Shape,
}

#[component]
pub fn Icon(props: &IconProps) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor"
            stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
            <path d={props.shape.path()} />
        </svg>
    }
}
