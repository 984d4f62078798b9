//! What a call may be told besides its subject; a name that is not known is an error, not a wish unheard.

use crate::{
    failure::{ErrorCode, Failure},
    plain,
};
use js_sys::Date as Clock;
use sangloc_rulebook::{Date, FactIndex, Language, Rulebook};
use serde::{Deserialize, de::DeserializeOwned};
use std::collections::BTreeSet;
use wasm_bindgen::JsValue;

/// How a rulebook file is read.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS), ts(optional_fields = nullable))]
pub(crate) struct LoadOptions {
    /// The public key (minisign) that must have signed the file: the text of its file, or its second line.
    pub(crate) require_signature: Option<String>,
    /// The signature of the file: the text of the `.minisig` beside it.
    pub(crate) signature: Option<String>,
}

/// By which day's law.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS), ts(optional_fields = nullable))]
pub(crate) struct LawOptions {
    /// The day whose law and figures apply; today in Quảng Ninh, if left out.
    #[cfg_attr(not(target_arch = "wasm32"), ts(as = "Option<Date>"))]
    as_of: Option<String>,
}

/// In which words.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS), ts(optional_fields = nullable))]
pub(crate) struct WordsOptions {
    /// The language of words; the first of the rulebook, if left out.
    #[cfg_attr(not(target_arch = "wasm32"), ts(as = "Option<Language>"))]
    lang: Option<String>,
}

/// By which day's law, and in which words.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS), ts(optional_fields = nullable))]
pub(crate) struct AskOptions {
    /// The day whose law and figures apply; today in Quảng Ninh, if left out.
    #[cfg_attr(not(target_arch = "wasm32"), ts(as = "Option<Date>"))]
    as_of: Option<String>,
    /// The language of words; the first of the rulebook, if left out.
    #[cfg_attr(not(target_arch = "wasm32"), ts(as = "Option<Language>"))]
    lang: Option<String>,
}

/// By which day's law, in which words, and what was skipped.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS), ts(optional_fields = nullable))]
pub(crate) struct GuideOptions {
    /// The day whose law and figures apply; today in Quảng Ninh, if left out.
    #[cfg_attr(not(target_arch = "wasm32"), ts(as = "Option<Date>"))]
    as_of: Option<String>,
    /// The language of words; the first of the rulebook, if left out.
    #[cfg_attr(not(target_arch = "wasm32"), ts(as = "Option<Language>"))]
    lang: Option<String>,
    /// The questions that were left unanswered on purpose; they are not asked again.
    #[cfg_attr(not(target_arch = "wasm32"), ts(type = "FactId[]"))]
    skipped: Option<Vec<String>>,
}

impl LawOptions {
    pub(crate) fn day(&self) -> Result<Date, Failure> {
        day(self.as_of.as_deref())
    }
}

impl WordsOptions {
    pub(crate) fn language(&self, rulebook: &Rulebook) -> Result<Language, Failure> {
        language(rulebook, self.lang.as_deref())
    }
}

impl AskOptions {
    pub(crate) fn terms(&self, rulebook: &Rulebook) -> Result<(Date, Language), Failure> {
        Ok((day(self.as_of.as_deref())?, language(rulebook, self.lang.as_deref())?))
    }
}

impl GuideOptions {
    pub(crate) fn terms(&self, rulebook: &Rulebook) -> Result<(Date, Language), Failure> {
        Ok((day(self.as_of.as_deref())?, language(rulebook, self.lang.as_deref())?))
    }

    pub(crate) fn skipped(&self, rulebook: &Rulebook) -> Result<BTreeSet<FactIndex>, Failure> {
        let named = self.skipped.iter().flatten().enumerate();
        let known = named.map(|(place, id)| {
            rulebook.fact_named(id).ok_or_else(|| {
                let path = format!("options.skipped[{place}]");
                Failure::new(
                    ErrorCode::UnknownFact,
                    &path,
                    "is not asked by this rulebook; name a fact that `facts()` lists",
                )
            })
        });
        known.collect()
    }
}

/// Reads options; left out, they are those of a call that wishes nothing.
pub(crate) fn read<T: Default + DeserializeOwned>(value: &JsValue) -> Result<T, Failure> {
    let json = plain::read(value, "options")?;
    if json.is_null() {
        return Ok(T::default());
    }
    if !json.is_object() {
        return Err(Failure::new(ErrorCode::InvalidOptions, "options", "must be an object"));
    }
    serde_json::from_value(json)
        .map_err(|error| Failure::new(ErrorCode::InvalidOptions, "options", &error.to_string()))
}

/// The language that is asked for, or the one the rulebook is written in.
fn language(rulebook: &Rulebook, tag: Option<&str>) -> Result<Language, Failure> {
    let known = &rulebook.languages;
    let found = match tag {
        Some(tag) => known.iter().find(|language| language.0 == tag),
        None => known.first(),
    };
    found.cloned().ok_or_else(|| {
        let tags: Vec<&str> = known.iter().map(|language| language.0.as_str()).collect();
        let problem = format!("must be one of {}", tags.join(", "));
        Failure::new(ErrorCode::UnknownLanguage, "options.lang", &problem)
    })
}

/// The day that is asked for, or today in Quảng Ninh.
fn day(text: Option<&str>) -> Result<Date, Failure> {
    let failure = |problem: &str| Failure::new(ErrorCode::InvalidDate, "options.asOf", problem);
    match text {
        Some(text) => {
            text.parse().map_err(|error: sangloc_rulebook::DateError| failure(&error.to_string()))
        }
        None => today().ok_or_else(|| failure("is needed: the clock shows no day")),
    }
}

/// Seven hours before Greenwich has it.
fn today() -> Option<Date> {
    const AHEAD: f64 = 7.0 * 60.0 * 60.0 * 1000.0;
    let clock = Clock::new(&JsValue::from_f64(Clock::now() + AHEAD));
    let part = |number: u32| u8::try_from(number).ok();
    let year = i32::try_from(clock.get_utc_full_year()).ok()?;
    Date::new(year, part(clock.get_utc_month() + 1)?, part(clock.get_utc_date())?)
}
