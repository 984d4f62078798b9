//! `sangloc decide`: judges one project.

use crate::{
    failure::{Failure, Outcome},
    input::{self, Format, Lang, print_json},
};
use clap::Args;
use sangloc_rulebook::{Confidence, Date, Kind, Language};
use sangloc_screening::{FindingReport, Outcome as Decided, Report, Verdict, evaluate, explain};
use std::{path::PathBuf, process::ExitCode};

/// Judges a project by its profile.
///
/// A profile is a JSON file: {"project": {"land_area": 32.6, "capital": {"amount": 498000000,
/// "unit": "USD"}}}. A missing key or null is unknown. `sangloc facts` lists what may be asked.
#[derive(Args)]
pub(crate) struct Decide {
    /// The profile; `-` reads standard input.
    #[arg(long)]
    profile: PathBuf,
    /// A rulebook file or folder; default: the province's rulebook.
    #[arg(long)]
    rulebook: Option<PathBuf>,
    /// The day whose law and figures apply; default: today.
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<Date>,
    /// The language of words.
    #[arg(long, value_enum, default_value_t)]
    lang: Lang,
    /// Text for people, or JSON.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Decide {
    pub(crate) fn run(self) -> Outcome {
        let (rulebook, identity) = input::rulebook(self.rulebook.as_ref())?;
        let profile = input::profile(&rulebook, &self.profile)?;
        let as_of = self.as_of.map_or_else(today, Ok)?;
        let decision = evaluate(&rulebook, &profile, as_of);
        let report = explain(&rulebook, &identity, &decision, &self.lang.language());
        match self.format {
            Format::Json => print_json(&report)?,
            Format::Text => print!("{}", text(&report, Phrases::of(&self.lang.language()))),
        }
        Ok(ExitCode::from(exit_code(decision.outcome)))
    }
}

fn exit_code(outcome: Decided) -> u8 {
    match outcome {
        Decided::Accepted => 0,
        Decided::Rejected => 2,
        Decided::NeedsAnswers => 3,
        Decided::NeedsReview => 4,
    }
}

/// Today in Quảng Ninh: the command line is the only place that reads the clock.
fn today() -> Result<Date, Failure> {
    let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(7));
    let now = jiff::Timestamp::now().to_zoned(zone).date();
    let (month, day) = (u8::try_from(now.month()), u8::try_from(now.day()));
    let date = month
        .ok()
        .zip(day.ok())
        .and_then(|(month, day)| Date::new(now.year().into(), month, day));
    date.ok_or_else(|| Failure::cannot_run("the clock shows no valid day; use --as-of"))
}

/// The words around a report in a terminal.
struct Phrases {
    accepted: &'static str,
    rejected: &'static str,
    needs_review: &'static str,
    needs_answers: &'static str,
    still_possible: &'static str,
    points: &'static str,
    missing: &'static str,
    blocks: &'static str,
    open: &'static str,
    met: &'static str,
    priorities: &'static str,
    notes: &'static str,
    unknown: &'static str,
    source: &'static str,
    unverified: &'static str,
    derived: &'static str,
    advisory: &'static str,
}

const VI: Phrases = Phrases {
    accepted: "ĐÁP ỨNG TIÊU CHÍ",
    rejected: "KHÔNG ĐÁP ỨNG TIÊU CHÍ",
    needs_review: "CẦN CƠ QUAN QUẢN LÝ XEM XÉT",
    needs_answers: "CHƯA ĐỦ THÔNG TIN",
    still_possible: "Dự án vẫn có thể đáp ứng.",
    points: "Điểm ưu tiên",
    missing: "Còn thiếu",
    blocks: "Không đáp ứng",
    open: "Chưa rõ",
    met: "Đáp ứng",
    priorities: "Ưu tiên",
    notes: "Lưu ý và ưu đãi",
    unknown: "chưa biết",
    source: "Nguồn",
    unverified: "chưa đối chiếu nguyên văn",
    derived: "mức tham khảo, không phải quy định pháp luật",
    advisory: "Kết quả sàng lọc theo tiêu chí đã công bố, không thay thế quyết định của cơ quan có thẩm quyền.",
};

const EN: Phrases = Phrases {
    accepted: "ACCEPTED BY THE CRITERIA",
    rejected: "REJECTED",
    needs_review: "NEEDS REVIEW BY THE AUTHORITY",
    needs_answers: "NEEDS ANSWERS",
    still_possible: "The project can still be accepted.",
    points: "Priority points",
    missing: "Missing",
    blocks: "Not met",
    open: "Open",
    met: "Met",
    priorities: "Priorities",
    notes: "Notes and incentives",
    unknown: "not known",
    source: "Source",
    unverified: "text not re-read",
    derived: "a reference value, not law",
    advisory: "A screening by the published criteria; it does not replace the decision of the competent authority.",
};

impl Phrases {
    fn of(language: &Language) -> &'static Self {
        if language.0 == "vi" { &VI } else { &EN }
    }
}

fn text(report: &Report, phrases: &Phrases) -> String {
    let outcome = match report.outcome {
        Decided::Accepted => phrases.accepted,
        Decided::Rejected => phrases.rejected,
        Decided::NeedsReview => phrases.needs_review,
        Decided::NeedsAnswers => phrases.needs_answers,
    };
    let mut lines = vec![outcome.to_owned()];
    if report.outcome == Decided::NeedsAnswers && report.acceptance_possible {
        lines.push(phrases.still_possible.into());
    }
    let open = if report.points_open { "+" } else { "" };
    lines.push(format!("{}: {}{open}", phrases.points, report.points));
    if !report.open_facts.is_empty() {
        lines.push(format!("\n{}", phrases.missing));
        lines.extend(
            report
                .open_facts
                .iter()
                .map(|fact| format!("  {}  ({})", fact.label, fact.id)),
        );
    }
    let groups = [
        (phrases.blocks, group(report, |finding| finding.blocks())),
        (phrases.open, group(report, |finding| finding.is_open())),
        (
            phrases.met,
            group(report, |finding| {
                finding.kind.decides() && finding.verdict == Verdict::Met
            }),
        ),
        (
            phrases.priorities,
            group(report, |finding| finding.kind == Kind::Priority),
        ),
        (
            phrases.notes,
            group(report, |finding| {
                matches!(finding.kind, Kind::Advisory | Kind::Incentive)
            }),
        ),
    ];
    for (title, findings) in groups.iter().filter(|(_, findings)| !findings.is_empty()) {
        lines.push(format!("\n{title}"));
        findings
            .iter()
            .for_each(|finding| lines.extend(finding_lines(finding, phrases)));
    }
    lines.push(format!("\n{}", phrases.advisory));
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
    let mut findings: Vec<_> = report
        .findings
        .iter()
        .filter(applies)
        .filter(|finding| wanted(finding))
        .collect();
    findings.sort_by_key(|finding| finding.kind);
    findings
}

fn finding_lines(finding: &FindingReport, phrases: &Phrases) -> Vec<String> {
    let mark = match finding.verdict {
        Verdict::Met => "✓",
        Verdict::Unmet => "✗",
        Verdict::Unknown => "?",
        Verdict::NotApplicable => "–",
    };
    let points = finding
        .points
        .as_ref()
        .map(|points| format!(" [{points}]"))
        .unwrap_or_default();
    let mut lines = vec![format!(
        "  {mark} {} {}{points}",
        finding.code, finding.title
    )];
    for measure in &finding.measures {
        let observed = measure.observed.as_deref().unwrap_or(phrases.unknown);
        let required = measure.required.as_deref().unwrap_or(phrases.unknown);
        lines.push(format!(
            "      {}: {observed} — {} {required}",
            measure.subject, measure.relation
        ));
    }
    lines.extend(finding.gaps.iter().map(|gap| format!("      {gap}")));
    if finding.verdict != Verdict::Met {
        lines.push(format!("      → {}", finding.remedy));
    }
    let derived = finding
        .figures
        .iter()
        .filter(|figure| figure.confidence == Confidence::Derived);
    lines.extend(derived.map(|figure| format!("      {}: {}", figure.label, phrases.derived)));
    lines.extend(finding.citations.iter().map(|citation| {
        let mark = if citation.unverified {
            format!(" ({})", phrases.unverified)
        } else {
            String::new()
        };
        format!("      {}: {}{mark}", phrases.source, citation.text)
    }));
    lines
}
