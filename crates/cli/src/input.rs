//! Reads what a command works on: rule folders, rulebook files, profiles.

use crate::{failure::Failure, output, signature};
use clap::{Args, ValueEnum};
use sangloc_authoring::{Authored, Diagnostic, Severity, SourceSet, author};
use sangloc_rulebook::{Date, Identity, Language, MAX_FILE_BYTES, Rulebook};
use sangloc_rules::{QUANG_NINH, read_folder};
use sangloc_screening::{MAX_PROFILE_BYTES, Profile};
use std::{
    fs::File,
    io::{IsTerminal, Read, stderr, stdin},
    path::{Path, PathBuf},
};

/// The language of what the program says of itself and of files.
pub(crate) const ENGLISH: &str = "en";

/// How a result is printed.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// The language of words.
#[derive(Args)]
pub(crate) struct Lang {
    /// The language of words: a tag that the rulebook has, such as vi or en.
    #[arg(long = "lang", value_name = "TAG", default_value = "vi")]
    tag: String,
}

impl Lang {
    /// The language, if the rulebook is complete in it.
    pub(crate) fn of(&self, rulebook: &Rulebook) -> Result<Language, Failure> {
        let wanted = Language(self.tag.clone());
        if rulebook.languages.contains(&wanted) {
            return Ok(wanted);
        }
        let known: Vec<&str> =
            rulebook.languages.iter().map(|language| language.0.as_str()).collect();
        Err(Failure::cannot_run(format!(
            "the rulebook has no language `{wanted}`; it has {}",
            known.join(", ")
        )))
    }
}

/// The day whose law and figures apply.
#[derive(Args)]
pub(crate) struct AsOf {
    /// The day whose law and figures apply; default: today.
    #[arg(long = "as-of", value_name = "YYYY-MM-DD")]
    day: Option<Date>,
}

impl AsOf {
    pub(crate) fn day(&self) -> Result<Date, Failure> {
        self.day.map_or_else(today, Ok)
    }
}

/// Today in Quảng Ninh: the command line is the only place that reads the clock.
pub(crate) fn today() -> Result<Date, Failure> {
    let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(7));
    let now = jiff::Timestamp::now().to_zoned(zone).date();
    let (month, day) = (u8::try_from(now.month()), u8::try_from(now.day()));
    let date =
        month.ok().zip(day.ok()).and_then(|(month, day)| Date::new(now.year().into(), month, day));
    date.ok_or_else(|| Failure::cannot_run("the clock shows no valid day; use --as-of"))
}

/// A project, and what it is judged by.
#[derive(Args)]
pub(crate) struct ProjectArgs {
    /// The profile; `-` reads standard input.
    #[arg(long)]
    profile: PathBuf,
    #[command(flatten)]
    rulebook: RulebookArgs,
    #[command(flatten)]
    as_of: AsOf,
    #[command(flatten)]
    lang: Lang,
}

/// A project as read, with what it is judged by.
pub(crate) struct Project {
    pub(crate) rulebook: Rulebook,
    pub(crate) identity: Identity,
    pub(crate) profile: Profile,
    pub(crate) as_of: Date,
    pub(crate) language: Language,
}

impl ProjectArgs {
    pub(crate) fn read(&self) -> Result<Project, Failure> {
        let (rulebook, identity) = self.rulebook.read()?;
        let profile = profile(&rulebook, &self.profile)?;
        let (as_of, language) = (self.as_of.day()?, self.lang.of(&rulebook)?);
        Ok(Project { rulebook, identity, profile, as_of, language })
    }
}

/// A rule folder that parts of are listed.
#[derive(Args)]
pub(crate) struct ListArgs {
    /// The rule folder, such as rules/quang-ninh.
    dir: PathBuf,
    #[command(flatten)]
    lang: Lang,
    /// Text for people, or a JSON array.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl ListArgs {
    pub(crate) fn read(&self) -> Result<(Rulebook, Language), Failure> {
        let rulebook = Folder::read(&self.dir)?.rulebook()?;
        let language = self.lang.of(&rulebook)?;
        Ok((rulebook, language))
    }

    pub(crate) fn wants_json(&self) -> bool {
        self.format == Format::Json
    }
}

/// A rule folder, read and checked.
pub(crate) struct Folder {
    pub(crate) sources: SourceSet,
    pub(crate) authored: Authored,
}

impl Folder {
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        if !path.is_dir() {
            return Err(Failure::cannot_run(format!("`{}` is not a folder", path.display())));
        }
        let sources = read_folder(path).map_err(|error| {
            if error.kind() == std::io::ErrorKind::InvalidData {
                Failure::invalid(error)
            } else {
                Failure::cannot_run(error)
            }
        })?;
        let authored = author(&sources);
        Ok(Self { sources, authored })
    }

    pub(crate) fn errors(&self) -> usize {
        let diagnostics = self.authored.diagnostics.iter();
        diagnostics.filter(|found| found.severity == Severity::Error).count()
    }

    /// Prints diagnostics for people, in the language of a tag.
    pub(crate) fn show(&self, diagnostics: &[Diagnostic], tag: &str) {
        let color = stderr().is_terminal();
        for diagnostic in diagnostics {
            eprintln!("{}\n", diagnostic.render(&self.sources, tag, color));
        }
    }

    /// The rulebook, or its errors printed and a failure.
    pub(crate) fn rulebook(&self) -> Result<Rulebook, Failure> {
        let Some(rulebook) = self.authored.rulebook.clone() else {
            self.show(&self.authored.diagnostics, ENGLISH);
            return Err(Failure::invalid(format!("the rulebook has {} errors", self.errors())));
        };
        Ok(rulebook)
    }
}

/// The rulebook a command works with.
#[derive(Args)]
pub(crate) struct RulebookArgs {
    /// A rulebook file or folder; default: the province's rulebook.
    #[arg(long)]
    rulebook: Option<PathBuf>,
    #[command(flatten)]
    trust: Trust,
}

impl RulebookArgs {
    /// The bytes of the rulebook file, not looked into yet; a folder is packed.
    pub(crate) fn file(&self) -> Result<Vec<u8>, Failure> {
        match &self.rulebook {
            Some(path) if path.is_dir() => {
                let (rulebook, _) = self.trust.read(path)?;
                rulebook.to_file().map(|(bytes, _)| bytes).map_err(Failure::invalid)
            }
            Some(path) => self.trust.file(path),
            None => self.trust.own_file().map(<[u8]>::to_vec),
        }
    }

    pub(crate) fn read(&self) -> Result<(Rulebook, Identity), Failure> {
        self.read_or(None)
    }

    /// The same, where the command can also name it without `--rulebook`.
    pub(crate) fn read_or(&self, path: Option<&Path>) -> Result<(Rulebook, Identity), Failure> {
        match path.or(self.rulebook.as_deref()) {
            Some(path) => self.trust.read(path),
            None => Rulebook::from_file(self.trust.own_file()?).map_err(Failure::invalid),
        }
    }
}

/// Whose rulebooks are read.
#[derive(Args)]
pub(crate) struct Trust {
    /// Read only a rulebook file that this key signed; nothing else, be it a folder or built in.
    #[arg(long, value_name = "PUBLIC_KEY", env = "SANGLOC_REQUIRE_SIGNATURE")]
    require_signature: Option<PathBuf>,
}

impl Trust {
    /// The province's own rulebook, which came with this program.
    fn own_file(&self) -> Result<&'static [u8], Failure> {
        self.allow_unsigned("the rulebook built into this program")?;
        if QUANG_NINH.is_empty() {
            return Err(Failure::invalid(
                "rules/quang-ninh had errors when this program was built",
            ));
        }
        Ok(QUANG_NINH)
    }

    /// A rulebook file, or a folder of rules.
    pub(crate) fn read(&self, path: &Path) -> Result<(Rulebook, Identity), Failure> {
        let name = path.display();
        if path.is_dir() {
            self.allow_unsigned(&format!("{name}: a folder"))?;
            let rulebook = Folder::read(path)?.rulebook()?;
            let (_, identity) = rulebook.to_file().map_err(Failure::invalid)?;
            return Ok((rulebook, identity));
        }
        Rulebook::from_file(&self.file(path)?)
            .map_err(|error| Failure::invalid(format!("{name}: {error}")))
    }

    /// The bytes of a rulebook file, signed if they must be.
    fn file(&self, path: &Path) -> Result<Vec<u8>, Failure> {
        let bytes = read_limited(path, MAX_FILE_BYTES)?;
        if let Some(key) = &self.require_signature {
            signature::verify(&signature::public_key(key)?, path, &bytes)?;
        }
        Ok(bytes)
    }

    fn allow_unsigned(&self, what: &str) -> Result<(), Failure> {
        match self.require_signature {
            None => Ok(()),
            Some(_) => Err(Failure::invalid(format!(
                "{what} carries no signature, and one is required: name a signed rulebook file"
            ))),
        }
    }
}

/// A profile from a file, or from standard input for `-`.
fn profile(rulebook: &Rulebook, path: &Path) -> Result<Profile, Failure> {
    let bytes = if path.as_os_str() == "-" {
        limited(stdin().lock(), "standard input", MAX_PROFILE_BYTES)?
    } else {
        read_limited(path, MAX_PROFILE_BYTES)?
    };
    Profile::from_bytes(rulebook, &bytes).map_err(|errors| {
        let messages: Vec<String> = errors.iter().map(ToString::to_string).collect();
        let messages = messages.join("\n  ");
        Failure::invalid(format!("the profile does not fit the rulebook\n  {messages}"))
    })
}

/// The bytes of a file, if they are no more than the limit.
pub(crate) fn read_limited(path: &Path, limit: usize) -> Result<Vec<u8>, Failure> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(|error| Failure::cannot_run(format!("{name}: {error}")))?;
    limited(file, &name, limit)
}

/// Reads no more than the limit: a file of gigabytes is refused before it is in memory.
fn limited(reader: impl Read, name: &str, limit: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    reader
        .take(most)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::cannot_run(format!("{name}: {error}")))?;
    if bytes.len() > limit {
        return Err(Failure::invalid(format!("`{name}`: is larger than {limit} bytes")));
    }
    Ok(bytes)
}

/// Prints a value as JSON.
pub(crate) fn print_json(value: &impl serde::Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(Failure::cannot_run)?;
    output::line(format_args!("{text}"));
    Ok(())
}
