//! Puts a decision into words.

use crate::{
    Answer, Decision, Figure, Finding, Gap, Measure, Profile, Reading, Relation, Site, Verdict,
    format::{format_date, format_exact, format_number, format_value, with_unit},
    report::{
        BandReport, CitationReport, FactReport, FigureReport, FindingReport, GroupReport,
        IndicatorReport, MeasureReport, MemberReport, NoteReport, Report, ScaleReport, SiteReport,
        ViewReport,
    },
    words::Words,
};
use sangloc_rulebook::{
    Amount, Band, CitationIndex, CriterionIndex, Date, Decimal, FactIndex, Group, Identity,
    Indicator, Language, Note, Operation, ParameterIndex, ParameterType, PublishedOn, Rulebook,
    Slot, Unit, Value, ValueType, View,
};
use std::collections::BTreeSet;

/// A longer list of choices is named, not spelled out; the figure beside it lists its members.
const SHORT_LIST: usize = 6;

/// Puts a decision into words.
pub fn explain(
    rulebook: &Rulebook,
    identity: &Identity,
    decision: &Decision,
    language: &Language,
) -> Report {
    let telling = Telling { rulebook, language, words: Words::of(language), as_of: decision.as_of };
    Report {
        outcome: decision.outcome,
        as_of: decision.as_of,
        language: language.clone(),
        rulebook: rulebook.id.clone(),
        version: rulebook.version.clone(),
        identity: identity.clone(),
        points: format_number(decision.points, language),
        points_open: decision.points_open,
        acceptance_possible: decision.acceptance_possible,
        open_facts: telling.facts(&decision.open_facts),
        views: telling.views(decision),
        indicators: rulebook
            .indicators
            .iter()
            .zip(&decision.readings)
            .map(|(indicator, reading)| telling.indicator(indicator, reading))
            .collect(),
        notes: rulebook.notes.iter().map(|note| telling.note(note)).collect(),
        findings: telling.findings(decision),
    }
}

/// Puts sites into words.
pub fn explain_sites(
    rulebook: &Rulebook,
    sites: &[Site],
    as_of: Date,
    language: &Language,
) -> Vec<SiteReport> {
    let telling = Telling { rulebook, language, words: Words::of(language), as_of };
    sites.iter().filter_map(|site| telling.site(site)).collect()
}

/// Puts the replies of a profile into words, in the order of the rulebook.
pub fn explain_profile(
    rulebook: &Rulebook,
    profile: &Profile,
    as_of: Date,
    language: &Language,
) -> Vec<(FactReport, String)> {
    let telling = Telling { rulebook, language, words: Words::of(language), as_of };
    let replies = profile.answered().filter_map(|index| {
        Some((telling.fact(index)?, telling.answer(index, profile.answer(index)?)?))
    });
    replies.collect()
}

/// Puts a source into words; `None` where the rulebook has none at this place.
pub fn explain_citation(
    rulebook: &Rulebook,
    index: CitationIndex,
    language: &Language,
) -> Option<CitationReport> {
    let citation = rulebook.citation(index)?;
    let date = match citation.date {
        PublishedOn::Day(day) => format_date(day, language),
        PublishedOn::Year(year) => year.to_string(),
    };
    let article = citation.article.iter().map(String::as_str);
    let parts = [citation.publisher.as_str(), citation.title.as_str()].into_iter();
    let parts = parts.chain(article).chain([date.as_str()]);
    Some(CitationReport {
        id: citation.id.to_string(),
        kind: citation.kind,
        text: parts.collect::<Vec<_>>().join(", "),
        unverified: citation.unverified,
        url: citation.url.clone(),
    })
}

/// The words for a key, with the figures in force on the day in place of `{name}`.
///
/// `None` when neither the language nor the rulebook's first language has the key.
pub fn say(rulebook: &Rulebook, language: &Language, key: &str, as_of: Date) -> Option<String> {
    let words = rulebook.text_if_any(language, key)?;
    let telling = Telling { rulebook, language, words: Words::of(language), as_of };
    let mut said = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, inside)| Some((before, inside.split_once('}')?)))
    {
        said.push_str(before);
        said.push_str(&telling.figure_named(name).unwrap_or_else(|| format!("{{{name}}}")));
        rest = after;
    }
    said.push_str(rest);
    Some(said)
}

/// What it takes to put anything into words.
pub(crate) struct Telling<'a> {
    pub(crate) rulebook: &'a Rulebook,
    pub(crate) language: &'a Language,
    pub(crate) words: &'static Words,
    pub(crate) as_of: Date,
}

impl Telling<'_> {
    fn views(&self, decision: &Decision) -> Vec<ViewReport> {
        let view = |view: &View| ViewReport {
            id: view.id.clone(),
            title: self.text(&format!("views.{}.title", view.id)).unwrap_or_default(),
            groups: view.groups.iter().map(|group| self.group(&view.id, group, decision)).collect(),
        };
        self.rulebook.views.iter().map(view).collect()
    }

    fn group(&self, view: &str, group: &Group, decision: &Decision) -> GroupReport {
        let verdict = |index: &CriterionIndex| {
            decision.findings.get(index.at()).map(|finding| finding.verdict)
        };
        let members: Vec<MemberReport> = group
            .criteria
            .iter()
            .filter_map(|index| self.member(*index, verdict(index)?))
            .collect();
        let any = |wanted| members.iter().any(|member| member.verdict == wanted);
        let of_all = [Verdict::Unmet, Verdict::Unknown, Verdict::Met]
            .into_iter()
            .find(|wanted| any(*wanted));
        GroupReport {
            id: group.id.clone(),
            title: self.text(&format!("views.{view}.{}", group.id)).unwrap_or_default(),
            verdict: of_all.unwrap_or(Verdict::NotApplicable),
            members,
        }
    }

    pub(crate) fn member(&self, index: CriterionIndex, verdict: Verdict) -> Option<MemberReport> {
        let criterion = self.rulebook.criterion(index)?;
        let title = self.text(&format!("criteria.{}.title", criterion.id)).unwrap_or_default();
        Some(MemberReport {
            id: criterion.id.to_string(),
            code: criterion.code.clone(),
            title,
            verdict,
        })
    }

    fn indicator(&self, indicator: &Indicator, reading: &Reading) -> IndicatorReport {
        // In the unit of its bands, so that a person can hold it against them.
        let (number, unit) = match (indicator.bands, reading.banded) {
            (Some(bands), Some(banded)) => (Some(banded), self.parameter_type(bands)),
            _ => (reading.value, self.rulebook.program.type_of(indicator.quantity).cloned()),
        };
        let value = number.zip(unit);
        let bands = indicator.bands.and_then(|parameter| {
            let values = &self.rulebook.parameter(parameter)?.values;
            let value = values.iter().position(|dated| dated.period.contains(self.as_of))?;
            self.figure(&Figure { parameter, value })
        });
        IndicatorReport {
            id: indicator.id.clone(),
            label: self.defined(&indicator.id),
            applies: reading.applies,
            value: value.map(|(value, unit)| self.value(Value::Number(value), &unit)),
            bands,
            scale: indicator.bands.and_then(|bands| self.scale(bands, reading.banded)),
            points: reading.points.map(|points| format_number(points, self.language)),
            needs: self.facts(&reading.needs),
            citations: indicator
                .citations
                .iter()
                .filter_map(|index| self.citation(*index))
                .collect(),
        }
    }

    fn note(&self, note: &Note) -> NoteReport {
        let word = |part: &str| self.text(&format!("notes.{}.{part}", note.id)).unwrap_or_default();
        NoteReport {
            id: note.id.clone(),
            code: note.code.clone(),
            title: word("title"),
            text: word("text"),
            confidence: note.confidence,
            citations: note.citations.iter().filter_map(|index| self.citation(*index)).collect(),
        }
    }

    fn site(&self, site: &Site) -> Option<SiteReport> {
        let table = self.rulebook.site?;
        let row = self.rulebook.table(table)?.rows.get(usize::from(site.row))?;
        let unmet = site.in_the_way.iter().filter_map(|index| self.member(*index, Verdict::Unmet));
        Some(SiteReport {
            key: row.key.clone(),
            name: self.value(Value::Row(site.row), &ValueType::Row(table)),
            outcome: site.outcome,
            acceptance_possible: site.acceptance_possible,
            points: format_number(site.points, self.language),
            in_the_way: unmet.collect(),
            open_facts: self.facts(&site.open_facts),
        })
    }

    fn text(&self, key: &str) -> Option<String> {
        say(self.rulebook, self.language, key, self.as_of)
    }

    fn findings(&self, decision: &Decision) -> Vec<FindingReport> {
        decision.findings.iter().filter_map(|finding| self.finding(decision, finding)).collect()
    }

    fn finding(&self, decision: &Decision, finding: &Finding) -> Option<FindingReport> {
        let read = decision.facts_read(self.rulebook, finding);
        let figures = decision.figures_used(self.rulebook, finding);
        let criterion = self.rulebook.criterion(finding.criterion)?;
        let id = &criterion.id;
        let word = |part: &str| self.text(&format!("criteria.{id}.{part}"));
        Some(FindingReport {
            id: id.to_string(),
            code: criterion.code.clone(),
            kind: criterion.kind,
            verdict: finding.verdict,
            holds: finding.holds,
            on_unmet: criterion.on_unmet,
            confidence: criterion.confidence,
            title: word("title").unwrap_or_default(),
            remedy: word("remedy").unwrap_or_default(),
            caveat: word("caveat"),
            points: finding.points.map(|points| format_number(points, self.language)),
            measures: self.measures(finding, &figures),
            read: self.facts(&read),
            needs: self.facts(&finding.needs),
            gaps: finding.gaps.iter().map(|gap| self.gap(gap)).collect(),
            figures: figures.iter().filter_map(|figure| self.figure(figure)).collect(),
            citations: self.citations(&figures, &criterion.citations),
            from: criterion.from,
            to: criterion.to,
            place: criterion.place.clone(),
        })
    }

    pub(crate) fn facts(&self, facts: &[FactIndex]) -> Vec<FactReport> {
        facts.iter().filter_map(|index| self.fact(*index)).collect()
    }

    pub(crate) fn fact(&self, index: FactIndex) -> Option<FactReport> {
        let id = self.rulebook.fact(index)?.id.to_string();
        Some(FactReport { label: self.fact_label(index), id })
    }

    fn fact_label(&self, index: FactIndex) -> String {
        let id = self.rulebook.fact(index).map_or("", |fact| fact.id.as_str());
        self.text(&format!("facts.{id}.label")).unwrap_or_else(|| id.to_owned())
    }

    fn parameter_label(&self, index: ParameterIndex) -> String {
        let id = self.rulebook.parameter(index).map_or("", |parameter| parameter.id.as_str());
        self.text(&format!("parameters.{id}")).unwrap_or_else(|| id.to_owned())
    }

    fn column_label(
        &self,
        table: sangloc_rulebook::TableIndex,
        column: sangloc_rulebook::ColumnIndex,
    ) -> String {
        let Some(table) = self.rulebook.table(table) else {
            return String::new();
        };
        let id = table.columns.get(column.at()).map_or("", |column| column.id.as_str());
        let words = self.text(&format!("columns.{}.{id}", table.id));
        words.unwrap_or_else(|| self.fact_label(table.answer))
    }

    fn derived_label(&self, facts: &[FactIndex]) -> String {
        facts.iter().map(|fact| self.fact_label(*fact)).collect::<Vec<_>>().join(", ")
    }

    fn defined(&self, name: &str) -> String {
        self.text(&format!("defined.{name}")).unwrap_or_else(|| name.to_owned())
    }

    /// What a step is the result of: its name, or the facts that it is derived from.
    pub(crate) fn subject(&self, slot: Slot) -> String {
        let facts = || self.rulebook.facts_read([slot]).into_iter().collect::<Vec<_>>();
        self.name(slot).unwrap_or_else(|| self.derived_label(&facts()))
    }

    /// The name of a step's result, if it has one.
    fn name(&self, slot: Slot) -> Option<String> {
        if let Some(name) = self.rulebook.defined_at(slot) {
            return Some(self.defined(name));
        }
        match self.rulebook.program.step(slot)? {
            Operation::Answer(fact) => Some(self.fact_label(*fact)),
            Operation::Column(table, column) => Some(self.column_label(*table, *column)),
            Operation::Holds(index, _) => {
                let criterion = self.rulebook.criterion(*index)?;
                let title = self.text(&format!("criteria.{}.title", criterion.id));
                Some(format!("{} {}", criterion.code, title.unwrap_or_default()))
            }
            Operation::Convert(inner, _) => self.name(*inner),
            _ => None,
        }
    }

    /// What matters for the verdict: of an unmet criterion what fails, of a met one what holds.
    fn measures(&self, finding: &Finding, figures: &[Figure]) -> Vec<MeasureReport> {
        let wanted = match finding.verdict {
            Verdict::Met => Some(true),
            Verdict::Unmet => Some(false),
            Verdict::Unknown | Verdict::NotApplicable => None,
        };
        let telling: Vec<&Measure> =
            finding.measures.iter().filter(|measure| measure.holds == wanted).collect();
        let all = finding.measures.iter().collect();
        let shown = if telling.is_empty() { all } else { telling };
        shown.into_iter().map(|measure| self.measure(measure, figures)).collect()
    }

    fn measure(&self, measure: &Measure, figures: &[Figure]) -> MeasureReport {
        let required = self.required(measure, figures);
        let requirement =
            required.as_ref().map(|required| self.words.require(measure.relation, required));
        MeasureReport {
            subject: self.subject(measure.subject),
            observed: self.observed(measure),
            required,
            requirement,
            holds: measure.holds,
            scale: measure
                .figure
                .filter(|_| measure.relation == Relation::Bands)
                .and_then(|bands| self.scale(bands, measure.observed.and_then(Value::number))),
        }
    }

    /// The bands of a parameter in force on the day, with a quantity held against them.
    fn scale(&self, parameter: ParameterIndex, value: Option<Decimal>) -> Option<ScaleReport> {
        let Amount::Bands(bands) =
            &self.rulebook.parameter(parameter)?.in_force(self.as_of)?.amount
        else {
            return None;
        };
        let band = |band: &Band| BandReport {
            at_least: band.at_least,
            limit: format_number(band.at_least, self.language),
            points: band.points,
            given: format_number(band.points, self.language),
        };
        Some(ScaleReport { value, bands: bands.iter().map(band).collect() })
    }

    fn value(&self, value: Value, kind: &ValueType) -> String {
        format_value(self.rulebook, self.language, value, kind)
    }

    /// The type of a step's result; of a yes or no where there is no such step.
    fn type_of(&self, slot: Slot) -> &ValueType {
        self.rulebook.program.type_of(slot).unwrap_or(&ValueType::YesNo)
    }

    /// The type of what is required; a bare 0 has no unit of its own, but that of what is measured.
    fn required_type(&self, measure: &Measure) -> &ValueType {
        let observed = self.type_of(measure.subject);
        let required = measure.required_by.map_or(observed, |slot| self.type_of(slot));
        match (required, observed) {
            (ValueType::Number(unit), ValueType::Number(_)) if *unit == Unit::none() => observed,
            _ => required,
        }
    }

    fn truth(&self, measure: &Measure, value: Value, kind: &ValueType) -> String {
        let rulebook = self.rulebook;
        let named = rulebook.defined_at(measure.subject).is_some();
        match (rulebook.program.step(measure.subject), value) {
            (Some(Operation::Holds(..)), Value::YesNo(yes)) if !named => {
                (if yes { self.words.met } else { self.words.unmet }).to_owned()
            }
            _ => self.value(value, kind),
        }
    }

    /// What was found; of a set that may not have some members, those it has.
    fn observed(&self, measure: &Measure) -> Option<String> {
        let observed = measure.observed?;
        let offending = match (measure.relation, measure.holds, observed, measure.required) {
            (Relation::NoneOf, Some(false), Value::Choices(found), Some(barred)) => {
                barred.choices().map(|barred| Value::Choices(found.intersection(barred)))
            }
            _ => None,
        };
        let value = offending.unwrap_or(observed);
        let kind = self.type_of(measure.subject);
        let text = self.truth(measure, value, kind);
        // Rounded, 9.99996 looks like the 10 it misses.
        if let (Some(false), Some(required), Value::Number(number), ValueType::Number(unit)) =
            (measure.holds, measure.required, value, kind)
            && self.value(required, self.required_type(measure)) == text
        {
            let exact = format_exact(number, self.language);
            return Some(with_unit(self.rulebook, self.language, &exact, unit));
        }
        Some(text)
    }

    /// What is required: its value, and its name where the value alone would not say enough.
    fn required(&self, measure: &Measure, figures: &[Figure]) -> Option<String> {
        if let (Relation::Bands, Some(parameter)) = (measure.relation, measure.figure) {
            let figure = figures.iter().find(|figure| figure.parameter == parameter)?;
            return self.figure(figure).map(|figure| figure.amount);
        }
        let required = measure.required?;
        let value = self.truth(measure, required, self.required_type(measure));
        let members = required.choices().map_or(0, |set| set.places().count());
        Some(match (self.required_name(measure), measure.figure) {
            (Some(name), _) => format!("{name} ({value})"),
            (None, Some(parameter)) if members > SHORT_LIST => self.parameter_label(parameter),
            _ => value,
        })
    }

    /// The name of the answer or cell that is required; a figure, or one chosen by answers, speaks for
    /// itself.
    fn required_name(&self, measure: &Measure) -> Option<String> {
        let slot = measure.required_by.filter(|_| measure.figure.is_none())?;
        if self.rulebook.facts_read([slot]).is_empty() { None } else { self.name(slot) }
    }

    fn amount(&self, amount: &Amount, kind: &ValueType) -> String {
        let value = |value| self.value(value, kind);
        match amount {
            Amount::Number(number) => value(Value::Number(*number)),
            Amount::Choice(place) => value(Value::Choice(*place)),
            Amount::Choices(set) => value(Value::Choices(*set)),
            Amount::Bands(bands) => {
                let told = bands.iter().map(|band| {
                    let limit = value(Value::Number(band.at_least));
                    let points = format_number(band.points, self.language);
                    self.words.band.replacen("{}", &limit, 1).replacen("{}", &points, 1)
                });
                told.collect::<Vec<_>>().join("; ")
            }
        }
    }

    /// The amount in force of a parameter by its name.
    fn figure_named(&self, name: &str) -> Option<String> {
        let found =
            self.rulebook.parameters.iter().position(|parameter| parameter.id.as_str() == name);
        let parameter = ParameterIndex(u16::try_from(found?).ok()?);
        let values = &self.rulebook.parameter(parameter)?.values;
        let value = values.iter().position(|dated| dated.period.contains(self.as_of))?;
        let amount = &values.get(value)?.amount;
        Some(self.amount(amount, &self.parameter_type(parameter)?))
    }

    /// The type of a parameter's amount; of bands, that of their limits.
    fn parameter_type(&self, parameter: ParameterIndex) -> Option<ValueType> {
        Some(match &self.rulebook.parameter(parameter)?.kind {
            ParameterType::Number(unit) | ParameterType::Bands(unit) => {
                ValueType::Number(unit.clone())
            }
            ParameterType::Choice(list) => ValueType::Choice(*list),
            ParameterType::Choices(list) => ValueType::Choices(*list),
        })
    }

    fn figure(&self, figure: &Figure) -> Option<FigureReport> {
        let parameter = self.rulebook.parameter(figure.parameter)?;
        let dated = parameter.values.get(figure.value)?;
        let kind = self.parameter_type(figure.parameter)?;
        Some(FigureReport {
            id: parameter.id.to_string(),
            label: self.parameter_label(figure.parameter),
            amount: self.amount(&dated.amount, &kind),
            from: dated.period.from,
            to: dated.period.to,
            confidence: dated.confidence,
            overdue: dated.is_overdue(self.as_of),
            reviewed: dated.reviewed,
        })
    }

    /// The criterion's sources, then those of its figures, each once.
    fn citations(&self, figures: &[Figure], own: &[CitationIndex]) -> Vec<CitationReport> {
        let figures = figures.iter().filter_map(|figure| {
            Some(&self.rulebook.parameter(figure.parameter)?.values.get(figure.value)?.citations)
        });
        let mut seen = BTreeSet::new();
        let all = own.iter().chain(figures.flatten()).filter(|index| seen.insert(**index));
        all.filter_map(|index| self.citation(*index)).collect()
    }

    fn citation(&self, index: CitationIndex) -> Option<CitationReport> {
        explain_citation(self.rulebook, index, self.language)
    }

    /// A reply as it was given.
    pub(crate) fn answer(&self, fact: FactIndex, answer: &Answer) -> Option<String> {
        let value = match answer {
            Answer::YesNo(yes) => Value::YesNo(*yes),
            Answer::Choice(place) => Value::Choice(*place),
            Answer::Choices(set) => Value::Choices(*set),
            Answer::Row(place) => Value::Row(*place),
            Answer::Number(amount, unit) => return Some(self.quantity_in(*amount, unit)),
            Answer::Date(day) => return Some(format_date(*day, self.language)),
            Answer::Text(text) => return Some(text.clone()),
        };
        Some(self.value(value, &self.rulebook.fact(fact)?.answer.value_type()))
    }

    /// An amount in a unit.
    pub(crate) fn quantity_in(&self, amount: Decimal, unit: &Unit) -> String {
        with_unit(self.rulebook, self.language, &format_number(amount, self.language), unit)
    }

    fn gap(&self, gap: &Gap) -> String {
        let (words, name) = match gap {
            Gap::NoFigureInForce(parameter) => {
                (self.words.no_figure, self.parameter_label(*parameter))
            }
            Gap::NotInTable(table, column) => {
                (self.words.not_in_table, self.column_label(*table, *column))
            }
            Gap::NotComputable(slot) => (self.words.not_computable, self.quantity(*slot)),
        };
        words.replacen("{}", &name, 1)
    }

    fn quantity(&self, slot: Slot) -> String {
        if let Some(name) = self.rulebook.defined_at(slot) {
            return self.defined(name);
        }
        let program = &self.rulebook.program;
        let facts: BTreeSet<_> = program
            .reachable([slot])
            .into_iter()
            .filter_map(|slot| match program.step(slot)? {
                Operation::Answer(fact) => Some(*fact),
                _ => None,
            })
            .collect();
        self.derived_label(&facts.into_iter().collect::<Vec<_>>())
    }
}
