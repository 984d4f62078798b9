//! Decisions for JavaScript: the same rulebook, decisions and records as everywhere, and nothing decided here.
//!
//! What comes in is read with suspicion ([`plain`]), what goes out are the reports of `sangloc-screening`, and
//! what is wrong is a JavaScript error with a code and the place ([`failure`]). The package around it is in `npm/`.

mod failure;
mod options;
mod plain;
mod sieve;
#[cfg(not(target_arch = "wasm32"))]
pub mod types;

use failure::{ErrorCode, Failure};
use js_sys::{ArrayBuffer, JsString, Uint8Array};
use options::{AskOptions, GuideOptions, LawOptions, LoadOptions, WordsOptions};
use sangloc_rulebook::{FileError, Identity, MAX_FILE_BYTES, PublicKey};
use sangloc_screening::{
    MAX_RECORD_BYTES, Profile, Record, RecordError, Recorded, Verification, evaluate, explain,
    explain_guide, explain_questions, explain_ways, guide,
};
use serde::Serialize;
use std::rc::Rc;
use wasm_bindgen::{JsCast, prelude::*};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = "import type * as types from './types.js';";

/// A decision as it is kept: canonical JSON, and a short code to quote it by.
#[derive(Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
struct DecisionRecord {
    /// The record as the text of a file. Keep it letter by letter: one that was written anew does not verify.
    text: String,
    /// Its short code, such as `7F3A-92C1-04BD`.
    reference: String,
}

/// What came of deciding a record again.
#[derive(Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
struct Verified {
    /// Whether the record is just what these rules give: it is intact, and nothing differs.
    holds: bool,
    #[serde(flatten)]
    verification: Verification,
}

/// A rulebook file that was read: it decides. `free()` gives its memory back.
#[wasm_bindgen]
pub struct Rulebook {
    rulebook: Rc<sangloc_rulebook::Rulebook>,
    identity: Identity,
}

/// Reads a rulebook file. `loadRulebook` does the same, once the program is there.
#[wasm_bindgen(js_name = readRulebook)]
pub fn read_rulebook(
    #[wasm_bindgen(unchecked_param_type = "Uint8Array | ArrayBuffer")] bytes: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "types.LoadOptions")] options: &JsValue,
) -> Result<Rulebook, JsValue> {
    let options = options::read::<LoadOptions>(options)?;
    let too_large = || Failure::from(FileError::TooLarge);
    let bytes = bytes_of(bytes, MAX_FILE_BYTES, too_large)?.ok_or_else(Failure::not_bytes)?;
    if let Some(key) = options.require_signature {
        let key = PublicKey::read(&key).map_err(Failure::from)?;
        let signature = options.signature.ok_or_else(Failure::no_signature)?;
        key.verify(&bytes, &signature).map_err(Failure::from)?;
    } else if options.signature.is_some() {
        return Err(Failure::no_key().into());
    }
    let (rulebook, identity) =
        sangloc_rulebook::Rulebook::from_file(&bytes).map_err(Failure::from)?;
    Ok(Rulebook { rulebook: Rc::new(rulebook), identity })
}

#[wasm_bindgen]
impl Rulebook {
    /// Its name, such as `quang-ninh`.
    #[wasm_bindgen(getter)]
    pub fn id(&self) -> String {
        self.rulebook.id.clone()
    }

    /// The version its keepers gave it.
    #[wasm_bindgen(getter)]
    pub fn version(&self) -> String {
        self.rulebook.version.clone()
    }

    /// The sha256 of its file.
    #[wasm_bindgen(getter)]
    pub fn identity(&self) -> String {
        self.identity.0.clone()
    }

    /// The languages it has words in; the first is the one it is written in.
    #[wasm_bindgen(getter)]
    pub fn languages(&self) -> Vec<String> {
        self.rulebook.languages.iter().map(|language| language.0.clone()).collect()
    }

    /// Decides a project by what is answered so far, and says why.
    #[wasm_bindgen(unchecked_return_type = "types.Report")]
    pub fn decide(
        &self,
        #[wasm_bindgen(unchecked_param_type = "types.Profile")] profile: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "types.AskOptions")] options: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let (as_of, language) = options::read::<AskOptions>(options)?.terms(&self.rulebook)?;
        let decision = evaluate(&self.rulebook, &self.profile(profile)?, as_of);
        to_js(&explain(&self.rulebook, &self.identity, &decision, &language))
    }

    /// Makes what decides many projects by the law of one day, and says of each criterion its verdict alone,
    /// without the words that take `decide` most of its time.
    #[wasm_bindgen(unchecked_return_type = "types.Sieve")]
    pub fn sieve(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "types.LawOptions")] options: &JsValue,
    ) -> Result<JsValue, JsValue> {
        sieve::make(&self.rulebook, options::read::<LawOptions>(options)?.day()?)
    }

    /// Works out what would have to change for a project to be accepted, nearest first; of an accepted one, how
    /// far it is from limits and what would gain points or incentives.
    #[wasm_bindgen(unchecked_return_type = "types.WaysReport")]
    pub fn changes(
        &self,
        #[wasm_bindgen(unchecked_param_type = "types.Profile")] profile: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "types.AskOptions")] options: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let (as_of, language) = options::read::<AskOptions>(options)?.terms(&self.rulebook)?;
        to_js(&explain_ways(&self.rulebook, &self.profile(profile)?, as_of, &language))
    }

    /// Says what to ask next, so that the outcome is certain soonest.
    #[wasm_bindgen(js_name = nextQuestion, unchecked_return_type = "types.GuideReport")]
    pub fn next_question(
        &self,
        #[wasm_bindgen(unchecked_param_type = "types.Profile")] profile: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "types.GuideOptions")] options: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let options = options::read::<GuideOptions>(options)?;
        let skipped = options.skipped(&self.rulebook)?;
        let (as_of, language) = options.terms(&self.rulebook)?;
        let found = guide(&self.rulebook, &self.profile(profile)?, as_of, &skipped);
        to_js(&explain_guide(&self.rulebook, &found, as_of, &language))
    }

    /// Everything that may be asked, in the order of the form.
    #[wasm_bindgen(unchecked_return_type = "types.QuestionReport[]")]
    pub fn facts(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "types.WordsOptions")] options: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let language = options::read::<WordsOptions>(options)?.language(&self.rulebook)?;
        to_js(&explain_questions(&self.rulebook, &language))
    }

    /// The record of a decision, to keep: it can be decided again years later, here, on the command line or by
    /// the service.
    #[wasm_bindgen(unchecked_return_type = "types.DecisionRecord")]
    pub fn record(
        &self,
        #[wasm_bindgen(unchecked_param_type = "types.Profile")] profile: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "types.AskOptions")] options: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let (as_of, _) = options::read::<AskOptions>(options)?.terms(&self.rulebook)?;
        let profile = self.profile(profile)?;
        let decision = evaluate(&self.rulebook, &profile, as_of);
        let record = Record::new(&self.rulebook, &self.identity, &profile, &decision);
        to_js(&DecisionRecord { text: record.to_text(), reference: record.reference() })
    }

    /// Decides a record again, and says what differs. It is given as text or bytes, letter by letter as it was
    /// kept; one that is no record, or names other rules, is an error.
    #[wasm_bindgen(unchecked_return_type = "types.Verified")]
    pub fn verify(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array | ArrayBuffer")]
        record: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let bytes = record_bytes(record)?;
        let recorded = Recorded::read(&bytes).map_err(Failure::from)?;
        let verification =
            recorded.verify(&self.rulebook, &self.identity).map_err(Failure::from)?;
        to_js(&Verified { holds: verification.holds(), verification })
    }

    fn profile(&self, profile: &JsValue) -> Result<Profile, Failure> {
        read_profile(&self.rulebook, profile)
    }
}

fn read_profile(
    rulebook: &sangloc_rulebook::Rulebook,
    profile: &JsValue,
) -> Result<Profile, Failure> {
    let json = plain::read(profile, "profile")?;
    let (profile, errors) = Profile::from_json(rulebook, &json);
    if errors.is_empty() { Ok(profile) } else { Err(Failure::profile(&errors)) }
}

/// The bytes of an array or a buffer, weighed before they are copied; `None` when it is neither.
fn bytes_of(
    value: &JsValue,
    most: usize,
    too_large: impl FnOnce() -> Failure,
) -> Result<Option<Vec<u8>>, Failure> {
    let length = match (value.dyn_ref::<Uint8Array>(), value.dyn_ref::<ArrayBuffer>()) {
        (Some(array), _) => array.length(),
        (_, Some(buffer)) => buffer.byte_length(),
        _ => return Ok(None),
    };
    match usize::try_from(length) {
        // A buffer that was handed to a worker has no bytes left, and cannot be looked into.
        Ok(0) => Ok(Some(Vec::new())),
        Ok(length) if length <= most => Ok(Some(Uint8Array::new(value).to_vec())),
        _ => Err(too_large()),
    }
}

fn record_bytes(record: &JsValue) -> Result<Vec<u8>, Failure> {
    let too_large = || Failure::from(RecordError::TooLarge);
    if let Some(text) = record.dyn_ref::<JsString>() {
        let fits = usize::try_from(text.length()).is_ok_and(|length| length <= MAX_RECORD_BYTES);
        return fits.then(|| String::from(text).into_bytes()).ok_or_else(too_large);
    }
    let bytes = bytes_of(record, MAX_RECORD_BYTES, too_large)?;
    bytes.ok_or_else(|| {
        Failure::new(
            ErrorCode::NotARecord,
            "record",
            "must be the text of a record, or its bytes, as it was kept",
        )
    })
}

/// A report as JavaScript has it: the members and values that `--format json` prints.
fn to_js(report: &impl Serialize) -> Result<JsValue, JsValue> {
    let written = report.serialize(&serde_wasm_bindgen::Serializer::json_compatible());
    written.map_err(JsValue::from)
}
