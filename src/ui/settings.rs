//! What the window remembers between two starts, in one small JSON file in the user's configuration folder.
//!
//! The file may be older or newer than the program, or spoilt by hand: each entry is read on its own, what cannot be
//! read falls back to its default, and entries this version does not know are kept as they are.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use crate::{report::file::write_atomically, text::Lang, words};

/// Most workspaces the start page lists.
const MOST_RECENT: usize = 12;
/// Text sizes one can choose, as factors.
pub const TEXT_SIZES: [f32; 6] = [0.9, 1.0, 1.1, 1.25, 1.5, 1.75];

/// The note that stands while suggestions are on.
const SUGGEST: &str = "companies.suggest";

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThemeChoice {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Who is at the keyboard, as asked at the first start.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Person {
    /// Name.
    pub name: String,
    /// Unit.
    pub unit: String,
}

/// How a table was left.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TableLayout {
    /// Columns in order, by their id; empty = as designed. Columns not named here follow in design order.
    pub order: Vec<String>,
    /// Columns not shown.
    pub hidden: Vec<String>,
    /// Widths by column.
    pub widths: BTreeMap<String, f32>,
    /// Column sorted by, and whether downwards.
    pub sort: Option<(String, bool)>,
    /// Columns sorted by after it.
    pub then: Vec<(String, bool)>,
    /// Column whose values the rows are gathered under.
    pub group: Option<String>,
    /// What is marked in the table; a rule this version cannot read is left out.
    #[serde(deserialize_with = "readable")]
    pub marks: Vec<MarkRule>,
}

words! {
    /// What a marking rule asks of a cell.
    pub enum MarkTest {
        /// It is this.
        Is = "is",
        /// It holds this.
        Holds = "holds",
        /// Its figure or day is above (later than) this.
        Above = "above",
        /// Its figure or day is below (earlier than) this.
        Below = "below",
        /// Nothing stands there.
        Empty = "empty",
        /// Something stands there.
        Filled = "filled",
    }
}

words! {
    /// The look of a mark: a ground and a sign of its own, so that it never speaks by colour alone.
    pub enum Tone {
        /// Amber, with a flag.
        Flag = "flag",
        /// Violet, with a tag.
        Tag = "tag",
        /// Teal, with a pin.
        Pin = "pin",
        /// Olive, with a bell.
        Bell = "bell",
    }
}

/// Cells that are marked: those of a column that pass a test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkRule {
    /// Column looked at.
    pub column: String,
    /// What is asked of its cells.
    pub test: MarkTest,
    /// What they are compared with, as it was typed.
    #[serde(default)]
    pub value: String,
    /// How they are marked.
    pub tone: Tone,
    /// The whole row is marked, not the cell alone.
    #[serde(default)]
    pub row: bool,
}

/// The entries of a list that can be read.
fn readable<'de, D: serde::Deserializer<'de>, T: DeserializeOwned>(deserializer: D) -> Result<Vec<T>, D::Error> {
    let entries = Vec::<Value>::deserialize(deserializer)?;
    Ok(entries.into_iter().filter_map(|entry| serde_json::from_value(entry).ok()).collect())
}

impl TableLayout {
    /// All columns sorted by, the first one first, and whether downwards.
    pub fn sorts(&self) -> impl Iterator<Item = (&str, bool)> {
        self.sort.iter().chain(&self.then).map(|(column, down)| (column.as_str(), *down))
    }
}

/// Everything remembered.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Language; none = as the system has it.
    pub lang: Option<Lang>,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// Text size as a factor.
    pub text_size: f32,
    /// Size of the window in points.
    pub window: Option<(f32, f32)>,
    /// Whether the window filled the screen.
    pub maximized: bool,
    /// Workspaces opened, newest first.
    pub recent: Vec<PathBuf>,
    /// The workspace open when the window was last closed; none = the start page was.
    pub last: Option<PathBuf>,
    /// Who.
    pub person: Person,
    /// Tables by name.
    pub tables: BTreeMap<String, TableLayout>,
    /// Shares of split panes by name.
    pub splits: BTreeMap<String, f32>,
    /// Small values a page remembers, by a name that begins with the page's.
    pub notes: BTreeMap<String, String>,
    /// Entries of other versions.
    rest: Map<String, Value>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lang: None,
            theme: ThemeChoice::default(),
            text_size: 1.0,
            window: None,
            maximized: false,
            recent: Vec::new(),
            last: None,
            person: Person::default(),
            tables: BTreeMap::new(),
            splits: BTreeMap::new(),
            notes: BTreeMap::new(),
            rest: Map::new(),
        }
    }
}

impl Settings {
    /// Reads the file's text; whatever cannot be read takes its default.
    pub fn from_json(text: &str) -> Self {
        let mut map = match serde_json::from_str(text) {
            Ok(Value::Object(map)) => map,
            _ => Map::new(),
        };
        let standard = Self::default();
        let lang: Option<String> = take(&mut map, "lang");
        let text_size: f32 = take(&mut map, "text_size").unwrap_or(standard.text_size);
        let window: Option<(f32, f32)> = take(&mut map, "window");
        Self {
            lang: lang.as_deref().and_then(lang_from),
            theme: take(&mut map, "theme").unwrap_or_default(),
            text_size: if text_size.is_finite() { text_size.clamp(TEXT_SIZES[0], TEXT_SIZES[5]) } else { 1.0 },
            window: window
                .filter(|(width, height)| (320.0..20_000.0).contains(width) && (240.0..20_000.0).contains(height)),
            maximized: take(&mut map, "maximized").unwrap_or_default(),
            recent: take(&mut map, "recent").unwrap_or_default(),
            last: take(&mut map, "last"),
            person: take(&mut map, "person").unwrap_or_default(),
            tables: take(&mut map, "tables").unwrap_or_default(),
            splits: take(&mut map, "splits").unwrap_or_default(),
            notes: take(&mut map, "notes").unwrap_or_default(),
            rest: map,
        }
    }

    /// The file's text.
    pub fn to_json(&self) -> String {
        let mut map = self.rest.clone();
        put(&mut map, "lang", &self.lang.map(lang_word));
        put(&mut map, "theme", &self.theme);
        put(&mut map, "text_size", &self.text_size);
        put(&mut map, "window", &self.window);
        put(&mut map, "maximized", &self.maximized);
        put(&mut map, "recent", &self.recent);
        put(&mut map, "last", &self.last);
        put(&mut map, "person", &self.person);
        put(&mut map, "tables", &self.tables);
        put(&mut map, "splits", &self.splits);
        put(&mut map, "notes", &self.notes);
        let mut text = format!("{:#}", Value::Object(map));
        text.push('\n');
        text
    }

    /// Notes that a workspace was opened.
    pub fn opened(&mut self, path: &Path) {
        self.recent.retain(|other| other != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(MOST_RECENT);
        self.last = Some(path.to_owned());
    }

    /// Whether what people settled may suggest sectors; off unless it was switched on.
    pub fn suggests(&self) -> bool {
        self.notes.contains_key(SUGGEST)
    }

    /// Switches suggestions on or off.
    pub fn set_suggests(&mut self, on: bool) {
        if on {
            self.notes.insert(SUGGEST.to_owned(), String::new());
        } else {
            self.notes.remove(SUGGEST);
        }
    }

    /// The next larger (or smaller) text size.
    pub fn step_text_size(&mut self, larger: bool) {
        let sizes = TEXT_SIZES.iter().copied();
        let next = if larger {
            sizes.clone().find(|size| *size > self.text_size + 0.01)
        } else {
            sizes.clone().rev().find(|size| *size < self.text_size - 0.01)
        };
        if let Some(next) = next {
            self.text_size = next;
        }
    }
}

fn take<T: DeserializeOwned>(map: &mut Map<String, Value>, key: &str) -> Option<T> {
    serde_json::from_value(map.remove(key)?).ok()
}

fn put(map: &mut Map<String, Value>, key: &str, value: &impl Serialize) {
    // A value that cannot be written (a path that is no text) is left out rather than losing the others.
    if let Ok(value) = serde_json::to_value(value)
        && !value.is_null()
    {
        map.insert(key.to_owned(), value);
    }
}

const fn lang_word(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh",
        Lang::En => "en",
    }
}

fn lang_from(word: &str) -> Option<Lang> {
    [Lang::Zh, Lang::En].into_iter().find(|lang| lang_word(*lang) == word)
}

/// Settings and the file they live in.
#[derive(Debug)]
pub struct SettingsFile {
    /// None = nothing is kept (tests, or no home folder).
    path: Option<PathBuf>,
    written: Settings,
}

impl SettingsFile {
    /// The file of this user.
    pub fn of_user() -> Self {
        let path = directories::ProjectDirs::from("", "", "zhaoshang")
            .map(|folders| folders.config_dir().join("settings.json"));
        Self { path, written: Settings::default() }
    }

    /// A file somewhere else.
    pub fn at(path: PathBuf) -> Self {
        Self { path: Some(path), written: Settings::default() }
    }

    /// No file: everything is forgotten at the end.
    pub fn nowhere() -> Self {
        Self { path: None, written: Settings::default() }
    }

    /// What is remembered; defaults where there is no file yet.
    pub fn load(&mut self) -> Settings {
        let text = self.path.as_ref().and_then(|path| fs::read_to_string(path).ok()).unwrap_or_default();
        self.written = Settings::from_json(&text);
        self.written.clone()
    }

    /// Whether the file says this already.
    pub fn holds(&self, settings: &Settings) -> bool {
        self.written == *settings
    }

    /// Writes what changed, whole or not at all. Failing to remember a column width is no reason to disturb anyone.
    pub fn save(&mut self, settings: &Settings) {
        if self.written == *settings {
            return;
        }
        if let Some(write) = self.writing(settings) {
            write();
        }
    }

    /// What writing it takes, to be done elsewhere; nothing where nothing is kept.
    pub fn writing(&mut self, settings: &Settings) -> Option<impl FnOnce() + Send + 'static> {
        self.written = settings.clone();
        let (path, settings) = (self.path.clone()?, settings.clone());
        Some(move || {
            if let Some(folder) = path.parent() {
                let _ = fs::create_dir_all(folder);
            }
            let _ = write_atomically(&path, settings.to_json().as_bytes());
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Settings {
        let mut settings = Settings {
            lang: Some(Lang::En),
            theme: ThemeChoice::Dark,
            text_size: 1.25,
            window: Some((1366.0, 768.0)),
            person: Person { name: "甲".into(), unit: "乙".into() },
            ..Settings::default()
        };
        settings.opened(Path::new("one.zhaoshang"));
        settings.splits.insert("companies".into(), 0.6);
        settings.tables.insert(
            "companies".into(),
            TableLayout { hidden: vec!["place".into()], sort: Some(("value".into(), true)), ..TableLayout::default() },
        );
        settings
    }

    #[test]
    fn what_is_written_is_read() {
        let settings = sample();
        assert_eq!(Settings::from_json(&settings.to_json()), settings);
    }

    #[test]
    fn entries_of_other_versions_survive() {
        let settings = Settings::from_json(r#"{"theme": "dark", "hologram": {"depth": 3}}"#);
        assert_eq!(settings.theme, ThemeChoice::Dark);
        assert!(settings.to_json().contains("hologram"));
    }

    #[test]
    fn a_marking_rule_of_another_version_costs_only_itself() {
        let rule = MarkRule {
            column: "money".into(),
            test: MarkTest::Above,
            value: "1亿元".into(),
            tone: Tone::Flag,
            row: true,
        };
        let layout = TableLayout { group: Some("stage".into()), marks: vec![rule], ..TableLayout::default() };
        let text = serde_json::to_string(&layout).unwrap();
        assert_eq!(serde_json::from_str::<TableLayout>(&text).unwrap(), layout);
        let newer = text.replacen("\"marks\":[", "\"marks\":[{\"column\":\"x\",\"test\":\"smells\"},", 1);
        assert_eq!(serde_json::from_str::<TableLayout>(&newer).unwrap(), layout);
    }

    #[test]
    fn one_spoilt_entry_costs_only_itself() {
        let settings = Settings::from_json(
            r#"{"theme": 7, "text_size": 99, "window": [1, 1], "recent": "no", "lang": "xx", "person": {"name": "甲", "unit": ""}}"#,
        );
        assert_eq!(settings.theme, ThemeChoice::System);
        assert!((settings.text_size - TEXT_SIZES[5]).abs() < f32::EPSILON);
        assert_eq!(settings.window, None);
        assert_eq!(settings.lang, None);
        assert!(settings.recent.is_empty());
        assert_eq!(settings.person.name, "甲");
        for text in ["", "null", "[1]", "{", "\u{feff}{}"] {
            assert_eq!(Settings::from_json(text), Settings::default(), "{text:?}");
        }
    }

    #[test]
    fn recent_workspaces_are_newest_first_without_doubles() {
        let mut settings = Settings::default();
        for name in ["a", "b", "a"] {
            settings.opened(Path::new(name));
        }
        assert_eq!(settings.recent, [PathBuf::from("a"), PathBuf::from("b")]);
        for number in 0..40 {
            settings.opened(Path::new(&number.to_string()));
        }
        assert_eq!(settings.recent.len(), MOST_RECENT);
    }

    #[test]
    fn text_sizes_step_and_stop_at_the_ends() {
        let mut settings = Settings::default();
        settings.step_text_size(true);
        assert!((settings.text_size - 1.1).abs() < 1e-6);
        for _ in 0..20 {
            settings.step_text_size(false);
        }
        assert!((settings.text_size - TEXT_SIZES[0]).abs() < 1e-6);
    }

    #[test]
    fn settings_are_kept_in_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new").join("settings.json");
        let mut file = SettingsFile::at(path.clone());
        assert_eq!(file.load(), Settings::default());
        file.save(&sample());
        assert_eq!(SettingsFile::at(path).load(), sample());
    }
}
