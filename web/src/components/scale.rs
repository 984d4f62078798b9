//! A small picture of where a quantity stands between bands.

use crate::speech::Speech;
use sangloc_rulebook::Decimal;
use sangloc_screening::ScaleReport;
use yew::prelude::*;

/// The picture's size in its own units; about pixels on a phone.
const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 58.0;
/// The bar's top and height.
const BAR: (f64, f64) = (14.0, 20.0);
/// How many depths of colour there are.
const DEPTHS: f64 = 4.0;

/// What [`Scale`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct ScaleProps {
    /// The words.
    pub speech: Speech,
    /// The bands and the quantity.
    pub scale: ScaleReport,
    /// What the picture shows, in words.
    pub told: AttrValue,
}

/// The bands side by side, all equally wide, and a mark where the project stands. Words beside the
/// picture say the same.
#[component]
pub(crate) fn Scale(props: &ScaleProps) -> Html {
    let bands = &props.scale.bands;
    let lead = lead(&props.scale);
    let stretch = WIDTH / (bands.len() + lead) as f64;
    let best = bands.iter().map(|band| band.points).max().unwrap_or_default();
    let (top, height) = BAR;
    let parts = bands.iter().enumerate().map(|(place, band)| {
        let left = stretch * (place + lead) as f64;
        html! {
            <g key={place}>
                <rect class={format!("scale-band is-{}", depth(band.points, best))} x={told(left)} y={told(top)} width={told(stretch)} height={told(height)} />
                <text class="scale-points" x={told(left + stretch / 2.0)} y={told(top + 14.5)}>{ band.given.clone() }</text>
                <text class="scale-limit" x={told(left)} y={told(top + height + 15.0)}>{ band.limit.clone() }</text>
            </g>
        }
    });
    let mark = position(&props.scale).map(|at| {
        let at = at * WIDTH;
        let (left, right) = (at - 6.0, at + 6.0);
        let point = top + height / 2.0;
        html! {
            <g class="scale-mark">
                <path d={format!("M{left:.1} 2H{right:.1}L{at:.1} {:.1}z", top - 1.0)} />
                <path class="scale-line" d={format!("M{at:.1} {top:.1}V{:.1}", point + height / 2.0)} />
            </g>
        }
    });
    html! {
        <svg class="scale" role="img" aria-label={props.told.clone()} viewBox={format!("0 0 {WIDTH} {HEIGHT}")} lang={props.speech.lang.tag()}>
            if lead > 0 {
                <rect class="scale-band is-0" x="0" y={told(top)} width={told(stretch)} height={told(height)} />
                <text class="scale-points" x={told(stretch / 2.0)} y={told(top + 14.5)}>{ "0" }</text>
            }
            <>{ for parts }</>
            { for mark }
        </svg>
    }
}

fn told(number: f64) -> String {
    format!("{number:.1}")
}

/// How many places come before the bands: one, for what reaches none; none, where zero reaches one.
fn lead(scale: &ScaleReport) -> usize {
    usize::from(scale.bands.first().is_some_and(|band| band.at_least > Decimal::ZERO))
}

/// How deep a band is coloured: 0 without points, then by the share of the most points.
fn depth(points: Decimal, best: Decimal) -> u8 {
    let share = number(points) / number(best).max(f64::MIN_POSITIVE);
    (share.clamp(0.0, 1.0) * DEPTHS).ceil() as u8
}

/// Where the quantity stands, from 0 at the left to 1 at the right; `None` when it is not known.
fn position(scale: &ScaleReport) -> Option<f64> {
    let value = number(scale.value?);
    let limits: Vec<f64> = scale.bands.iter().map(|band| number(band.at_least)).collect();
    let reached = limits.iter().take_while(|limit| value >= **limit).count();
    let floor = reached.checked_sub(1).and_then(|last| limits.get(last)).copied().unwrap_or(0.0);
    // The last band has no end: as far again as it is from zero.
    let ceiling = limits.get(reached).copied().unwrap_or(floor * 2.0);
    let within = if ceiling > floor { (value - floor) / (ceiling - floor) } else { 0.5 };
    let place = (reached + lead(scale)).saturating_sub(1);
    Some((place as f64 + within.clamp(0.05, 0.95)) / (limits.len() + lead(scale)) as f64)
}

fn number(decimal: Decimal) -> f64 {
    // Every decimal has a nearest floating-point number.
    decimal.to_string().parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sangloc_screening::BandReport;

    fn scale(value: Option<i64>, limits: &[i64]) -> ScaleReport {
        let band = |limit: &i64| BandReport {
            at_least: Decimal::from(*limit),
            limit: limit.to_string(),
            points: Decimal::from(*limit),
            given: limit.to_string(),
        };
        ScaleReport { value: value.map(Decimal::from), bands: limits.iter().map(band).collect() }
    }

    fn band_of(value: i64) -> usize {
        let at = position(&scale(Some(value), &[10, 20, 40])).expect("a place");
        (at * 4.0) as usize
    }

    #[test]
    fn the_mark_is_in_the_band_that_is_reached() {
        for (value, band) in [(0, 0), (9, 0), (10, 1), (19, 1), (20, 2), (40, 3), (1_000_000, 3)] {
            assert_eq!(band_of(value), band, "{value}");
        }
    }

    #[test]
    fn zero_may_reach_the_first_band() {
        let places = [0, 15, 100].map(|value| {
            let at = position(&scale(Some(value), &[0, 10, 20])).expect("a place");
            (at * 3.0) as usize
        });
        assert_eq!(places, [0, 1, 2]);
    }

    #[test]
    fn what_is_not_known_has_no_place() {
        assert_eq!(position(&scale(None, &[10])), None);
    }

    #[test]
    fn colour_deepens_with_points() {
        let depths = [0, 1, 5, 10].map(|points| depth(Decimal::from(points), Decimal::from(10)));
        assert_eq!(depths, [0, 1, 2, 4]);
    }
}
