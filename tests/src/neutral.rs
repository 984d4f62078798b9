//! A rulebook of no province, to measure with: 60 criteria of nine shapes over 60 facts, or copies of
//! them. The same table becomes rule files here and plain Rust where the two are compared.

use crate::tiny::Dice;
use sangloc_authoring::{SourceSet, author};
use sangloc_rulebook::{ChoiceSet, Decimal, FactIndex, FactType, Rulebook, Unit};
use sangloc_screening::{Answer, Profile};
use std::fmt::Write as _;

/// The facts by type, for another macro to write.
#[macro_export]
macro_rules! neutral_facts {
    ($write:ident) => {
        $write! {
            number n01 n02 n03 n04 n05 n06 n07 n08 n09 n10 n11 n12 n13 n14 n15 n16 n17 n18 n19 n20 n21 n22 n23 n24 n25 n26 n27 n28 n29 n30 n31 n32 n33 n34;
            yes_no y01 y02 y03 y04 y05 y06 y07 y08 y09 y10 y11 y12 y13 y14 y15;
            choice c01 c02 c03 c04 c05 c06;
            choices s01 s02 s03 s04 s05;
        }
    };
}

/// The criteria, for another macro to write: shape, facts, and a figure in hundredths (of `none_of`, bits that are
/// the members of a list).
#[macro_export]
macro_rules! neutral_criteria {
    ($write:ident) => {
        $write! {
            at_least n01, 100;
            at_least n02, 107;
            at_least n03, 114;
            at_least n04, 121;
            at_least n05, 128;
            at_least n06, 135;
            at_least n07, 142;
            at_least n08, 149;
            at_least n09, 156;
            at_least n10, 163;
            at_most_where y01 n11, 9900;
            at_most_where y02 n12, 9859;
            at_most_where y03 n13, 9818;
            at_most_where y04 n14, 9777;
            at_most_where y05 n15, 9736;
            at_most_where y06 n16, 9695;
            ratio n01 n34, 1;
            ratio n02 n33, 2;
            ratio n03 n32, 3;
            ratio n04 n31, 4;
            ratio n05 n30, 5;
            ratio n06 n29, 6;
            ratio n07 n28, 7;
            ratio n08 n27, 8;
            sum n01 n02 n17, 9000;
            sum n03 n04 n18, 9500;
            sum n05 n06 n19, 10000;
            sum n07 n08 n20, 10500;
            sum n09 n10 n21, 11000;
            sum n11 n12 n22, 11500;
            yes y08, 0;
            yes y09, 0;
            yes y10, 0;
            yes y11, 0;
            yes y12, 0;
            yes y13, 0;
            yes y14, 0;
            yes y15, 0;
            none_of s01, 3;
            none_of s02, 96;
            none_of s03, 3072;
            none_of s04, 98304;
            none_of s05, 3145728;
            none_of s01, 100663296;
            at_least_for c01 n23, 150;
            at_least_for c02 n24, 170;
            at_least_for c03 n25, 190;
            at_least_for c04 n26, 210;
            at_least_for c05 n27, 230;
            at_least_for c06 n28, 250;
            either n27 y07, 2000;
            either n28 y06, 2100;
            either n29 y05, 2200;
            either n30 y04, 2300;
            reward n05, 2000;
            reward n10, 2050;
            reward n15, 2100;
            reward n20, 2150;
            reward n25, 2200;
            reward n30, 2250;
        }
    };
}

/// The points of `reward`: for the figure once, twice, and three times.
pub const POINTS: [u32; 3] = [1, 2, 4];

/// The member that `at_least_for` is about.
pub const MEMBER: u16 = 3;

/// How many members the lists of choices have.
const MEMBERS: u16 = 40;

/// How many criteria a file has.
const A_FILE: usize = 10;

macro_rules! as_facts {
    ($($kind:ident $($fact:ident)+;)+) => {
        &[$((stringify!($kind), &[$(stringify!($fact)),+])),+]
    };
}

macro_rules! as_rows {
    ($($shape:ident $($fact:ident)+, $figure:literal;)+) => {
        &[$((stringify!($shape), &[$(stringify!($fact)),+], $figure)),+]
    };
}

/// Types, and the facts of each.
pub const FACTS: &[(&str, &[&str])] = neutral_facts!(as_facts);

/// Shape, facts, figure.
pub const CRITERIA: &[(&str, &[&str], u32)] = neutral_criteria!(as_rows);

/// The rule folder with so many criteria: the table again and again, each time with figures of its own.
pub fn sources(criteria: usize) -> SourceSet {
    let mut sources = SourceSet::new("");
    let (mut figures, mut text) = (String::from(RATE), String::from(TEXT));
    let mut files = vec![String::new(); criteria.div_ceil(A_FILE)];
    for (number, (shape, facts, figure)) in CRITERIA.iter().cycle().take(criteria).enumerate() {
        // So many figures may be in one file: later copies share them.
        let id = number % 3_000;
        if number == id && *shape != "yes" {
            write_figure(&mut figures, id, shape, *figure + (number / CRITERIA.len()) as u32);
            writeln!(text, "p{id} = \"p{id}\"").expect("a text");
        }
        write_criterion(&mut files[number / A_FILE], number, shape, facts, id);
    }
    for (number, file) in files.into_iter().enumerate() {
        sources.insert(format!("criteria/part{number:03}.rhai"), file);
    }
    let mut facts = String::new();
    for (kind, names) in FACTS {
        let kind = match *kind {
            "number" => "type = \"decimal\"\nunit = \"1\"\nmin = 0",
            "yes_no" => "type = \"yes_no\"",
            "choice" => "type = \"choice\"\nchoices = \"kind\"",
            _ => "type = \"choices\"\nchoices = \"kind\"",
        };
        for name in *names {
            writeln!(facts, "[project.{name}]\n{kind}\nsection = \"project\"\n").expect("a text");
            writeln!(
                text,
                "\n[facts.project.{name}]\nlabel = \"{name}\"\nquestion = \"{name}?\"\n"
            )
            .expect("a text");
        }
    }
    let members = (0..MEMBERS).map(|place| format!("\"m{place}\"")).collect::<Vec<_>>().join(", ");
    text.push_str("[choices.kind]\n");
    for place in 0..MEMBERS {
        writeln!(text, "m{place} = \"m{place}\"").expect("a text");
    }
    sources.insert("facts.toml", facts);
    sources.insert("parameters.toml", figures);
    sources.insert("citations.toml", CITATIONS);
    sources.insert("rulebook.toml", format!("{RULEBOOK}kind = [{members}]\n"));
    sources.insert("text/vi.toml", text);
    sources
}

const RULEBOOK: &str = "id = \"neutral\"\nversion = \"1\"\nlanguages = [\"vi\"]\n\
    exchange_rate = \"usd_rate\"\nsections = [\"project\"]\n\n[choices]\n";

const RATE: &str = "[usd_rate]\nunit = \"VND/USD\"\n\
    values = [{ from = 2024-01-01, amount = 26000, cites = \"source\", confidence = \"derived\" }]\n";

const CITATIONS: &str =
    "[source]\nkind = \"list\"\npublisher = \"P\"\ntitle = \"T\"\ndate = 2024\n";

const TEXT: &str = "[rulebook]\ntitle = \"T\"\nauthority = \"A\"\ncontact = \"C\"\nnotice = \"N\"\n\n\
    [sections]\nproject = \"P\"\n\n[units]\n\"VND/USD\" = \"U\"\n\n[parameters]\nusd_rate = \"R\"\n";

fn write_figure(out: &mut String, id: usize, shape: &str, figure: u32) {
    let amount = Decimal::new(figure.into(), 2);
    let value = match shape {
        "none_of" => {
            let members = list(figure).places().map(|place| format!("\"m{place}\""));
            format!("members = [{}]", members.collect::<Vec<_>>().join(", "))
        }
        "reward" => {
            let bands = (1u32..).zip(POINTS).map(|(times, points)| {
                format!("{{ at_least = {}, points = {points} }}", amount * Decimal::from(times))
            });
            format!("bands = [{}]", bands.collect::<Vec<_>>().join(", "))
        }
        _ => format!("amount = {amount}"),
    };
    let kind = if shape == "none_of" { "choices = \"kind\"" } else { "unit = \"1\"" };
    writeln!(
        out,
        "[p{id}]\n{kind}\n\
         values = [{{ from = 2024-01-01, {value}, cites = \"source\", confidence = \"derived\" }}]\n"
    )
    .expect("a text");
}

/// The members of the list of a `none_of`.
pub fn list(bits: u32) -> ChoiceSet {
    ChoiceSet::of((0..32u16).filter(|place| bits >> place & 1 == 1))
}

fn write_criterion(out: &mut String, number: usize, shape: &str, facts: &[&str], figure: usize) {
    let fact = |place: usize| format!("project.{}", facts[place]);
    let figure = format!("params.p{figure}");
    let rule = match shape {
        "at_least" => format!("require: {} >= {figure}", fact(0)),
        "at_most_where" => format!("when: {}, require: {} <= {figure}", fact(0), fact(1)),
        "ratio" => format!("require: {} / {} >= {figure}", fact(0), fact(1)),
        "sum" => format!("require: {} + {} <= {} * {figure}", fact(0), fact(1), fact(2)),
        "yes" => format!("require: {}", fact(0)),
        "none_of" => format!("require: not({}.any_of({figure}))", fact(0)),
        "at_least_for" => {
            format!("when: {} == \"m{MEMBER}\", require: {} >= {figure}", fact(0), fact(1))
        }
        "either" => format!("require: {} >= {figure} or {}", fact(0), fact(1)),
        "reward" => format!("points: bands({}, {figure})", fact(0)),
        other => panic!("{other} is no shape"),
    };
    let kind = if shape == "reward" { "PRIORITY" } else { "MANDATORY" };
    writeln!(
        out,
        "criterion(\"k{number}\", #{{ code: \"K-{number}\", kind: {kind}, title: \"T\", cites: \"source\",\n\
         confidence: DERIVED, remedy: \"R\", {rule} }});"
    )
    .expect("a text");
}

/// The rulebook of so many criteria.
pub fn rulebook(criteria: usize) -> Rulebook {
    let authored = author(&sources(criteria));
    authored.rulebook.unwrap_or_else(|| panic!("{:#?}", authored.diagnostics))
}

/// So many profiles, the same in every run.
pub fn profiles(rulebook: &Rulebook, count: usize) -> Vec<Profile> {
    let mut dice = Dice::new(2026);
    (0..count).map(|_| profile(rulebook, &mut dice)).collect()
}

/// A profile of the neutral rulebook; of a hundred answers, three are missing.
pub fn profile(rulebook: &Rulebook, dice: &mut Dice) -> Profile {
    let mut profile = Profile::empty(rulebook);
    for (index, fact) in (0u16..).map(FactIndex).zip(&rulebook.facts) {
        if dice.roll(100) < 3 {
            continue;
        }
        let place =
            |dice: &mut Dice| u16::try_from(dice.roll(MEMBERS.into())).expect("few members");
        let answer = match &fact.answer {
            FactType::YesNo => Answer::YesNo(!dice.one_in(20)),
            FactType::Choice(_) => Answer::Choice(place(dice)),
            FactType::Choices(_) => Answer::Choices(ChoiceSet::of([place(dice), place(dice)])),
            // Now and then nothing, which nothing can be divided by.
            _ if dice.one_in(100) => Answer::Number(Decimal::ZERO, Unit::none()),
            _ => {
                Answer::Number(Decimal::new(dice.roll(10_000) as i64, 2).normalize(), Unit::none())
            }
        };
        profile.set(rulebook, index, Some(answer)).expect("it fits");
    }
    profile
}
