//! A report as text for a terminal.

use crate::phrases::Phrases;
use sangloc_rulebook::{Confidence, Kind};
use sangloc_screening::{FindingReport, Outcome, Report, Verdict};

/// The whole report, one line a fact.
pub(crate) fn text(report: &Report, phrases: &Phrases) -> String {
    let outcome = match report.outcome {
        Outcome::Accepted => phrases.accepted,
        Outcome::Rejected => phrases.rejected,
        Outcome::NeedsReview => phrases.needs_review,
        Outcome::NeedsAnswers => phrases.needs_answers,
    };
    let mut lines = vec![outcome.to_owned()];
    if report.outcome == Outcome::NeedsAnswers && report.acceptance_possible {
        lines.push(phrases.still_possible.into());
    }
    let open = if report.points_open { "+" } else { "" };
    lines.push(format!("{}: {}{open}", phrases.points, report.points));
    if !report.open_facts.is_empty() {
        lines.push(format!("\n{}", phrases.missing));
        lines.extend(
            report.open_facts.iter().map(|fact| format!("  {}  ({})", fact.label, fact.id)),
        );
    }
    let groups = [
        (phrases.blocks, group(report, |finding| finding.blocks())),
        (phrases.open, group(report, |finding| finding.is_open())),
        (
            phrases.met,
            group(report, |finding| finding.kind.decides() && finding.verdict == Verdict::Met),
        ),
        (phrases.priorities, group(report, |finding| finding.kind == Kind::Priority)),
        (
            phrases.notes,
            group(report, |finding| matches!(finding.kind, Kind::Advisory | Kind::Incentive)),
        ),
    ];
    let shown = report.indicators.iter().filter(|indicator| indicator.applies == Some(true));
    let shown: Vec<String> = shown
        .filter_map(|indicator| {
            Some(format!("  {}: {}", indicator.label, indicator.value.as_ref()?))
        })
        .collect();
    for view in &report.views {
        lines.push(format!(
            "
{}",
            view.title
        ));
        lines.extend(
            view.groups.iter().map(|group| format!("  {} {}", mark(group.verdict), group.title)),
        );
    }
    for (title, findings) in groups.iter().filter(|(_, findings)| !findings.is_empty()) {
        lines.push(format!("\n{title}"));
        findings.iter().for_each(|finding| lines.extend(finding_lines(finding, phrases)));
    }
    if !shown.is_empty() {
        lines.push(format!(
            "
{}",
            phrases.indicators
        ));
        lines.extend(shown);
    }
    lines.push(format!(
        "
{}",
        phrases.advisory
    ));
    lines.push(format!(
        "{} {}, {}, sha256 {}",
        report.rulebook,
        report.version,
        report.as_of,
        report.identity.short()
    ));
    lines.join("\n") + "\n"
}

/// The findings that apply and are wanted, exclusions first.
fn group(report: &Report, wanted: impl Fn(&FindingReport) -> bool) -> Vec<&FindingReport> {
    let applies = |finding: &&FindingReport| finding.verdict != Verdict::NotApplicable;
    let mut findings: Vec<_> =
        report.findings.iter().filter(applies).filter(|finding| wanted(finding)).collect();
    findings.sort_by_key(|finding| finding.kind);
    findings
}

/// A sign for a verdict, beside which words always stand.
fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "✓",
        Verdict::Unmet => "✗",
        Verdict::Unknown => "?",
        Verdict::NotApplicable => "–",
    }
}

fn finding_lines(finding: &FindingReport, phrases: &Phrases) -> Vec<String> {
    let mark = mark(finding.verdict);
    let points = finding.points.as_ref().map(|points| format!(" [{points}]")).unwrap_or_default();
    let mut lines = vec![format!("  {mark} {} {}{points}", finding.code, finding.title)];
    for measure in &finding.measures {
        let observed = measure.observed.as_deref().unwrap_or(phrases.unknown);
        // Without a figure in force there is nothing to hold it against; the gap says so.
        let limit = measure.requirement.as_ref().map(|requirement| format!(" — {requirement}"));
        lines.push(format!("      {}: {observed}{}", measure.subject, limit.unwrap_or_default()));
    }
    lines.extend(finding.gaps.iter().map(|gap| format!("      {gap}")));
    if finding.verdict != Verdict::Met {
        lines.push(format!("      → {}", finding.remedy));
    }
    let derived = finding.figures.iter().filter(|figure| figure.confidence == Confidence::Derived);
    lines.extend(derived.map(|figure| format!("      {}: {}", figure.label, phrases.derived)));
    let overdue = finding.figures.iter().filter(|figure| figure.overdue);
    lines.extend(overdue.map(|figure| format!("      {}: {}", figure.label, phrases.overdue)));
    lines.extend(finding.from.map(|from| format!("      {} {from}", phrases.from)));
    lines.extend(finding.citations.iter().map(|citation| {
        let mark =
            if citation.unverified { format!(" ({})", phrases.unverified) } else { String::new() };
        format!("      {}: {}{mark}", phrases.source, citation.text)
    }));
    lines
}
