//! The people at a company; one of them is called first.

use eframe::egui::Ui;
use uuid::Uuid;

use super::{
    Forms, Subject,
    form::{FormScene, RecordForm},
    list::{ListRow, Section, section_ui},
    work::given,
};
use crate::{
    domain::{
        activity::Contact,
        record::{Cell, Entity},
    },
    ledger::{Action, Edit, Item, ItemKind},
    text::{Say, format, ui_lead::LeadText as T},
    ui::{context::Post, widgets::UiExt},
};

const FIELDS: &[&str] = &["name", "position", "phone", "wechat", "email", "main", "source", "collected_on", "notes"];

/// Draws the people.
pub(super) fn ui(ui: &mut Ui, subject: Subject<'_, '_>, forms: &mut Forms, out: &mut Vec<Post>) {
    let Subject { ctx, company, .. } = subject;
    let lang = ctx.lang;
    let mut people: Vec<&Contact> = ctx.snapshot.contacts.of(company.id).collect();
    people.sort_by_key(|contact| (!contact.main, contact.id));
    let rows: Vec<ListRow> = people
        .iter()
        .map(|contact| {
            let said = |text: &str| {
                Some(format::list(&text.lines().collect::<Vec<_>>(), lang)).filter(|text| !text.is_empty())
            };
            let main = contact.main.then(|| T::MainContact.say(lang));
            let head: Vec<String> =
                [Some(contact.name.to_string()), said(&contact.position), main].into_iter().flatten().collect();
            let ways = [said(&contact.phone), said(&contact.wechat), said(&contact.email)];
            let collected = contact.collected_on.map(format::iso_date);
            let origin = [said(&contact.source), collected];
            let joined = |parts: Vec<Option<String>>| parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
            ListRow {
                key: contact.id.uuid(),
                title: head.join(" · "),
                lines: vec![joined(ways.to_vec()), joined(origin.to_vec()), contact.notes.to_string()],
                ..ListRow::default()
            }
        })
        .collect();
    let given = given(subject);
    let is_first = people.is_empty();
    let section = Section {
        scene: FormScene { ctx, entity: Entity::Contact, fields: FIELDS, given: &given },
        title: T::People.say(lang),
        add: Some(T::AddContact.say(lang)),
        nothing: T::NoPeople.say(lang),
        rows: &rows,
        open: &|key| ctx.snapshot.contacts.get(key).map(|contact| RecordForm::of(contact, FIELDS, lang)),
        new: &|| {
            let main = if is_first { "1" } else { "" };
            let day = format::iso_date(ctx.today);
            RecordForm::new(FIELDS, &[("main", main.to_owned()), ("collected_on", day)])
        },
    };
    let before = out.len();
    section_ui(ui, &section, &mut forms.records, out);
    ui.secondary(T::PeopleNote.say(lang));
    let marked = out.iter().skip(before).find_map(newly_main);
    if let Some(key) = marked {
        out.extend(people.iter().filter(|contact| contact.main && contact.id.uuid() != key).map(|contact| {
            let edits = vec![Edit::new("main", false.to_value())];
            Post::act(Action::Edit { kind: ItemKind::Contact, key: contact.id.uuid(), edits })
        }));
    }
}

/// The contact that this makes the one to call first: whoever was before is not any more.
fn newly_main(post: &Post) -> Option<Uuid> {
    let Post::Act(action) = post else { return None };
    match &**action {
        Action::Add(Item::Contact(contact)) => contact.main.then(|| contact.id.uuid()),
        Action::Edit { kind: ItemKind::Contact, key, edits } => {
            edits.iter().any(|edit| edit.field == "main" && edit.value == true.to_value()).then_some(*key)
        }
        _ => None,
    }
}
