//! A link as a picture that a phone reads.

use crate::speech::Speech;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};
use std::fmt::Write;
use yew::prelude::*;

/// The largest picture: 137 squares a side and the border are 0.36 mm each on paper at 52 mm, which phones
/// still read.
const MAX_VERSION: u8 = 30;

/// The empty squares around the picture, which readers need.
const QUIET: i32 = 4;

/// What [`Qr`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct QrProps {
    /// The words.
    pub speech: Speech,
    /// The link, once it is made.
    pub link: Option<AttrValue>,
}

/// The picture, or words where the link is too long for one.
#[component]
pub(crate) fn Qr(props: &QrProps) -> Html {
    let words = &props.speech.words.files;
    let picture = use_memo(props.link.clone(), |link| link.as_deref().and_then(picture));
    match &*picture {
        Some((size, path)) => html! {
            <svg class="qr" viewBox={format!("0 0 {size} {size}")} role="img" aria-label={words.qr}>
                <rect width={size.to_string()} height={size.to_string()} fill="#fff" />
                <path d={path.clone()} fill="#000" shape-rendering="crispEdges" />
            </svg>
        },
        None if props.link.is_some() => html! { <p class="qr-none">{ words.qr_too_long }</p> },
        None => Html::default(),
    }
}

/// The size in squares, quiet ones too, and one path for all black squares; `None` when it is too long.
fn picture(link: &str) -> Option<(i32, String)> {
    let segment = QrSegment::make_bytes(link.as_bytes());
    let (versions, any_mask) = ((Version::MIN, Version::new(MAX_VERSION)), None);
    let code = QrCode::encode_segments_advanced(
        &[segment],
        QrCodeEcc::Low,
        versions.0,
        versions.1,
        any_mask,
        true,
    );
    let code = code.ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count();
            let run = i32::try_from(run).ok()?;
            if run > 0 {
                write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET).ok()?;
            }
            x += run.max(1);
        }
    }
    Some((code.size() + 2 * QUIET, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_has_the_corner_marks_and_a_quiet_border() {
        let (size, path) = picture("https://example.vn/#z=abc").expect("fits");
        assert_eq!(size, 25 + 2 * QUIET);
        // The top edge of the corner mark is seven squares long.
        assert!(path.starts_with("M4 4h7v1h-7z"), "{path}");
    }

    #[test]
    fn a_link_that_is_too_long_has_no_picture() {
        assert!(picture(&"a".repeat(1_700)).is_some());
        assert_eq!(picture(&"a".repeat(1_800)), None);
    }
}
