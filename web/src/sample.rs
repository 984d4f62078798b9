//! A rulebook small enough for tests to hold in mind: at most 10 ha of land, 26 000 dong a dollar.

use crate::speech::Rules;
use sangloc_rulebook::{Identity, Rulebook, WordFiles};
use serde_json::json;
use std::rc::Rc;

/// The places of its facts.
pub(crate) mod fact {
    use sangloc_rulebook::FactIndex;

    pub(crate) const AREA: FactIndex = FactIndex(0);
    pub(crate) const CAPITAL: FactIndex = FactIndex(1);
    pub(crate) const NEW: FactIndex = FactIndex(2);
    pub(crate) const JOBS: FactIndex = FactIndex(3);
    pub(crate) const PROCESSES: FactIndex = FactIndex(4);
}

/// The rulebook.
pub(crate) fn rules() -> Rc<Rules> {
    let figure = |id: &str, unit: &str, amount: &str| {
        json!({ "id": id, "kind": { "number": unit }, "values": [{
            "period": { "from": "2020-01-01" }, "amount": { "number": amount },
            "citations": [0], "confidence": "stated",
        }] })
    };
    let rulebook: Rulebook = serde_json::from_value(json!({
        "id": "sample", "version": "2", "languages": ["vi", "en"], "exchange_rate": 1,
        "sections": ["project"],
        "choice_lists": [{ "id": "process", "members": ["dyeing", "smelting"] }],
        "tables": [],
        "facts": [
            { "id": "project.area", "answer": { "decimal": "ha" }, "section": "project", "min": "0", "max": "500" },
            { "id": "project.capital", "answer": { "money": "USD" }, "section": "project", "min": "0" },
            { "id": "project.new", "answer": "yes_no", "section": "project" },
            { "id": "project.jobs", "answer": { "whole": "person" }, "section": "project", "min": "0", "max": "100000" },
            { "id": "project.processes", "answer": { "choices": 0 }, "section": "project" },
        ],
        "parameters": [figure("max_area", "ha", "10"), figure("usd_rate", "VND/USD", "26000")],
        "citations": [{ "id": "source", "kind": "law", "publisher": "P", "title": "T", "date": "2020" }],
        "criteria": [{
            "id": "area", "code": "A-1", "topic": "land", "place": "criteria/land.rhai:1", "kind": "mandatory",
            "confidence": "stated", "citations": [0], "when": null, "require": 2, "points": null, "on_unmet": "reject",
        }],
        "notes": [], "indicators": [], "views": [], "defined": [],
        "program": {
            "steps": [{ "answer": 0 }, { "parameter": 0 }, { "compare": ["at_most", 0, 1] }],
            "types": [{ "number": "ha" }, { "number": "ha" }, "yes_no"],
        },
        "texts": { "vi": { "facts.project.area.label": "Diện tích" }, "en": {} },
    }))
    .expect("the sample is a rulebook");
    let identity = Identity("0".repeat(64));
    Rc::new(Rules { rulebook, identity, files: WordFiles::default() })
}
