//! Units of measure and their algebra: `million_USD / ha` is a unit, `ha` against `USD` an error.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What a base unit measures. Units of one dimension convert into each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Dimension {
    None,
    Money,
    People,
    Area,
    Volume,
    Mass,
    Energy,
    Power,
    // Days and months do not convert: a month has no fixed number of days.
    Days,
    Months,
}

/// How many dimensions there are.
const DIMENSIONS: usize = Dimension::Months as usize + 1;

/// symbol, dimension, and the size as a fraction of the dimension's smallest unit.
const BASE: &[(&str, Dimension, u64, u64)] = &[
    ("%", Dimension::None, 1, 100),
    ("point", Dimension::None, 1, 1),
    ("billion_VND", Dimension::Money, 1_000_000_000, 1),
    ("million_VND", Dimension::Money, 1_000_000, 1),
    ("VND", Dimension::Money, 1, 1),
    ("million_USD", Dimension::Money, 1_000_000, 1),
    ("USD", Dimension::Money, 1, 1),
    ("person", Dimension::People, 1, 1),
    ("m2", Dimension::Area, 1, 1),
    ("ha", Dimension::Area, 10_000, 1),
    ("km2", Dimension::Area, 1_000_000, 1),
    ("m3", Dimension::Volume, 1, 1),
    ("kg", Dimension::Mass, 1, 1),
    ("t", Dimension::Mass, 1_000, 1),
    ("kWh", Dimension::Energy, 1, 1),
    ("MWh", Dimension::Energy, 1_000, 1),
    // 1 TOE = 41.868 GJ = 11 630 kWh, the definition of the International Energy Agency.
    ("TOE", Dimension::Energy, 11_630, 1),
    ("MW", Dimension::Power, 1, 1),
    ("day", Dimension::Days, 1, 1),
    ("month", Dimension::Months, 1, 1),
    ("year", Dimension::Months, 12, 1),
];

/// A product of base units with exponents, such as `m3/day`; the empty product is `1`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Unit(
    /// The exponent of each of [`BASE`].
    [i8; BASE.len()],
);

/// A text that is not a unit, or a unit out of all proportion.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a unit")]
pub struct UnitError(String);

/// How a number in one unit becomes a number in another: `number * multiply / divide * rate^rate_power`,
/// where the rate is what one US dollar costs in dong on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Conversion {
    /// What to multiply by.
    pub multiply: Decimal,
    /// What to divide by, never zero.
    pub divide: Decimal,
    /// How often the exchange rate is multiplied in; negative: divided out.
    pub rate_power: i8,
}

impl Unit {
    /// The unit of a plain number.
    pub fn none() -> Self {
        Self::default()
    }

    /// Every symbol a unit may be built from.
    pub fn symbols() -> impl Iterator<Item = &'static str> {
        BASE.iter().map(|(symbol, ..)| *symbol)
    }

    /// Whether this is an amount of money, and nothing per something.
    pub fn is_money(&self) -> bool {
        let wanted = |place| i8::from(place == Dimension::Money as usize);
        self.dimensions().iter().enumerate().all(|(place, power)| *power == wanted(place))
    }

    /// The unit of a product; `None` when an exponent grows out of all proportion.
    pub fn times(&self, other: &Self) -> Option<Self> {
        self.combine(other, 1)
    }

    /// The unit of a quotient; `None` when an exponent grows out of all proportion.
    pub fn over(&self, other: &Self) -> Option<Self> {
        self.combine(other, -1)
    }

    fn combine(&self, other: &Self, sign: i8) -> Option<Self> {
        let mut powers = self.0;
        for (power, more) in powers.iter_mut().zip(other.0) {
            *power = power.checked_add(more.checked_mul(sign)?)?;
            if power.unsigned_abs() > 8 {
                return None;
            }
        }
        Some(Self(powers))
    }

    /// How to convert a number in this unit into `target`; `None` when they measure different things.
    pub fn conversion_to(&self, target: &Self) -> Option<Conversion> {
        let mut conversion =
            Conversion { multiply: Decimal::ONE, divide: Decimal::ONE, rate_power: 0 };
        if self == target {
            return Some(conversion);
        }
        if self.dimensions() != target.dimensions() {
            return None;
        }
        let ratio = self.combine(target, -1)?;
        let bases = BASE.iter().zip(ratio.0).filter(|(_, power)| *power != 0);
        for ((symbol, _, numerator, denominator), power) in bases {
            let (up, down) =
                if power > 0 { (numerator, denominator) } else { (denominator, numerator) };
            for _ in 0..power.unsigned_abs() {
                conversion.multiply = conversion.multiply.checked_mul((*up).into())?;
                conversion.divide = conversion.divide.checked_mul((*down).into())?;
            }
            if symbol.ends_with("USD") {
                conversion.rate_power = conversion.rate_power.checked_add(power)?;
            }
        }
        Some(conversion)
    }

    fn bases(&self) -> impl Iterator<Item = (&'static str, i8)> {
        let all = BASE.iter().zip(self.0).map(|((symbol, ..), power)| (*symbol, power));
        all.filter(|(_, power)| *power != 0)
    }

    /// The exponent of each dimension; plain numbers have none.
    fn dimensions(&self) -> [i8; DIMENSIONS] {
        let mut dimensions = [0; DIMENSIONS];
        for ((_, dimension, ..), power) in BASE.iter().zip(self.0) {
            if *dimension != Dimension::None
                && let Some(sum) = dimensions.get_mut(*dimension as usize)
            {
                *sum += power;
            }
        }
        dimensions
    }
}

impl Conversion {
    /// Whether the number stays what it is.
    pub fn is_identity(&self) -> bool {
        self.multiply == self.divide && self.rate_power == 0
    }
}

impl FromStr for Unit {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        let error = || UnitError(text.chars().take(40).collect());
        let mut unit = Self::none();
        if text == "1" {
            return Ok(unit);
        }
        let mut sign = 1;
        let mut rest = text;
        loop {
            let end = rest.find(['*', '/']).unwrap_or(rest.len());
            let (symbol, tail) = rest.split_at_checked(end).ok_or_else(error)?;
            let symbol = symbol.trim();
            if symbol != "1" {
                let place = BASE.iter().position(|(known, ..)| *known == symbol);
                let mut one = Self::none();
                *place.and_then(|place| one.0.get_mut(place)).ok_or_else(error)? = 1;
                unit = unit.combine(&one, sign).ok_or_else(error)?;
            }
            match tail.chars().next() {
                None => return Ok(unit),
                Some(mark) => {
                    sign = if mark == '/' { -1 } else { 1 };
                    rest = tail.get(1..).unwrap_or_default();
                }
            }
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |sign: i8| -> Vec<&str> {
            self.bases()
                .flat_map(|(symbol, power)| {
                    let times = if power.signum() == sign { power.unsigned_abs() } else { 0 };
                    std::iter::repeat_n(symbol, times.into())
                })
                .collect()
        };
        let (above, below) = (part(1), part(-1));
        f.write_str(if above.is_empty() { "1" } else { "" })?;
        f.write_str(&above.join("*"))?;
        below.iter().try_for_each(|symbol| write!(f, "/{symbol}"))
    }
}

impl TryFrom<String> for Unit {
    type Error = UnitError;

    fn try_from(text: String) -> Result<Self, UnitError> {
        text.parse()
    }
}

impl From<Unit> for String {
    fn from(unit: Unit) -> Self {
        unit.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(text: &str) -> Unit {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn text_round_trips() {
        for text in ["1", "%", "ha", "million_USD/ha", "m3/day", "TOE/billion_VND", "1/month"] {
            assert_eq!(unit(text).to_string(), text);
        }
        assert!("acre".parse::<Unit>().is_err());
        assert!("".parse::<Unit>().is_err());
        assert!("ha/".parse::<Unit>().is_err());
    }

    #[test]
    fn conversion_follows_the_dimension() {
        let convert = |from: &str, to: &str| unit(from).conversion_to(&unit(to));
        let hectare = convert("ha", "m2").map(|found| (found.multiply, found.divide));
        assert_eq!(hectare, Some((10_000.into(), 1.into())));
        let per_hectare =
            convert("USD/ha", "million_USD/ha").map(|found| (found.multiply, found.divide));
        assert_eq!(per_hectare, Some((1.into(), 1_000_000.into())));
        assert_eq!(convert("USD", "VND").map(|found| found.rate_power), Some(1));
        assert_eq!(convert("VND/ha", "USD/ha").map(|found| found.rate_power), Some(-1));
        assert!(convert("ha", "USD").is_none());
        assert!(convert("day", "month").is_none());
        assert!(convert("1", "%").is_some());
    }
}
