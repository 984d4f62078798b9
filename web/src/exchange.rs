//! What a file that somebody opens holds: answers, and every entry that cannot be used.

use crate::link::{Opened, Packet, Unopened};
use sangloc_rulebook::Rulebook;
use sangloc_screening::{
    MAX_PROFILE_BYTES, NotATemplate, Problem, Profile, ProfileError, Row, RowError,
    answers_of_record, read_workbook,
};
use serde_json::{Value as Json, json};

/// The largest file that is read, in bytes: a filled template has some ten thousand.
pub(crate) const MAX_FILE: usize = MAX_PROFILE_BYTES;

/// What spreadsheet files begin with.
const ZIP: &[u8] = b"PK";

/// What kind of file some bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A spreadsheet.
    Spreadsheet,
    /// Text, to be tried as JSON.
    Text,
}

/// An entry of a file that cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fault {
    /// The row from 1 and the column by letter, in a spreadsheet.
    pub place: Option<(usize, char)>,
    /// Which entry, and what is wrong with it.
    pub error: ProfileError,
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Imported {
    /// The answers that can be used.
    pub opened: Opened,
    /// The entries that cannot.
    pub faults: Vec<Fault>,
}

/// Why a file is refused as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// More than [`MAX_FILE`] bytes, or it unpacks to far more.
    TooLarge,
    /// It can be read, but is nothing of this page.
    NotOurs,
    /// It cannot be read.
    Damaged,
    /// For the rulebook of another province.
    OtherRulebook,
    /// The part that reads spreadsheets could not be loaded.
    NoSpreadsheets,
}

/// What kind of file it is, by how it begins.
pub(crate) fn kind(bytes: &[u8]) -> Kind {
    if bytes.starts_with(ZIP) { Kind::Spreadsheet } else { Kind::Text }
}

/// Reads answers from JSON: a bare profile, as the command line takes it; answers as the page keeps them; or
/// the record of a decision.
///
/// # Errors
/// [`Refused`] when nothing in it can be used.
pub(crate) fn read_json(rulebook: &Rulebook, bytes: &[u8]) -> Result<Imported, Refused> {
    if bytes.len() > MAX_FILE {
        return Err(Refused::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Refused::Damaged)?;
    // Spreadsheet programs and some editors put this mark before a text.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let read: Json = serde_json::from_str(text).map_err(|_| Refused::Damaged)?;
    let packet = packet(rulebook, read).ok_or(Refused::NotOurs)?;
    let opened = packet.open(rulebook).map_err(|why| match why {
        Unopened::OtherRulebook => Refused::OtherRulebook,
        Unopened::TooLarge => Refused::TooLarge,
        Unopened::Unreadable => Refused::NotOurs,
    })?;
    if opened.profile.answered().next().is_none() && !any_known(rulebook, &opened.dropped) {
        return Err(Refused::NotOurs);
    }
    let faults = opened.dropped.iter().cloned().map(|error| Fault { place: None, error });
    Ok(Imported { faults: faults.collect(), opened: Opened { dropped: Vec::new(), ..opened } })
}

/// Whether one entry at least was meant for this rulebook.
fn any_known(rulebook: &Rulebook, errors: &[ProfileError]) -> bool {
    errors.iter().any(|error| rulebook.fact_named(&error.key).is_some())
}

fn packet(rulebook: &Rulebook, read: Json) -> Option<Packet> {
    let Json::Object(fields) = &read else {
        return None;
    };
    let of_record = |part: &str| fields.get(part).cloned().unwrap_or_default();
    let packet = if fields.contains_key("answers") {
        read
    } else if fields.contains_key("format") {
        let [id, version, as_of, answers] =
            ["rulebook", "version", "as_of", "profile"].map(of_record);
        let answers = answers_of_record(rulebook, &answers);
        json!({ "rulebook": id, "version": version, "as_of": as_of, "answers": answers })
    } else {
        json!({ "rulebook": rulebook.id, "version": rulebook.version, "answers": read })
    };
    serde_json::from_value(packet).ok()
}

/// Reads the cells of a spreadsheet, as JSON.
///
/// # Errors
/// [`Refused`] when it is not a filled template.
pub(crate) fn read_cells(rulebook: &Rulebook, cells: &str) -> Result<Imported, Refused> {
    let sheets: Vec<Vec<Row>> = serde_json::from_str(cells).map_err(|_| Refused::Damaged)?;
    let (profile, errors) = read_workbook(rulebook, &sheets).map_err(|why| match why {
        NotATemplate::NoHeading => Refused::NotOurs,
        NotATemplate::TooLarge => Refused::TooLarge,
    })?;
    let fault =
        |wrong: RowError| Fault { place: Some((wrong.row, wrong.column)), error: wrong.error };
    let faults: Vec<Fault> = errors.into_iter().map(fault).collect();
    if profile.answered().next().is_none() && !faults.iter().any(|fault| is_known(rulebook, fault))
    {
        return Err(Refused::NotOurs);
    }
    let opened = Opened { profile, as_of: None, dropped: Vec::new(), other_version: None };
    Ok(Imported { opened, faults })
}

fn is_known(rulebook: &Rulebook, fault: &Fault) -> bool {
    !matches!(fault.error.problem, Problem::UnknownKey { .. })
        && rulebook.fact_named(&fault.error.key).is_some()
}

/// Answers as the command line reads them, indented.
pub(crate) fn profile_text(rulebook: &Rulebook, profile: &Profile) -> String {
    // Holds only JSON.
    let text = serde_json::to_string_pretty(&profile.to_json(rulebook)).unwrap_or_default();
    format!("{text}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::rules;

    fn read(text: &str) -> Result<(String, Vec<String>), Refused> {
        let rulebook = &rules().rulebook;
        let found = read_json(rulebook, text.as_bytes())?;
        let faults = found.faults.into_iter().map(|fault| fault.error.key).collect();
        Ok((found.opened.profile.to_json(rulebook).to_string(), faults))
    }

    #[test]
    fn a_profile_a_packet_and_a_record_are_all_answers() {
        let answers = r#"{"project":{"area":5}}"#;
        let packet = format!(r#"{{"rulebook":"sample","version":"1","answers":{answers}}}"#);
        let record = format!(
            r#"{{"format":"sangloc-record 2","rulebook":"sample","version":"1","as_of":"2025-01-01","profile":{},"findings":{{}}}}"#,
            answers.replace('5', "\"5\"")
        );
        let marked = format!("\u{feff}{answers}");
        for text in [answers, &packet, &record, &marked] {
            assert_eq!(read(text), Ok((answers.to_owned(), vec![])), "{text}");
        }
        let day = read_json(&rules().rulebook, record.as_bytes()).map(|found| found.opened.as_of);
        assert_eq!(day, Ok(sangloc_rulebook::Date::new(2025, 1, 1)));
    }

    #[test]
    fn entries_that_do_not_fit_are_named_and_the_others_read() {
        let found = read(r#"{"project":{"area":5,"jobs":"many","moon":1}}"#);
        let faults = vec!["project.jobs".into(), "project.moon".into()];
        assert_eq!(found, Ok((r#"{"project":{"area":5}}"#.into(), faults)));
    }

    #[test]
    fn what_is_nothing_of_ours_is_refused() {
        for (text, why) in [
            ("", Refused::Damaged),
            ("{\"project\":", Refused::Damaged),
            ("[1,2]", Refused::NotOurs),
            ("{}", Refused::NotOurs),
            (r#"{"name":"package","version":"1"}"#, Refused::NotOurs),
            (r#"{"format":"sangloc-record 2"}"#, Refused::NotOurs),
            (
                r#"{"rulebook":"other","version":"1","answers":{"project":{"area":5}}}"#,
                Refused::OtherRulebook,
            ),
        ] {
            assert_eq!(read(text), Err(why), "{text}");
        }
        let rulebook = &rules().rulebook;
        assert_eq!(read_json(rulebook, &[0xff, 0xfe]).map(|_| ()), Err(Refused::Damaged));
        let huge = vec![b' '; MAX_FILE + 1];
        assert_eq!(read_json(rulebook, &huge).map(|_| ()), Err(Refused::TooLarge));
        assert_eq!(read(&"[".repeat(100_000)), Err(Refused::Damaged));
    }

    #[test]
    fn cells_are_read_and_wrong_ones_placed() {
        let rulebook = &rules().rulebook;
        let cells = r#"[[["id","q","a"],["project.area",null,5],["project.jobs",null,"few"]]]"#;
        let found = read_cells(rulebook, cells).expect("a template");
        assert_eq!(found.opened.profile.answered().count(), 1);
        let places: Vec<_> = found.faults.iter().map(|fault| fault.place).collect();
        assert_eq!(places, [Some((3, 'C'))]);
        for (cells, why) in [
            ("nonsense", Refused::Damaged),
            ("[]", Refused::NotOurs),
            (r#"[[["id","name"],["7","Bolt","3"]]]"#, Refused::NotOurs),
        ] {
            assert_eq!(read_cells(rulebook, cells).map(|_| ()), Err(why), "{cells}");
        }
    }

    #[test]
    fn what_is_saved_opens_again() {
        let rulebook = &rules().rulebook;
        let (profile, _) = Profile::read(rulebook, r#"{"project":{"area":5,"new":true}}"#);
        let again = read_json(rulebook, profile_text(rulebook, &profile).as_bytes());
        assert_eq!(again.map(|found| found.opened.profile), Ok(profile));
    }

    #[test]
    fn a_spreadsheet_is_told_by_its_first_letters() {
        assert_eq!(kind(b"PK\x03\x04"), Kind::Spreadsheet);
        assert_eq!(kind(b"{}"), Kind::Text);
        assert_eq!(kind(b""), Kind::Text);
    }
}
