//! A proposed case as a case file has it.

use crate::Proposal;
use sangloc_rulebook::{CriterionIndex, Rulebook};
use sangloc_screening::Verdict;
use serde_json::Value as Json;
use std::fmt::Write;

impl Proposal {
    /// What it shows, as a sentence: which criterion comes out how, by which answers.
    pub fn title(&self, rulebook: &Rulebook) -> String {
        let mut parts: Vec<String> = Vec::new();
        for (index, verdict) in &self.expect.verdicts {
            parts.push(format!("{} {}", name_of(rulebook, *index), verdict_words(*verdict)));
        }
        for (index, points) in &self.expect.points {
            parts.push(format!("{} gives {}", name_of(rulebook, *index), points.normalize()));
        }
        for (place, points) in &self.expect.readings {
            let id = rulebook.indicators.get(*place).map_or("", |shown| shown.id.as_str());
            parts.push(format!("{} shows {}", spaced(id), points.normalize()));
        }
        parts.extend(self.expect.outcome.map(|outcome| spaced(outcome.name())));
        let shown = parts.len().min(3);
        let more = if parts.len() > shown { " and more" } else { "" };
        let result = parts.get(..shown).unwrap_or_default().join(", ") + more;
        let mut title = if self.is_about_a_day() {
            format!("on {}: {result}", self.as_of)
        } else {
            format!("{result}: {}", self.answers_in_words(rulebook))
        };
        if let Some(first) = title.get(..1).map(str::to_uppercase) {
            title.replace_range(..1, &first);
        }
        title
    }

    /// Whether it stands for several criteria on one day.
    fn is_about_a_day(&self) -> bool {
        let expect = &self.expect;
        expect.verdicts.len() + expect.points.len() + expect.readings.len() > 1
    }

    fn answers_in_words(&self, rulebook: &Rulebook) -> String {
        let mut words: Vec<String> = Vec::new();
        let json = self.profile.to_json(rulebook);
        for (_, entries) in json.as_object().into_iter().flatten() {
            for (name, value) in entries.as_object().into_iter().flatten() {
                words.push(format!("{} {}", spaced(name), plain(value)));
            }
        }
        let shown = words.len().min(4);
        let more = if words.len() > shown { " and more" } else { "" };
        match words.get(..shown) {
            None | Some([]) => "nothing answered".to_owned(),
            Some(some) => some.join(", ") + more,
        }
    }

    /// The `[[case]]` of it.
    pub fn to_toml(&self, rulebook: &Rulebook) -> String {
        let mut text = String::from("[[case]]\n");
        // Writing to a string cannot fail.
        let _ = writeln!(text, "title = {}", Json::from(self.title(rulebook)));
        let _ = writeln!(text, "as_of = {}", self.as_of);
        text.push_str("[case.profile]\n");
        let profile = self.profile.to_json(rulebook);
        let namespaces: Vec<(&String, &Json)> = profile.as_object().into_iter().flatten().collect();
        let width = namespaces.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
        for (namespace, entries) in namespaces {
            let _ = writeln!(
                text,
                "{namespace:width$} = {}",
                inline(&self.bare(rulebook, namespace, entries))
            );
        }
        text.push_str("[case.expect]\n");
        self.expectations(rulebook, &mut text);
        text
    }

    /// Amounts in a fact's own unit stand without it.
    fn bare(&self, rulebook: &Rulebook, namespace: &str, entries: &Json) -> Json {
        let mut entries = entries.clone();
        for (name, value) in entries.as_object_mut().into_iter().flatten() {
            let fact = rulebook.fact_named(&format!("{namespace}.{name}"));
            let own = fact.and_then(|fact| rulebook.fact(fact)?.answer.unit());
            let given = value.get("unit").and_then(Json::as_str);
            if given.is_some() && given == own.map(ToString::to_string).as_deref() {
                *value = value.get("amount").cloned().unwrap_or_default();
            }
        }
        entries
    }

    fn expectations(&self, rulebook: &Rulebook, text: &mut String) {
        let id = |index: &CriterionIndex| {
            rulebook.criterion(*index).map_or("", |criterion| criterion.id.as_str())
        };
        let expect = &self.expect;
        let both = expect.points.iter().map(|(index, points)| (id(index).to_owned(), points));
        let shown = expect.readings.iter().map(|(place, points)| {
            (
                rulebook.indicators.get(*place).map_or(String::new(), |shown| shown.id.clone()),
                points,
            )
        });
        let points: Vec<String> = both
            .chain(shown)
            .map(|(id, points)| format!("{id} = {}", points.normalize()))
            .collect();
        let verdicts: Vec<String> = expect
            .verdicts
            .iter()
            .map(|(index, verdict)| format!("{} = \"{}\"", id(index), verdict.name()))
            .collect();
        if let Some(outcome) = expect.outcome {
            let _ = writeln!(text, "outcome = \"{}\"", outcome.name());
        }
        for (field, entries) in [("findings", verdicts), ("points", points)] {
            if !entries.is_empty() {
                let _ = writeln!(text, "{field} = {{ {} }}", entries.join(", "));
            }
        }
    }

    /// The topic whose case file it belongs to.
    pub fn topic<'a>(&self, rulebook: &'a Rulebook) -> &'a str {
        let criteria = self.expect.verdicts.keys().chain(self.expect.points.keys());
        let first = criteria.into_iter().find_map(|index| rulebook.criterion(*index));
        match first {
            _ if self.is_about_a_day() => "law-by-date",
            Some(criterion) => &criterion.topic,
            None if self.expect.outcome.is_some() => "outcomes",
            None => "indicators",
        }
    }
}

fn name_of(rulebook: &Rulebook, index: CriterionIndex) -> String {
    spaced(rulebook.criterion(index).map_or("", |criterion| criterion.id.as_str()))
}

fn spaced(id: &str) -> String {
    id.replace(['-', '_'], " ")
}

fn verdict_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "met",
        Verdict::Unmet => "unmet",
        Verdict::Unknown => "open",
        Verdict::NotApplicable => "does not apply",
    }
}

/// A value in a title.
fn plain(value: &Json) -> String {
    match value {
        Json::Bool(yes) => (if *yes { "yes" } else { "no" }).to_owned(),
        Json::String(text) => spaced(text),
        Json::Array(items) if items.is_empty() => "none".to_owned(),
        Json::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(" and "),
        Json::Object(fields) => fields.get("amount").map(plain).unwrap_or_default(),
        other => other.to_string(),
    }
}

/// A value as TOML writes it in one line; a JSON text is a TOML text.
fn inline(value: &Json) -> String {
    match value {
        Json::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| format!("{name} = {}", inline(value)));
            format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
        }
        Json::Array(items) => {
            format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}
