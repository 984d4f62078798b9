//! The projects kept on the device: each has a name and versions of its answers.
//!
//! A project is one JSON text under a key of its own, so that two tabs disturb each other only where they
//! change the same project. Nothing is thrown away unasked: a text that cannot be read stays where it is,
//! and what another tab wrote meanwhile is kept as a version beside.

use crate::link::Packet;
use sangloc_rulebook::Date;
use serde::{Deserialize, Serialize};

/// The key of a project begins with this; the number of the format is part of it.
const PROJECT: &str = "sangloc.project.1.";

/// Which version was open last.
const CURRENT: &str = "sangloc.current";

/// The one set of answers that was kept before there were projects.
const SINGLE: &str = "sangloc.answers";

/// The most letters of a name.
pub(crate) const MAX_NAME: usize = 80;

/// The most projects.
const MAX_PROJECTS: usize = 100;

/// The most versions of a project.
pub(crate) const MAX_VERSIONS: usize = 20;

/// Something that keeps texts by key: the device's storage, or a stand-in.
pub(crate) trait Shelf {
    /// All keys.
    fn keys(&self) -> Vec<String>;
    /// The text under a key.
    fn read(&self, key: &str) -> Option<String>;
    /// Puts a text under a key, or takes it away; whether the device keeps that.
    fn write(&self, key: &str, text: Option<&str>) -> bool;
}

/// A project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Project {
    /// What the person calls it; empty: not named yet.
    #[serde(default)]
    pub name: String,
    /// Its versions, the oldest first; never none.
    pub versions: Vec<Version>,
}

/// One version of a project's answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Version {
    /// Its number, which never changes.
    pub id: u32,
    /// What the person calls it; empty: not named yet.
    #[serde(default)]
    pub name: String,
    /// The day of the last change.
    #[serde(default)]
    pub changed: Option<Date>,
    /// The answers.
    pub packet: Packet,
}

/// Where a version is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Place {
    /// The number of the project.
    pub project: u32,
    /// The number of the version in it.
    pub version: u32,
}

/// A project as the device has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// It can be opened.
    Project(Project),
    /// The text is damaged, or of a later format of this page.
    Unreadable(String),
}

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Saved {
    /// Where the answers are now; `None` when nothing is left to keep.
    pub place: Option<Place>,
    /// Whether the device keeps them; else they last as long as the page is open.
    pub on_device: bool,
    /// Whether another tab had changed the same version: what it wrote is the version beside.
    pub beside: bool,
}

/// The key of a project.
pub(crate) fn key(project: u32) -> String {
    format!("{PROJECT}{project}")
}

/// The project that a key names.
pub(crate) fn project_of(key: &str) -> Option<u32> {
    key.strip_prefix(PROJECT)?.parse().ok()
}

/// A name as it is kept: without control letters and spaces around it, not too long.
pub(crate) fn tidy_name(name: &str) -> String {
    let plain: String = name.chars().filter(|letter| !letter.is_control()).collect();
    plain.trim().chars().take(MAX_NAME).collect()
}

impl Project {
    /// The version with a number.
    pub(crate) fn version(&self, id: u32) -> Option<&Version> {
        self.versions.iter().find(|version| version.id == id)
    }

    /// The version with a number, to change.
    pub(crate) fn version_mut(&mut self, id: u32) -> Option<&mut Version> {
        self.versions.iter_mut().find(|version| version.id == id)
    }

    /// Adds a version; its number, or `None` when there are as many as there may be.
    pub(crate) fn add(&mut self, name: String, day: Date, packet: Packet) -> Option<u32> {
        if self.versions.len() >= MAX_VERSIONS {
            return None;
        }
        let id =
            self.versions.iter().map(|version| version.id).max().unwrap_or(0).checked_add(1)?;
        self.versions.push(Version { id, name, changed: Some(day), packet });
        Some(id)
    }
}

/// Whether any answers are kept, readable or not.
pub(crate) fn holds_any(shelf: &dyn Shelf) -> bool {
    shelf.keys().iter().any(|key| key == SINGLE || key.starts_with(PROJECT))
}

/// Whether a project cannot be read.
pub(crate) fn holds_unreadable(shelf: &dyn Shelf) -> bool {
    all(shelf).iter().any(|(_, kept)| matches!(kept, Kept::Unreadable(_)))
}

/// All projects by number, in the order in which they were begun.
pub(crate) fn all(shelf: &dyn Shelf) -> Vec<(u32, Kept)> {
    let keys = shelf.keys();
    let mut numbers: Vec<u32> = keys.iter().filter_map(|key| project_of(key)).collect();
    numbers.sort_unstable();
    numbers.into_iter().filter_map(|number| Some((number, read(shelf, number)?))).collect()
}

/// A project; `None` when there is none with this number.
pub(crate) fn read(shelf: &dyn Shelf, project: u32) -> Option<Kept> {
    let text = shelf.read(&key(project))?;
    Some(match serde_json::from_str::<Project>(&text) {
        Ok(read) if !read.versions.is_empty() => Kept::Project(read),
        _ => Kept::Unreadable(text),
    })
}

/// A project that can be opened.
pub(crate) fn project(shelf: &dyn Shelf, number: u32) -> Option<Project> {
    match read(shelf, number)? {
        Kept::Project(project) => Some(project),
        Kept::Unreadable(_) => None,
    }
}

/// A version.
pub(crate) fn version(shelf: &dyn Shelf, place: &Place) -> Option<Version> {
    project(shelf, place.project)?.version(place.version).cloned()
}

/// Writes a project, or takes it away when nothing is left of it; whether the device keeps that.
pub(crate) fn write(shelf: &dyn Shelf, number: u32, project: &Project) -> bool {
    let text = serde_json::to_string(project).unwrap_or_default();
    let left = (!project.versions.is_empty()).then_some(text.as_str());
    shelf.write(&key(number), left)
}

/// Removes a project, readable or not.
pub(crate) fn remove(shelf: &dyn Shelf, number: u32) -> bool {
    shelf.write(&key(number), None)
}

/// Begins a project; its place, or `None` when there are as many as there may be.
pub(crate) fn begin(
    shelf: &dyn Shelf,
    name: &str,
    day: Date,
    packet: Packet,
) -> Option<(Place, bool)> {
    let number = free_number(shelf)?;
    let mut project = Project { name: tidy_name(name), versions: Vec::new() };
    let version = project.add(String::new(), day, packet)?;
    let on_device = write(shelf, number, &project);
    Some((Place { project: number, version }, on_device))
}

fn free_number(shelf: &dyn Shelf) -> Option<u32> {
    let numbers: Vec<u32> = all(shelf).into_iter().map(|(number, _)| number).collect();
    let next = numbers.iter().max().map_or(Some(1), |last| last.checked_add(1));
    next.filter(|_| numbers.len() < MAX_PROJECTS)
}

/// Remembers which version is open.
pub(crate) fn set_current(shelf: &dyn Shelf, place: Option<&Place>) -> bool {
    let text = place.and_then(|place| serde_json::to_string(place).ok());
    shelf.write(CURRENT, text.as_deref())
}

/// The version that was open last, if it can be opened.
///
/// Answers from before there were projects become one first, as they are: also when they cannot be read.
pub(crate) fn current(shelf: &dyn Shelf) -> Option<(Place, Version)> {
    take_over(shelf);
    let place: Place = serde_json::from_str(&shelf.read(CURRENT)?).ok()?;
    let version = version(shelf, &place)?;
    Some((place, version))
}

fn take_over(shelf: &dyn Shelf) {
    let (Some(text), Some(number)) = (shelf.read(SINGLE), free_number(shelf)) else {
        return;
    };
    let project = serde_json::from_str::<Packet>(&text).ok().map(|packet| {
        let version = Version { id: 1, name: String::new(), changed: None, packet };
        Project { name: String::new(), versions: vec![version] }
    });
    let written = match &project {
        Some(project) => write(shelf, number, project),
        None => shelf.write(&key(number), Some(&text)),
    };
    if written {
        shelf.write(SINGLE, None);
        if project.is_some() {
            set_current(shelf, Some(&Place { project: number, version: 1 }));
        }
    }
}

/// Keeps changed answers as a version. `seen` is what the device held when they were opened or last kept:
/// where it holds something else now, that becomes a version beside, called `beside`.
///
/// Without a place they become a new project. Where nothing is answered and nothing named, nothing is kept.
pub(crate) fn save(
    shelf: &dyn Shelf,
    place: Option<&Place>,
    seen: Option<&Packet>,
    day: Date,
    packet: Packet,
    beside: &str,
) -> Saved {
    let Some(place) = place else {
        return save_new(shelf, day, packet);
    };
    let mut project = project(shelf, place.project).unwrap_or_default();
    let lone = project.name.is_empty() && project.versions.len() <= 1;
    if packet.is_empty() && lone {
        return Saved { place: None, on_device: remove(shelf, place.project), beside: false };
    }
    let theirs = match project.version_mut(place.version) {
        Some(version) => {
            let there = std::mem::replace(&mut version.packet, packet);
            version.changed = Some(day);
            Some(there).filter(|there| seen.is_some_and(|seen| seen != there))
        }
        None => {
            // Removed in another tab: the person still works on it here.
            let version =
                Version { id: place.version, name: String::new(), changed: Some(day), packet };
            project.versions.push(version);
            None
        }
    };
    let conflict = theirs.is_some();
    if let Some(theirs) = theirs {
        project.add(beside.to_owned(), day, theirs);
    }
    let on_device = write(shelf, place.project, &project);
    Saved { place: Some(place.clone()), on_device, beside: conflict }
}

fn save_new(shelf: &dyn Shelf, day: Date, packet: Packet) -> Saved {
    if packet.is_empty() {
        return Saved { place: None, on_device: true, beside: false };
    }
    match begin(shelf, "", day, packet) {
        Some((place, on_device)) => Saved { place: Some(place), on_device, beside: false },
        None => Saved { place: None, on_device: false, beside: false },
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::storage;
    use serde_json::json;

    /// A shelf that may be full.
    #[derive(Default)]
    pub(crate) struct Memory {
        kept: storage::Memory,
        full: bool,
    }

    impl Shelf for Memory {
        fn keys(&self) -> Vec<String> {
            self.kept.keys()
        }

        fn read(&self, key: &str) -> Option<String> {
            self.kept.read(key)
        }

        fn write(&self, key: &str, text: Option<&str>) -> bool {
            (text.is_none() || !self.full) && self.kept.write(key, text)
        }
    }

    fn day() -> Date {
        Date::new(2026, 11, 25).expect("a day")
    }

    fn packet(area: u32) -> Packet {
        serde_json::from_value(json!({
            "rulebook": "sample", "version": "2", "answers": { "project": { "area": area } },
        }))
        .expect("a packet")
    }

    fn nothing() -> Packet {
        serde_json::from_value(json!({ "rulebook": "sample", "version": "2", "answers": {} }))
            .expect("a packet")
    }

    fn save_at(shelf: &Memory, place: Option<&Place>, seen: Option<&Packet>, area: u32) -> Saved {
        save(shelf, place, seen, day(), packet(area), "beside")
    }

    #[test]
    fn the_first_answer_begins_a_project_and_the_next_ones_change_it() {
        let shelf = Memory::default();
        let saved = save_at(&shelf, None, None, 1);
        let place = saved.place.expect("kept");
        let again = save_at(&shelf, Some(&place), Some(&packet(1)), 2);
        assert_eq!(again, Saved { place: Some(place.clone()), on_device: true, beside: false });
        assert_eq!(version(&shelf, &place).map(|version| version.packet), Some(packet(2)));
        assert_eq!(all(&shelf).len(), 1);
    }

    #[test]
    fn versions_of_a_project_share_nothing_but_its_name() {
        let shelf = Memory::default();
        let place = save_at(&shelf, None, None, 1).place.expect("kept");
        let mut twice = project(&shelf, place.project).expect("there");
        let second = twice.add("solar".into(), day(), packet(1)).expect("room");
        assert!(write(&shelf, place.project, &twice));
        save_at(&shelf, Some(&place), Some(&packet(1)), 7);
        let kept = project(&shelf, place.project).expect("there");
        let areas: Vec<_> = kept.versions.iter().map(|version| version.packet.clone()).collect();
        assert_eq!((areas, second), (vec![packet(7), packet(1)], 2));
    }

    #[test]
    fn what_another_tab_wrote_is_kept_beside() {
        let shelf = Memory::default();
        let place = save_at(&shelf, None, None, 1).place.expect("kept");
        save_at(&shelf, Some(&place), Some(&packet(1)), 2);
        let late = save_at(&shelf, Some(&place), Some(&packet(1)), 3);
        assert!(late.beside);
        let kept = project(&shelf, place.project).expect("there");
        let told: Vec<_> =
            kept.versions.iter().map(|v| (v.name.as_str(), v.packet.clone())).collect();
        assert_eq!(told, [("", packet(3)), ("beside", packet(2))]);
    }

    #[test]
    fn what_another_tab_removed_comes_back_once_it_is_changed_here() {
        let shelf = Memory::default();
        let place = save_at(&shelf, None, None, 1).place.expect("kept");
        remove(&shelf, place.project);
        let saved = save_at(&shelf, Some(&place), Some(&packet(1)), 2);
        assert_eq!(saved.place.as_ref(), Some(&place));
        assert_eq!(version(&shelf, &place).map(|version| version.packet), Some(packet(2)));
    }

    #[test]
    fn clearing_the_only_version_of_an_unnamed_project_leaves_nothing() {
        let shelf = Memory::default();
        let place = save_at(&shelf, None, None, 1).place.expect("kept");
        let saved = save(&shelf, Some(&place), Some(&packet(1)), day(), nothing(), "beside");
        assert_eq!(saved, Saved { place: None, on_device: true, beside: false });
        assert_eq!(shelf.keys(), Vec::<String>::new());
        assert_eq!(save(&shelf, None, None, day(), nothing(), "").place, None);
        assert_eq!(shelf.keys(), Vec::<String>::new());
    }

    #[test]
    fn clearing_a_named_project_keeps_its_name() {
        let shelf = Memory::default();
        let (place, _) = begin(&shelf, "  Nhà máy\n A ", day(), packet(1)).expect("room");
        save(&shelf, Some(&place), Some(&packet(1)), day(), nothing(), "");
        assert_eq!(project(&shelf, place.project).map(|kept| kept.name), Some("Nhà máy A".into()));
    }

    #[test]
    fn answers_from_before_there_were_projects_are_taken_over_once() {
        let shelf = Memory::default();
        let single = serde_json::to_string(&packet(4)).expect("writes");
        shelf.write(SINGLE, Some(&single));
        let (place, version) = current(&shelf).expect("taken over");
        assert_eq!(version.packet, packet(4));
        assert_eq!(shelf.read(SINGLE), None);
        assert_eq!(current(&shelf).map(|(place, _)| place), Some(place));
        assert_eq!(all(&shelf).len(), 1);
    }

    #[test]
    fn what_cannot_be_read_stays_where_it_is() {
        let shelf = Memory::default();
        shelf.write(SINGLE, Some("broken {"));
        shelf.write(&key(5), Some(r#"{"versions":[]}"#));
        assert_eq!(current(&shelf), None);
        let kept: Vec<_> = all(&shelf).into_iter().map(|(_, kept)| kept).collect();
        let unreadable = |text: &str| Kept::Unreadable(text.into());
        assert_eq!(kept, [unreadable(r#"{"versions":[]}"#), unreadable("broken {")]);
        // A new project takes no number that is taken.
        let place = save_at(&shelf, None, None, 1).place.expect("kept");
        assert_eq!(place.project, 7);
    }

    #[test]
    fn a_full_device_keeps_what_it_had() {
        let mut shelf = Memory::default();
        let single = serde_json::to_string(&packet(4)).expect("writes");
        shelf.write(SINGLE, Some(&single));
        shelf.full = true;
        assert_eq!(current(&shelf), None);
        assert_eq!(shelf.read(SINGLE), Some(single));
        assert!(!save_at(&shelf, None, None, 1).on_device);
    }

    #[test]
    fn there_is_an_end_to_versions_and_projects() {
        let shelf = Memory::default();
        let mut many = Project::default();
        while many.add(String::new(), day(), packet(1)).is_some() {}
        assert_eq!(many.versions.len(), MAX_VERSIONS);
        while begin(&shelf, "", day(), packet(1)).is_some() {}
        assert_eq!(all(&shelf).len(), MAX_PROJECTS);
        assert!(!save_at(&shelf, None, None, 1).on_device);
    }

    #[test]
    fn a_name_is_one_short_line() {
        assert_eq!(tidy_name(" a\u{0}b\r\nc "), "abc");
        assert_eq!(tidy_name(&"ế".repeat(200)).chars().count(), MAX_NAME);
    }
}
