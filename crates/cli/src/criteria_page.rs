//! The criteria as a plain page a language: what a person reads whose browser runs no program.

use crate::phrases::criteria_page::CriteriaPhrases;
use sangloc_rulebook::{Date, Identity, Kind, Language, Rulebook};
use sangloc_screening::{
    FigureReport, FindingReport, MeasureReport, Profile, Report, evaluate, explain, fill,
    format_date,
};

const KINDS: [Kind; 5] =
    [Kind::Exclusion, Kind::Mandatory, Kind::Priority, Kind::Incentive, Kind::Advisory];

/// The name of the page in a language.
pub(crate) fn file_name(language: &Language) -> String {
    format!("criteria.{language}.html")
}

/// The page: every criterion with what it requires on a day, where it is said, and whom to ask.
pub(crate) fn write(
    rulebook: &Rulebook,
    identity: &Identity,
    language: &Language,
    as_of: Date,
) -> String {
    let phrases = CriteriaPhrases::of(language);
    let decision = evaluate(rulebook, &Profile::empty(rulebook), as_of);
    let report = explain(rulebook, identity, &decision, language);
    let text = |key| escaped(rulebook.text(language, key));
    let day = format_date(as_of, language);
    let version = filled(phrases.version, &[&rulebook.version, &day]);
    let others = rulebook.languages.iter().filter(|other| *other != language).map(|other| {
        let (file, name) = (file_name(other), CriteriaPhrases::of(other).own_name);
        format!("<a href=\"{file}\" lang=\"{other}\" hreflang=\"{other}\">{name}</a>")
    });
    let links: Vec<String> = [format!("<a href=\"./\">{}</a>", escaped(phrases.page))]
        .into_iter()
        .chain(others)
        .collect();
    let tables: String = KINDS.map(|kind| table(phrases, kind, &report)).concat();
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'\">\n\
         <title>{title}</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"icon.svg\">\n<link rel=\"stylesheet\" href=\"criteria.css\">\n\
         </head>\n<body>\n<nav>{links}</nav>\n<main>\n<h1>{title}</h1>\n<p>{lead}</p>\n<p>{authority}. {contact}</p>\n\
         <p>{notice}</p>\n{tables}<footer><p>{version}</p><p><code>sha256 {identity}</code></p></footer>\n</main>\n</body>\n</html>\n",
        title = text("rulebook.title"),
        links = links.join(" "),
        lead = escaped(phrases.lead),
        authority = text("rulebook.authority"),
        contact = filled(phrases.contact, &[rulebook.text(language, "rulebook.contact")]),
        notice = text("rulebook.notice"),
    )
}

fn table(phrases: &CriteriaPhrases, kind: Kind, report: &Report) -> String {
    let rows: Vec<String> =
        report.findings.iter().filter(|finding| finding.kind == kind).map(row).collect();
    if rows.is_empty() {
        return String::new();
    }
    let heads = [phrases.code, phrases.criterion, phrases.required, phrases.source]
        .map(|head| format!("<th scope=\"col\">{}</th>", escaped(head)));
    format!(
        "<h2>{}</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\"><table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table></div>\n",
        escaped(phrases.kind(kind)),
        heads.concat(),
        rows.concat()
    )
}

fn row(finding: &FindingReport) -> String {
    // Nothing is measured yet where it is open whether a criterion applies: the remedy says what it takes.
    let remedy = Some(escaped(&finding.remedy)).filter(|remedy| !remedy.is_empty());
    let figures = finding.figures.iter().map(figure);
    let required = finding.measures.iter().filter_map(measure).chain(figures).chain(remedy);
    let sources = finding.citations.iter().map(|citation| escaped(&citation.text));
    format!(
        "<tr id=\"{}\"><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n",
        escaped(&finding.id),
        escaped(&finding.code),
        escaped(&finding.title),
        list(required),
        list(sources)
    )
}

fn measure(measure: &MeasureReport) -> Option<String> {
    let requirement = measure.requirement.as_ref().or(measure.required.as_ref())?;
    Some(escaped(&format!("{}: {requirement}", measure.subject)))
}

fn figure(figure: &FigureReport) -> String {
    escaped(&format!("{}: {}", figure.label, figure.amount))
}

fn list(items: impl Iterator<Item = String>) -> String {
    let items: String = items.map(|item| format!("<li>{item}</li>")).collect();
    if items.is_empty() { items } else { format!("<ul>{items}</ul>") }
}

/// Words with values in the places marked `{}`, as HTML shows them.
fn filled(words: &str, values: &[&str]) -> String {
    escaped(&fill(words, values))
}

/// A text as HTML shows it; nothing in it is markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use sangloc_rules::QUANG_NINH;

    #[test]
    fn every_criterion_is_there_with_what_it_requires_and_where_it_is_said() {
        let (mut rulebook, identity) = Rulebook::from_file(QUANG_NINH).expect("a rulebook");
        let day = Date::new(2026, 11, 22).expect("a day");
        let first = rulebook.criteria.first().expect("a criterion").id.clone();
        for language in rulebook.languages.clone() {
            let key = format!("criteria.{first}.title");
            let texts = rulebook.texts.get_mut(&language).expect("its words");
            texts.0.insert(key, "<script>&\"".to_owned());
            let html = write(&rulebook, &identity, &language, day);
            for criterion in &rulebook.criteria {
                let row = format!(
                    "<tr id=\"{}\"><th scope=\"row\">{}</th>",
                    criterion.id, criterion.code
                );
                assert!(html.contains(&row), "{language}: {}", criterion.id);
            }
            assert!(!html.contains("<td></td>"), "{language}: something is not said");
            assert!(
                html.contains("&lt;script&gt;&amp;&quot;") && !html.contains("<script"),
                "{language}"
            );
            assert!(html.contains(&identity.0), "{language}");
        }
    }
}
