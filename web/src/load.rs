//! What the page fetches: the rulebook's core, and the words of the language it speaks.
//!
//! `boot.js` has asked for the first of these already, while the page's own code was still on its way.

use crate::{browser, host::Host, speech::Rules, words::Lang};
use sangloc_rulebook::{FileError, Rulebook};

/// Why there is no rulebook, or no words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Refusal {
    /// The file cannot be had.
    NotFound,
    /// The file is not what it should be.
    File(FileError),
}

/// The rulebook, speaking the wanted language, or its own first one.
///
/// # Errors
/// [`Refusal`] when a file cannot be had or used.
pub(crate) async fn rules(host: &Host, wanted: Lang) -> Result<Rules, Refusal> {
    let bytes = host.fetch(host.core()).await.ok_or(Refusal::NotFound)?;
    let (rulebook, identity, files) = Rulebook::from_core(&bytes).map_err(Refusal::File)?;
    browser::next_task().await;
    let rules = Rules { rulebook, identity, files };
    let known = Lang::of(&rules.rulebook);
    let lang = known.iter().find(|lang| **lang == wanted).or(known.first());
    speaking(host, &rules, lang.copied().unwrap_or_default()).await
}

/// The same rulebook, speaking one language more.
///
/// # Errors
/// [`Refusal`] when its words cannot be had or used.
pub(crate) async fn speaking(host: &Host, rules: &Rules, lang: Lang) -> Result<Rules, Refusal> {
    let language = lang.language();
    let name = rules.files.name(&language).ok_or(Refusal::NotFound)?;
    let bytes = host.fetch(&name).await.ok_or(Refusal::NotFound)?;
    let Rules { mut rulebook, identity, files } = rules.clone();
    files.add(&mut rulebook, &language, &bytes).map_err(Refusal::File)?;
    browser::next_task().await;
    Ok(Rules { rulebook, identity, files })
}

/// A newer rulebook than the one in use.
#[derive(Debug, PartialEq)]
pub(crate) struct Newer {
    /// The rulebook.
    pub rules: Rules,
    /// Its core as it came, for the device to keep.
    pub core: Vec<u8>,
}

/// Asks the server for a newer rulebook; `None` when there is none, or none that can be used.
pub(crate) async fn newer(host: &Host, rules: &Rules, lang: Lang) -> Option<Newer> {
    let core = host.fetch(host.core()).await?;
    let (rulebook, identity, files) = Rulebook::from_core(&core).ok()?;
    if identity == rules.identity {
        return None;
    }
    let rules = speaking(host, &Rules { rulebook, identity, files }, lang).await.ok()?;
    Some(Newer { rules, core })
}
