//! Civil dates and the days something is in force.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::{fmt, ops::RangeInclusive, str::FromStr};

/// The years that four digits write.
const YEARS: RangeInclusive<i32> = 1..=9999;

/// A day of the calendar, without time and zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(value_type = String, format = Date))]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "Day", type = "string"))]
pub struct Date(time::Date);

/// A text that is not a day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date; write it as year-month-day, such as 2026-11-22")]
pub struct DateError(String);

impl Date {
    /// The date of these numbers; `None` when there is no such day.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let month = time::Month::try_from(month).ok().filter(|_| YEARS.contains(&year))?;
        time::Date::from_calendar_date(year, month, day).ok().map(Self)
    }

    /// The year, such as 2026.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month().into()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.0.day()
    }

    /// The day before, if the calendar has one.
    pub fn previous(self) -> Option<Self> {
        self.0.previous_day().filter(|day| YEARS.contains(&day.year())).map(Self)
    }

    /// How many days this day is after another; negative: before it.
    pub fn days_from(self, other: Self) -> i64 {
        (self.0 - other.0).whole_days()
    }

    /// The day so many days after this one, or before it; `None` where the calendar has none.
    pub fn plus(self, days: i32) -> Option<Self> {
        let day = self.0.checked_add(time::Duration::days(days.into()))?;
        YEARS.contains(&day.year()).then_some(Self(day))
    }

    /// The day after, if the calendar goes on.
    pub fn next(self) -> Option<Self> {
        self.0.next_day().map(Self)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        read(text).ok_or_else(|| DateError(text.chars().take(40).collect()))
    }
}

/// Reads `2026-11-22`: digits in just these places.
fn read(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let mut part = |digits: usize| {
        let part = parts.next()?;
        let fits = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        fits.then_some(part)?.parse::<u16>().ok()
    };
    let (year, month, day) = (part(4)?, part(2)?, part(2)?);
    let known = Date::new(year.into(), u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
    parts.next().is_none().then_some(known)
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// The days something is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day; `None` while no end is known.
    #[serde(default)]
    pub to: Option<Date>,
}

impl Period {
    /// Whether the day lies in the period, both ends included.
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}
