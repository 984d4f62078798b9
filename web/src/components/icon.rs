//! The few signs of the page: each stands beside words, never alone.

use yew::prelude::*;

/// A sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// Met.
    Yes,
    /// Not met.
    No,
    /// Not known.
    Open,
    /// For a person to decide.
    Person,
    /// Nothing to say.
    Blank,
}

impl Sign {
    /// The class that colours it.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Yes => "is-yes",
            Self::No => "is-no",
            Self::Open => "is-open",
            Self::Person => "is-person",
            Self::Blank => "is-blank",
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::Yes => "M6 12.5l4 4 8-9",
            Self::No => "M7 7l10 10M17 7L7 17",
            Self::Open => {
                "M9 9.2c.2-1.8 1.5-2.7 3.1-2.7 1.8 0 3 1.1 3 2.6 0 2.3-3.1 2.4-3.1 4.7M12 17.4v.1"
            }
            Self::Person => {
                "M12 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM6.5 18.5c.6-3 2.800-4.500 5.500-4.500s4.900 1.500 5.500 4.500"
            }
            Self::Blank => "M7.500 12h9",
        }
    }
}

/// Draws a sign; words beside it say the same.
#[component]
pub(crate) fn Icon(props: &IconProps) -> Html {
    html! {
        <svg class={classes!("icon", props.sign.class())} viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
            <circle cx="12" cy="12" r="11" />
            <path d={props.sign.path()} />
        </svg>
    }
}

/// What [`Icon`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct IconProps {
    /// Which sign.
    pub sign: Sign,
}
