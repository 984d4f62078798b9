//! Prints made-up projects of the province's rulebook, each with a day and the record of its decision, as JSON lines:
//! `records COUNT`. What decides elsewhere must make the same bytes of them.
#![expect(clippy::expect_used, reason = "a tool of the tests says what is wrong by stopping")]

use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use sangloc_rulebook::{Date, Rulebook};
use sangloc_rules::QUANG_NINH;
use sangloc_screening::{Record, Recorded, evaluate};
use sangloc_tests::random;
use serde_json::json;

fn main() {
    let count: u16 =
        std::env::args().nth(1).and_then(|count| count.parse().ok()).expect("records COUNT");
    let (rulebook, identity) = Rulebook::from_file(QUANG_NINH).expect("the rules have no errors");
    // The same projects each time.
    let mut runner = TestRunner::deterministic();
    for turn in 0..count {
        let draft = random::drafts().new_tree(&mut runner).expect("nothing is filtered").current();
        let (profile, as_of) = (random::profile(&rulebook, &draft), day(turn));
        let decision = evaluate(&rulebook, &profile, as_of);
        let record = Record::new(&rulebook, &identity, &profile, &decision);
        let (text, reference) = (record.to_text(), record.reference());
        let read = Recorded::read(text.as_bytes()).expect("it is a record");
        let again = read.verify(&rulebook, &identity).expect("it can be decided again");
        assert!(again.holds(), "{:?}", again.differences);
        let profile = profile.to_json(&rulebook);
        println!(
            "{}",
            json!({ "profile": profile, "as_of": as_of, "text": text, "reference": reference })
        );
    }
}

/// A day of the years around the rulebook's.
fn day(turn: u16) -> Date {
    let year = 2026 + i32::from(turn % 3);
    let month = u8::try_from(1 + turn % 12).expect("a month");
    Date::new(year, month, 22).expect("a day")
}
