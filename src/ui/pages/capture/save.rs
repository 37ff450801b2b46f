//! From what is written to the one step that keeps it.

use super::{
    about::{self, About},
    draft::{Draft, Photo, Picked},
    find,
};
use crate::{
    domain::{
        activity::{Activity, ActivityKind, Attachment, Contact, Task},
        booth::Stand,
        company::Company,
        day::Lean,
        fair::{Exhibitor, Fair, Talk},
        ids::{ActivityId, AttachmentId, ContactId, ExhibitorId, ProductId, TalkId, TaskId},
        record::{Cell, Text},
    },
    ledger::{Action, CapturedTalk, Edit},
    text::{Say, format, ui_fair_capture::CaptureText as T},
    ui::{context::PageContext, pages::companies::forms},
};

/// The step that keeps a talk, or what is missing; `more` is on its way.
pub fn action(draft: &Draft, more: bool, about: Option<&About>, ctx: &PageContext<'_>) -> Result<Action, String> {
    let lang = ctx.lang;
    let (Some(picked), Some(about)) = (&draft.picked, about) else { return Err(T::NeedCompany.say(lang)) };
    if !draft.says_something() && !more {
        return Err(T::NeedSomething.say(lang));
    }
    let fair = draft.fair.and_then(|id| ctx.snapshot.fairs.get(id.uuid()));
    let next_on = forms::date(&draft.next_on, ctx.today, Lean::Ahead, lang).map_err(|_| T::BadDay.say(lang))?;
    let facts = about::facts(draft, &about.company, fair, ctx)?;
    let id = picked.id();
    let notes = booth_notes(draft, &about.company, ctx);
    let (company, edits) = match picked {
        Picked::New { .. } => {
            let company = Company {
                main_business: draft.business.trim().into(),
                booth_notes: notes.unwrap_or_default(),
                origin: fair.map(|fair| fair.name.clone()).unwrap_or_default(),
                ..about.company.clone()
            };
            (Some(company), Vec::new())
        }
        Picked::Known(_) => (None, notes.map(|notes| Edit::new("booth_notes", notes.to_value())).into_iter().collect()),
    };
    let (contact, people) = person(draft, fair, ctx);
    let activity = Activity {
        id: ActivityId::from_uuid(ctx.new_id()),
        company: id,
        lead: ctx.snapshot.leads.of(id).filter(|lead| lead.stage.is_open()).last().map(|lead| lead.id),
        kind: ActivityKind::FairTalk,
        on_day: ctx.today,
        content: draft.content.trim().into(),
        people: people.into(),
        author: ctx.author(),
    };
    let talk = Talk {
        id: TalkId::from_uuid(ctx.new_id()),
        fair: fair.map(|fair| fair.id),
        company: id,
        activity: activity.id,
        heat: draft.heat,
        products: draft.products.join("\n").into(),
        promised: draft.promised.trim().into(),
        next_step: draft.next_step.trim().into(),
        next_on,
        at_ms: ctx.now.as_millisecond(),
        value_before: draft.value_before,
    };
    let stand = find::exhibitor(ctx.snapshot, draft.fair, id);
    let visit = stand.and_then(|stand| {
        ctx.snapshot.visits.iter().find(|visit| visit.exhibitor == stand.id && !visit.done).map(|visit| visit.id)
    });
    Ok(Action::CaptureTalk(Box::new(CapturedTalk {
        company,
        edits,
        exhibitor: exhibitor(draft, fair, stand, ctx).map(|one| Exhibitor { company: id, ..one }),
        contact: contact.map(|contact| Contact { company: id, ..contact }),
        task: task(draft, &talk, &about.company, fair, ctx),
        activity,
        talk,
        facts,
        photos: draft.photos.iter().map(|photo| attachment(photo, id, fair, ctx)).collect(),
        visit,
    })))
}

/// What was said at the booth, so that the matching reads it: the products by name and the note, below what is there.
fn booth_notes(draft: &Draft, company: &Company, ctx: &PageContext<'_>) -> Option<Text> {
    let plan = ctx.plan();
    let names = draft.products.iter().filter_map(|word| {
        let (.., product) = plan?.product(&ProductId::new(word))?;
        Some(product.name.in_lang(crate::text::Lang::Zh).to_owned())
    });
    let said = names.chain([draft.content.trim().replace('\n', " ")]).filter(|text| !text.is_empty());
    let line = format::clauses(&said.collect::<Vec<_>>(), crate::text::Lang::Zh);
    if line.is_empty() || company.booth_notes.lines().any(|known| *known == *line) {
        return None;
    }
    let lines = [company.booth_notes.as_str(), &line];
    Some(lines.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n").into())
}

/// The person to be kept, where it is a new one, and whom the talk names.
fn person(draft: &Draft, fair: Option<&Fair>, ctx: &PageContext<'_>) -> (Option<Contact>, String) {
    let known = draft.person.and_then(|id| ctx.snapshot.contacts.get(id.uuid()));
    let words = |name: &str, position: &str| format!("{name} {position}").trim().to_owned();
    if let Some(contact) = known {
        return (None, words(&contact.name, &contact.position));
    }
    let reach = [&draft.phone, &draft.wechat, &draft.email];
    let name = draft.name.trim();
    if name.is_empty() && reach.iter().all(|text| text.trim().is_empty()) {
        return (None, String::new());
    }
    let of_company = || draft.picked.iter().flat_map(|picked| ctx.snapshot.contacts.of(picked.id()));
    // The same name without anything new is the same person.
    let same = of_company().find(|contact| *contact.name == *name && reach.iter().all(|text| text.trim().is_empty()));
    if let Some(contact) = same {
        return (None, words(&contact.name, &contact.position));
    }
    let name = if name.is_empty() { T::Unnamed.say(ctx.lang) } else { name.to_owned() };
    let lines = |text: &str| -> Text {
        text.split(" / ").map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n").into()
    };
    let people = words(&name, draft.position.trim());
    let contact = Contact {
        id: ContactId::from_uuid(ctx.new_id()),
        // Put in by the caller.
        company: draft
            .picked
            .as_ref()
            .map_or_else(|| crate::domain::ids::CompanyId::from_uuid(uuid::Uuid::nil()), Picked::id),
        name: name.into(),
        position: draft.position.trim().into(),
        phone: lines(&draft.phone),
        wechat: draft.wechat.trim().into(),
        email: lines(&draft.email),
        main: of_company().next().is_none(),
        source: fair.map_or_else(|| T::SourceTalk.say(ctx.lang).into(), |fair| fair.name.clone()),
        collected_on: Some(ctx.today),
        notes: draft.card_notes.as_str().into(),
    };
    (Some(contact), people)
}

/// The stand of a company that was not among the exhibitors.
fn exhibitor(
    draft: &Draft,
    fair: Option<&Fair>,
    known: Option<&Exhibitor>,
    ctx: &PageContext<'_>,
) -> Option<Exhibitor> {
    let (fair, picked) = (fair.filter(|_| known.is_none())?, draft.picked.as_ref()?);
    let Stand { hall, booth } = Stand::read(&draft.stand);
    let id = ExhibitorId::from_uuid(ctx.new_id());
    Some(Exhibitor { id, fair: fair.id, company: picked.id(), hall, booth, note: Text::default() })
}

/// What is to be done, where a next step was noted.
fn task(draft: &Draft, talk: &Talk, company: &Company, fair: Option<&Fair>, ctx: &PageContext<'_>) -> Option<Task> {
    if draft.next_step.trim().is_empty() && talk.next_on.is_none() {
        return None;
    }
    let usual = || Text::from(T::FollowUp { company: company.name.to_string() }.say(ctx.lang));
    Some(Task {
        id: TaskId::from_uuid(ctx.new_id()),
        company: talk.company,
        lead: None,
        title: if talk.next_step.is_empty() { usual() } else { talk.next_step.clone() },
        due: talk.next_on,
        remind_on: None,
        owner: ctx.author(),
        done_on: None,
        note: fair.map(|fair| fair.name.clone()).unwrap_or_default(),
    })
}

fn attachment(
    photo: &Photo,
    company: crate::domain::ids::CompanyId,
    fair: Option<&Fair>,
    ctx: &PageContext<'_>,
) -> Attachment {
    Attachment {
        id: AttachmentId::from_uuid(ctx.new_id()),
        company,
        lead: None,
        name: photo.name.as_str().into(),
        sha256: photo.sha256.as_str().into(),
        bytes: photo.bytes,
        added_on: Some(ctx.today),
        author: ctx.author(),
        note: fair.map(|fair| fair.name.clone()).unwrap_or_default(),
    }
}
