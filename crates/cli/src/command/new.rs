//! `sangloc new`: a criterion, a figure or a case to begin with.

use crate::{
    failure::{Failure, Outcome},
    input::{ENGLISH, Folder},
    output,
};
use clap::{Args, Subcommand, ValueEnum};
use sangloc_authoring::{Severity, author};
use sangloc_rulebook::Date;
use serde_json::Value as Json;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Adds a criterion, a figure or a case to a rule folder.
///
/// Written only when the folder is as sound with it as before; what is still missing, such as
/// translations and cases, `sangloc check` then lists.
#[derive(Args)]
pub(crate) struct New {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    Criterion(Criterion),
    Parameter(Parameter),
    Case(Case),
}

/// Adds a criterion to criteria/<topic>.rhai.
#[derive(Args)]
#[command(after_help = "Example:
  sangloc new criterion rules/quang-ninh land-slope --topic land --code LAND-30 \\
    --kind advisory --title \"Không lập dự án trên đất dốc\" --cites standing-committee-land \\
    --require \"project.land_area <= params.max_project_area\" --remedy \"Chọn địa điểm khác.\"")]
struct Criterion {
    /// The rule folder, such as rules/quang-ninh.
    dir: PathBuf,
    /// The name, such as land-slope; names are never used again.
    id: String,
    /// The rule file: its name without .rhai.
    #[arg(long)]
    topic: String,
    /// The number people quote, such as LAND-30.
    #[arg(long)]
    code: String,
    /// What its verdict does.
    #[arg(long, value_enum, default_value_t)]
    kind: KindArg,
    /// What it wants, as a title in the language of the rule files.
    #[arg(long)]
    title: String,
    /// The source, as in citations.toml.
    #[arg(long)]
    cites: String,
    /// How far the source carries it.
    #[arg(long, value_enum, default_value_t)]
    confidence: ConfidenceArg,
    /// Where it applies, in the rule language; default: everywhere.
    #[arg(long)]
    when: Option<String>,
    /// What must hold, in the rule language.
    #[arg(long)]
    require: String,
    /// What one can do who does not meet it.
    #[arg(long)]
    remedy: String,
}

/// What a verdict does.
#[derive(Clone, Copy, Default, ValueEnum)]
enum KindArg {
    Exclusion,
    Mandatory,
    #[default]
    Advisory,
}

/// How far a source carries something.
#[derive(Clone, Copy, Default, ValueEnum)]
enum ConfidenceArg {
    Stated,
    #[default]
    Derived,
}

/// Adds a figure to parameters.toml.
#[derive(Args)]
#[command(after_help = "Example:
  sangloc new parameter rules/quang-ninh max_slope --unit % --amount 15 --from 2027-01-01 \\
    --cites standing-committee-land --confidence stated")]
struct Parameter {
    /// The rule folder, such as rules/quang-ninh.
    dir: PathBuf,
    /// The name, such as max_slope.
    id: String,
    /// The unit, such as ha or million_USD/ha; 1 for a plain number.
    #[arg(long)]
    unit: String,
    /// The amount.
    #[arg(long, allow_negative_numbers = true)]
    amount: sangloc_rulebook::Decimal,
    /// The first day it is in force.
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Date,
    /// The source, as in citations.toml.
    #[arg(long)]
    cites: String,
    /// Whether the source prints the figure.
    #[arg(long, value_enum, default_value_t)]
    confidence: ConfidenceArg,
}

/// Adds a case that expects nothing yet to cases/<topic>.toml, for you to fill in.
#[derive(Args)]
#[command(after_help = "Example:
  sangloc new case rules/quang-ninh \"Exactly fifteen percent is allowed\" --topic land \\
    --as-of 2026-11-22 --criterion land-size --verdict unmet --profile project.json")]
struct Case {
    /// The rule folder, such as rules/quang-ninh.
    dir: PathBuf,
    /// What it shows, as a sentence.
    title: String,
    /// The case file: its name without .toml.
    #[arg(long)]
    topic: String,
    /// The day of the decision.
    #[arg(long = "as-of", value_name = "YYYY-MM-DD")]
    as_of: Date,
    /// The criterion it is about.
    #[arg(long)]
    criterion: String,
    /// What must come of it: met, unmet, unknown or not_applicable.
    #[arg(long)]
    verdict: String,
    /// The answers: a profile file.
    #[arg(long)]
    profile: PathBuf,
}

impl New {
    pub(crate) fn run(self) -> Outcome {
        match self.what {
            What::Criterion(new) => {
                sound_name(&new.topic)?;
                add(&new.dir, &format!("criteria/{}.rhai", new.topic), &new.text())
            }
            What::Parameter(new) => add(&new.dir, "parameters.toml", &new.text()),
            What::Case(new) => {
                sound_name(&new.topic)?;
                let text = new.text()?;
                add(&new.dir, &format!("cases/{}.toml", new.topic), &text)
            }
        }
    }
}

/// A file is named by letters, digits and hyphens: no name leads out of the folder.
fn sound_name(name: &str) -> Result<(), Failure> {
    let sound = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    if !name.is_empty() && name.chars().all(sound) {
        return Ok(());
    }
    Err(Failure::cannot_run("--topic: letters, digits and hyphens only"))
}

/// A text in quotes, as rule files and TOML write it.
fn quoted(text: &str) -> String {
    Json::from(text).to_string()
}

impl Criterion {
    fn text(&self) -> String {
        let kind = match self.kind {
            KindArg::Exclusion => "EXCLUSION",
            KindArg::Mandatory => "MANDATORY",
            KindArg::Advisory => "ADVISORY",
        };
        let confidence = match self.confidence {
            ConfidenceArg::Stated => "STATED",
            ConfidenceArg::Derived => "DERIVED",
        };
        let mut fields = vec![
            ("code", quoted(&self.code)),
            ("kind", kind.to_owned()),
            ("title", quoted(&self.title)),
            ("cites", quoted(&self.cites)),
            ("confidence", confidence.to_owned()),
        ];
        fields.extend(self.when.as_ref().map(|when| ("when", when.clone())));
        fields.push(("require", self.require.clone()));
        fields.push(("remedy", quoted(&self.remedy)));
        let lines = fields.iter().map(|(field, value)| format!("    {field}: {value},\n"));
        format!("criterion({}, #{{\n{}}});\n", quoted(&self.id), lines.collect::<String>())
    }
}

impl Parameter {
    fn text(&self) -> String {
        let confidence = match self.confidence {
            ConfidenceArg::Stated => "stated",
            ConfidenceArg::Derived => "derived",
        };
        format!(
            "[{}]\nunit   = {}\nvalues = [ {{ from = {}, amount = {}, cites = {}, confidence = \"{confidence}\" }} ]\n",
            self.id,
            quoted(&self.unit),
            self.from,
            self.amount,
            quoted(&self.cites)
        )
    }
}

impl Case {
    fn text(&self) -> Result<String, Failure> {
        let name = self.profile.display();
        let read = std::fs::read_to_string(&self.profile)
            .map_err(|error| Failure::cannot_run(format!("{name}: {error}")))?;
        let profile: Json = serde_json::from_str(read.trim_start_matches('\u{feff}'))
            .map_err(|error| Failure::invalid(format!("{name}: {error}")))?;
        let mut lines = String::new();
        for (namespace, entries) in profile.as_object().into_iter().flatten() {
            lines.push_str(&format!("{} = {}\n", quoted(namespace), inline(entries)));
        }
        Ok(format!(
            "[[case]]\ntitle = {}\nas_of = {}\n[case.profile]\n{lines}[case.expect]\nfindings = {{ {} = {} }}\n",
            quoted(&self.title),
            self.as_of,
            quoted(&self.criterion),
            quoted(&self.verdict)
        ))
    }
}

/// A value as TOML writes it in one line; what is null is left out.
fn inline(value: &Json) -> String {
    match value {
        Json::Object(fields) => {
            let known = fields.iter().filter(|(_, value)| !value.is_null());
            let known = known.map(|(name, value)| format!("{} = {}", quoted(name), inline(value)));
            format!("{{ {} }}", known.collect::<Vec<_>>().join(", "))
        }
        Json::Array(items) => {
            format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// Adds a text to a file of the folder, when the folder is as sound with it as before.
fn add(dir: &Path, path: &str, text: &str) -> Outcome {
    let folder = Folder::read(dir)?;
    let old = folder.sources.text(path).unwrap_or_default().trim_end();
    let space = if old.is_empty() { "" } else { "\n\n" };
    let mut new = format!("{old}{space}{text}");
    if path.ends_with(".rhai") {
        new = sangloc_authoring::lay_out(&new);
    }
    let mut sources = folder.sources.clone();
    sources.insert(path, new.clone());
    let authored = author(&sources);
    let known = &folder.authored.diagnostics;
    let errors = authored.diagnostics.iter().filter(|found| {
        found.severity == Severity::Error
            && !known.iter().any(|old| (old.lint, &old.message) == (found.lint, &found.message))
    });
    // A new criterion has no translations yet, and a new figure nothing that reads it.
    let (later, now): (Vec<_>, Vec<_>) =
        errors.cloned().partition(|found| LATER.contains(&found.lint));
    if !now.is_empty() {
        for diagnostic in &now {
            eprintln!("{}\n", diagnostic.render(&sources, ENGLISH, false));
        }
        return Err(Failure::invalid("nothing was written"));
    }
    output::write_file(&dir.join(path), new.as_bytes())?;
    output::line(format_args!("{}: added", dir.join(path).display()));
    for diagnostic in &later {
        output::line(format_args!("still to do: {}", diagnostic.message));
    }
    Ok(ExitCode::SUCCESS)
}

/// What may still be missing of something new.
const LATER: &[&str] = &["missing-translation", "unused-parameter", "missing-case"];
