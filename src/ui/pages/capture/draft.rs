//! The talk as it is being written: kept beside the settings after every change, so that nothing gets lost.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        fair::Heat,
        ids::{CompanyId, ContactId, FairId},
    },
    exchange::card::PersonCard,
    ui::{context::Post, settings::Settings},
};

/// Note of the settings that all workspaces shared in older versions; each has its own now, which begins so.
const NOTE: &str = "capture.draft";

/// Note of the settings for one workspace.
fn note_of(workspace: &Path) -> String {
    format!("{NOTE} {}", workspace.display())
}

/// What a note says of this workspace.
fn read(settings: &Settings, note: &str, workspace: &Path) -> Option<Draft> {
    let draft: Draft = serde_json::from_str(settings.notes.get(note)?).ok()?;
    (draft.workspace == workspace).then_some(draft)
}

/// The company of a talk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Picked {
    /// One we know.
    Known(CompanyId),
    /// One that is made when the talk is saved.
    New {
        /// The key it will have.
        id: CompanyId,
        /// Its name.
        name: String,
    },
}

impl Picked {
    /// Its key.
    pub const fn id(&self) -> CompanyId {
        match self {
            Self::Known(id) | Self::New { id, .. } => *id,
        }
    }
}

/// A photograph whose bytes are in the workspace already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// File name.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: i64,
}

/// What is written.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// The workspace it belongs to.
    workspace: PathBuf,
    /// When it was last touched, in milliseconds since 1970.
    at_ms: i64,
    /// Fair.
    pub fair: Option<FairId>,
    /// What is typed to find the company.
    pub query: String,
    /// The company.
    pub picked: Option<Picked>,
    /// Where a new company stands.
    pub stand: String,
    /// What a new company makes.
    pub business: String,
    /// How near it is.
    pub heat: Option<Heat>,
    /// Products, as words of the plan.
    pub products: Vec<String>,
    /// Next step.
    pub next_step: String,
    /// Its day as it was written.
    pub next_on: String,
    /// The person, where we know them.
    pub person: Option<ContactId>,
    /// Name of a new person.
    pub name: String,
    /// Position.
    pub position: String,
    /// Phone.
    pub phone: String,
    /// 微信
    pub wechat: String,
    /// E-mail.
    pub email: String,
    /// What else a card said.
    pub card_notes: String,
    /// What we promised.
    pub promised: String,
    /// What was said.
    pub content: String,
    /// Answers by metric, as they were written; `?` = would not say.
    pub answers: BTreeMap<String, String>,
    /// Photographs.
    pub photos: Vec<Photo>,
    /// Value of the company when it was chosen.
    pub value_before: Option<f64>,
}

impl Draft {
    /// An empty one at a fair.
    pub fn at(fair: Option<FairId>) -> Self {
        Self { fair, ..Self::default() }
    }

    /// Whether nothing is written that would be missed.
    pub fn is_empty(&self) -> bool {
        let blank = Self {
            workspace: self.workspace.clone(),
            at_ms: self.at_ms,
            value_before: self.value_before,
            ..Self::at(self.fair)
        };
        *self == blank
    }

    /// Whether anything but the company is written.
    pub fn says_something(&self) -> bool {
        let bare = Self {
            query: self.query.clone(),
            picked: self.picked.clone(),
            stand: self.stand.clone(),
            business: self.business.clone(),
            workspace: self.workspace.clone(),
            at_ms: self.at_ms,
            value_before: self.value_before,
            ..Self::at(self.fair)
        };
        *self != bare || matches!(self.picked, Some(Picked::New { .. }))
    }

    /// Takes over what a card says; the company's name goes into the search where no company is chosen.
    pub fn take_card(&mut self, card: PersonCard) {
        let PersonCard { name, company, position, phones, wechat, emails, website, address, rest } = card;
        self.person = None;
        for (field, text) in [(&mut self.name, name), (&mut self.position, position), (&mut self.wechat, wechat)] {
            if !text.is_empty() {
                *field = text;
            }
        }
        if !phones.is_empty() {
            self.phone = phones.join(" / ");
        }
        // Whatever stands there is most likely that of the card before.
        self.email = emails.join(" / ");
        let more: Vec<String> = [website, address].into_iter().chain(rest).filter(|text| !text.is_empty()).collect();
        self.card_notes = more.join("\n");
        if self.picked.is_none() && !company.is_empty() {
            self.query = company;
        }
    }

    /// Keeps it; an empty one is forgotten.
    pub fn keep(&mut self, workspace: &Path, at_ms: i64, out: &mut Vec<Post>) {
        workspace.clone_into(&mut self.workspace);
        self.at_ms = at_ms;
        let text = (!self.is_empty()).then(|| serde_json::to_string(self).ok()).flatten();
        let workspace = workspace.to_owned();
        out.push(Post::set(move |settings| {
            if read(settings, NOTE, &workspace).is_some() {
                settings.notes.remove(NOTE);
            }
            let note = note_of(&workspace);
            match text {
                Some(text) => settings.notes.insert(note, text),
                None => settings.notes.remove(&note),
            };
        }));
    }

    /// The one that was being written in this workspace.
    pub fn kept(settings: &Settings, workspace: &Path) -> Option<Self> {
        let notes = [NOTE.to_owned(), note_of(workspace)];
        let found = notes.iter().filter_map(|note| read(settings, note, workspace));
        found.filter(|draft| !draft.is_empty()).max_by_key(|draft| draft.at_ms)
    }

    /// When it was last touched.
    pub const fn at_ms(&self) -> i64 {
        self.at_ms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keep(draft: &mut Draft, workspace: &str, at_ms: i64, settings: &mut Settings) {
        let mut out = Vec::new();
        draft.keep(Path::new(workspace), at_ms, &mut out);
        for post in out {
            if let Post::Set(change) = post {
                change(settings);
            }
        }
    }

    #[test]
    fn a_draft_comes_back_in_its_own_workspace() {
        let mut settings = Settings::default();
        let mut draft = Draft { heat: Some(Heat::Hot), next_on: "周五".into(), ..Draft::default() };
        draft.answers.insert("revenue".into(), "3亿".into());
        keep(&mut draft, "a", 7, &mut settings);
        assert_eq!(Draft::kept(&settings, Path::new("a")), Some(draft.clone()));
        assert_eq!(Draft::kept(&settings, Path::new("a")).unwrap().at_ms(), 7);
        assert_eq!(Draft::kept(&settings, Path::new("b")), None);
        let mut other = Draft { content: "两层厂房".into(), ..Draft::default() };
        keep(&mut other, "b", 8, &mut settings);
        assert_eq!(Draft::kept(&settings, Path::new("a")), Some(draft), "the other one does not take its place");
        assert_eq!(Draft::kept(&settings, Path::new("b")), Some(other));
        keep(&mut Draft::default(), "a", 9, &mut settings);
        assert_eq!(Draft::kept(&settings, Path::new("a")), None, "an empty one is forgotten");
        assert!(Draft::kept(&settings, Path::new("b")).is_some());
    }

    #[test]
    fn a_draft_of_an_older_version_comes_back_once() {
        let mut settings = Settings::default();
        let old = Draft { workspace: "a".into(), at_ms: 7, content: "旧".into(), ..Draft::default() };
        settings.notes.insert(NOTE.into(), serde_json::to_string(&old).unwrap());
        keep(&mut Draft { content: "乙".into(), ..Draft::default() }, "b", 8, &mut settings);
        let mut draft = Draft::kept(&settings, Path::new("a")).unwrap();
        assert_eq!(draft, old, "another workspace leaves it alone");
        keep(&mut draft, "a", 9, &mut settings);
        assert_eq!(Draft::kept(&settings, Path::new("a")), Some(draft));
        assert!(!settings.notes.contains_key(NOTE));
    }

    #[test]
    fn a_card_fills_what_it_knows() {
        let mut draft = Draft { name: "旧".into(), wechat: "kept".into(), ..Draft::default() };
        let card = PersonCard {
            name: "张示例".into(),
            company: "示例公司".into(),
            phones: vec!["1".into(), "2".into()],
            ..PersonCard::default()
        };
        draft.take_card(card);
        assert_eq!((draft.name.as_str(), draft.phone.as_str(), draft.wechat.as_str()), ("张示例", "1 / 2", "kept"));
        assert_eq!(draft.query, "示例公司");
        let person =
            |name: &str, emails: Vec<String>| PersonCard { name: name.into(), emails, ..PersonCard::default() };
        draft.take_card(person("甲", vec!["jia@example.com".into()]));
        draft.take_card(person("乙", Vec::new()));
        assert_eq!((draft.name.as_str(), draft.email.as_str()), ("乙", ""), "the address was the first one's");
    }
}
