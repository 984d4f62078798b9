//! What the province's rulebook promises as a whole: every statement carried, every band pinned, every
//! language complete, the law of the day, the zones in order.

use sangloc_authoring::author;
use sangloc_rulebook::{
    Amount, Decimal, Identity, Indicator, Kind, Language, ParameterType, Rulebook, ValueType,
};
use sangloc_rules::read_folder;
use sangloc_screening::{Outcome, Profile, Relation, Verdict, evaluate, explain, sites};
use sangloc_tests::fixture::{day, path, profile, quang_ninh, text, today};
use serde::Deserialize;
use std::collections::BTreeSet;

const FIVE_PROFILES: [&str; 5] = ["electronics", "dyeing", "lng", "underground-coal", "pottery"];

/// `coverage.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Coverage {
    statement: Vec<Statement>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Statement {
    article: String,
    says: String,
    #[serde(default)]
    criteria: Vec<String>,
    context: Option<String>,
}

fn five(name: &str) -> Profile {
    profile(quang_ninh(), &text(&format!("tests/profiles/{name}.json")))
}

/// The value of an indicator in the unit of its bands.
fn in_bands_unit(book: &Rulebook, indicator: &Indicator, value: Decimal) -> Decimal {
    let bands = book.parameter(indicator.bands.unwrap()).unwrap();
    let (ParameterType::Bands(target), Some(ValueType::Number(unit))) =
        (&bands.kind, book.program.type_of(indicator.quantity))
    else {
        panic!("{} has no bands", indicator.id)
    };
    let conversion = unit.conversion_to(target).unwrap();
    let Some(Amount::Number(rate)) = book
        .parameter(book.exchange_rate)
        .and_then(|rate| rate.in_force(today()))
        .map(|dated| &dated.amount)
    else {
        panic!("no exchange rate")
    };
    let value = value * conversion.multiply / conversion.divide;
    match conversion.rate_power {
        0 => value,
        1 => value * rate,
        -1 => value / rate,
        power => panic!("the exchange rate to the power of {power}"),
    }
}

fn codes(book: &Rulebook) -> BTreeSet<&str> {
    let criteria = book.criteria.iter().map(|criterion| criterion.code.as_str());
    criteria.chain(book.notes.iter().map(|note| note.code.as_str())).collect()
}

#[test]
fn every_statement_of_the_articles_is_carried_or_is_context() {
    let book = quang_ninh();
    let coverage: Coverage = toml::from_str(&text("rules/quang-ninh/coverage.toml")).unwrap();
    let known = codes(book);
    let mut articles = BTreeSet::new();
    for statement in &coverage.statement {
        let carried = !statement.criteria.is_empty();
        assert!(carried || statement.context.is_some(), "{}", statement.says);
        for code in &statement.criteria {
            assert!(known.contains(code.as_str()), "{code} is gone: {}", statement.says);
        }
        let cited = book.citations.iter().any(|citation| citation.id.as_str() == statement.article);
        assert!(cited, "no citation {}", statement.article);
        articles.insert(statement.article.as_str());
    }
    assert_eq!(articles.len(), 5, "{articles:?}");
    assert!(book.criteria.iter().all(|criterion| !criterion.citations.is_empty()));
    assert!(book.notes.iter().all(|note| !note.citations.is_empty()));
}

#[test]
fn the_rulebook_has_no_diagnostic_and_every_band_edge_a_case_on_each_side() {
    let authored = author(&read_folder(&path("rules/quang-ninh")).unwrap());
    assert!(authored.diagnostics.is_empty(), "{:#?}", authored.diagnostics);
    let book = authored.rulebook.unwrap();
    // What the cases put on the scales: parameter, quantity.
    let mut weighed: BTreeSet<(String, Decimal)> = BTreeSet::new();
    for case in &authored.cases {
        let decision = evaluate(&book, &profile(&book, &case.profile.to_string()), case.as_of);
        for (reading, indicator) in decision.readings.iter().zip(&book.indicators) {
            let named = case.expect.points.contains_key(&indicator.id);
            if let (true, Some(bands), Some(value)) = (named, indicator.bands, reading.value) {
                let parameter = book.parameter(bands).unwrap();
                weighed.insert((parameter.id.to_string(), in_bands_unit(&book, indicator, value)));
            }
        }
        for (finding, criterion) in decision.findings.iter().zip(&book.criteria) {
            let id = criterion.id.as_str();
            if !case.expect.findings.contains_key(id) && !case.expect.points.contains_key(id) {
                continue;
            }
            for measure in
                finding.measures.iter().filter(|measure| measure.relation == Relation::Bands)
            {
                let quantity = measure.observed.and_then(|value| value.number());
                if let (Some(parameter), Some(quantity)) = (measure.figure, quantity) {
                    let parameter = book.parameter(parameter).unwrap();
                    weighed.insert((parameter.id.to_string(), quantity));
                }
            }
        }
    }
    let mut bare = Vec::new();
    for parameter in
        book.parameters.iter().filter(|found| matches!(found.kind, ParameterType::Bands(_)))
    {
        let quantities: Vec<Decimal> = weighed
            .iter()
            .filter(|(id, _)| *id == parameter.id.to_string())
            .map(|(_, quantity)| *quantity)
            .collect();
        let Some(Amount::Bands(bands)) = parameter.in_force(today()).map(|dated| &dated.amount)
        else {
            continue;
        };
        let mut floor = Decimal::MIN;
        for band in bands {
            let at = quantities.contains(&band.at_least);
            // Nothing lies below a band that begins at zero.
            let below = band.at_least.is_zero()
                || quantities
                    .iter()
                    .any(|quantity| *quantity < band.at_least && *quantity >= floor);
            if !(at && below) {
                bare.push(format!("{} at {}", parameter.id, band.at_least));
            }
            floor = band.at_least;
        }
    }
    assert!(bare.is_empty(), "band edges that no case pins from both sides: {bare:#?}");
}

#[test]
fn every_language_tells_the_same_decision_without_a_gap() {
    let book = quang_ninh();
    let identity = Identity("0".repeat(64));
    let tags: Vec<&str> = book.languages.iter().map(|language| language.0.as_str()).collect();
    assert_eq!(tags, ["vi", "en", "zh", "ko", "ja"]);
    for name in FIVE_PROFILES {
        let decision = evaluate(book, &five(name), today());
        for tag in &tags {
            let report = explain(book, &identity, &decision, &Language((*tag).to_owned()));
            assert_eq!(report.outcome, decision.outcome);
            let words = serde_json::to_string(&report).unwrap();
            // A key in place of words, or a placeholder in place of a figure.
            for key in ["criteria.", "facts.", "parameters.", "notes.", "views.", "columns."] {
                assert!(!words.contains(&format!("\"{key}")), "{name} in {tag} shows a key {key}…");
            }
            let titles =
                report.findings.iter().flat_map(|finding| [&finding.title, &finding.remedy]);
            assert!(
                titles.clone().all(|words| !words.is_empty() && !words.contains('{')),
                "{name} in {tag}"
            );
        }
    }
}

#[test]
fn the_law_of_the_day_decides_which_incentives_there_are() {
    let book = quang_ninh();
    let open = |year, month, date| {
        let decision = evaluate(book, &five("electronics"), day(year, month, date));
        let pairs = decision.findings.into_iter().zip(&book.criteria);
        pairs
            .filter(|(finding, criterion)| {
                criterion.kind == Kind::Incentive && finding.verdict != Verdict::NotApplicable
            })
            .flat_map(|(_, criterion)| {
                let cited = criterion.citations.iter().filter_map(|index| book.citation(*index));
                cited
                    .map(|citation| (criterion.code.as_str(), citation.id.as_str()))
                    .collect::<Vec<_>>()
            })
            .collect::<BTreeSet<_>>()
    };
    let (before, after) = (open(2025, 6, 30), open(2026, 11, 22));
    let laws = |found: &BTreeSet<(&str, &str)>| {
        found.iter().map(|(_, law)| (*law).to_owned()).collect::<BTreeSet<_>>()
    };
    assert!(!before.is_subset(&after) && !after.is_subset(&before));
    assert!(!laws(&before).is_subset(&laws(&after)) && !laws(&after).is_subset(&laws(&before)));
}

#[test]
fn fitting_zones_come_before_those_beside_tourism_and_the_rest_has_reasons() {
    let book = quang_ninh();
    let found = sites(book, &five("electronics"), today());
    let table = book.table(book.site.unwrap()).unwrap();
    assert_eq!(found.len(), table.rows.len());
    let rank = |key: &str| {
        found.iter().position(|site| table.rows[usize::from(site.row)].key == key).unwrap()
    };
    for tourism in ["KCN-CAILAN", "KCN-VIETHUNG"] {
        for fitting in ["KCN-SONGKHOAI", "KCN-DONGMAI", "KCN-HAIYEN"] {
            assert!(rank(fitting) < rank(tourism), "{fitting} before {tourism}");
        }
    }
    let silent = |site: &&sangloc_screening::Site| {
        matches!(site.outcome, Outcome::Rejected | Outcome::NeedsReview)
            && site.in_the_way.is_empty()
    };
    assert_eq!(found.iter().find(silent), None);
}
