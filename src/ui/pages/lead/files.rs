//! Papers: picked, dropped or named by path, read in a job, kept in the workspace; opened with the system's program.

use std::path::PathBuf;

use eframe::egui::{Align, Key, Layout, TextEdit, Ui};

use super::{
    Forms, Subject,
    form::{FormScene, paper},
    list::{ListRow, Section, section_ui},
};
use crate::{
    domain::{
        activity::Attachment,
        ids::{AttachmentId, CompanyId, LeadId},
        record::Entity,
    },
    exchange::papers::{self, Paper, PaperError},
    ledger::Action,
    text::{Say, format, ui_lead::LeadText as T},
    ui::{
        context::{JobEnd, JobRequest, PageContext, PickKind, PickRequest, Post},
        theme::icons,
        toasts::Toast,
        widgets::{UiExt, is_composing},
    },
};

/// Question for a paper.
const PICK: &str = "lead paper";
/// Reading a paper that is to be added.
const READ: &str = "lead paper read";
/// Opening one that is kept.
const OPEN: &str = "lead paper open";

/// Papers read, and whose they are.
type Read = (CompanyId, Option<LeadId>, Vec<Result<Paper, PaperError>>);

/// Draws the papers.
pub(super) fn ui(ui: &mut Ui, subject: Subject<'_, '_>, forms: &mut Forms, path: &mut String, out: &mut Vec<Post>) {
    let Subject { ctx, company, lead } = subject;
    let lang = ctx.lang;
    take_in(ctx, out);
    if ctx.writable {
        ctx.want_files();
        add_ui(ui, subject, path, out);
        let dropped = ctx.take_dropped();
        if !dropped.is_empty() {
            read(subject, dropped, out);
        }
    }
    let mut papers: Vec<&Attachment> = match lead {
        Some(lead) => ctx.snapshot.attachments.of_lead(lead.id).collect(),
        None => ctx.snapshot.attachments.of(company.id).collect(),
    };
    papers.sort_by_key(|paper| std::cmp::Reverse((paper.added_on, paper.id)));
    let rows: Vec<ListRow> = papers
        .iter()
        .map(|paper| {
            let size = format::bytes(u64::try_from(paper.bytes).unwrap_or_default());
            let who = paper.author.and_then(|id| ctx.snapshot.authors.get(id.uuid()));
            let parts = [Some(size), paper.added_on.map(format::iso_date), who.map(|author| author.name.to_string())];
            let line = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
            ListRow {
                key: paper.id.uuid(),
                title: paper.name.to_string(),
                lines: vec![line, paper.note.to_string()],
                opens: true,
                ..ListRow::default()
            }
        })
        .collect();
    let section = Section {
        scene: FormScene { ctx, entity: Entity::Attachment, fields: &["name", "note"], given: &[] },
        title: T::Papers.say(lang),
        add: None,
        nothing: T::NoPapers.say(lang),
        rows: &rows,
        open: &|key| ctx.snapshot.attachments.get(key).map(|attachment| paper(attachment, lang)),
        new: &super::RecordForm::default,
    };
    if let Some(key) = section_ui(ui, &section, &mut forms.records, out)
        && let Some(paper) = ctx.snapshot.attachments.get(key)
    {
        ctx.answers.want_content(paper, out);
    }
    if let Some((attachment, bytes)) = ctx.answers.take_content() {
        open(ctx, &attachment, bytes, out);
    }
}

fn add_ui(ui: &mut Ui, subject: Subject<'_, '_>, path: &mut String, out: &mut Vec<Post>) {
    let ctx = subject.ctx;
    let lang = ctx.lang;
    ui.horizontal(|ui| {
        if ui.icon_text_button(icons::FILE_PLUS, &T::PickPaper.say(lang)).clicked() {
            let kind = PickKind::Open { filter: T::AnyFile.say(lang), endings: &["*"] };
            out.push(Post::Pick(PickRequest { key: PICK, title: T::PickPaper.say(lang), kind }));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let add = ui.add_enabled_ui(!path.trim().is_empty(), |ui| ui.button(T::AddPath.say(lang))).inner.clicked();
            let width = ui.available_width() - 4.0;
            let field = TextEdit::singleline(path).hint_text(T::PathHint.say(lang)).desired_width(width);
            let field = ui.add(field).accessible_name(T::PathHint.say(lang));
            let entered =
                field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) && !is_composing(ui.ctx());
            if (add || entered) && !path.trim().is_empty() {
                let typed = path.trim().trim_matches('"').to_owned();
                path.clear();
                read(subject, vec![PathBuf::from(typed)], out);
            }
        });
    });
    ui.secondary(T::PapersNote { most: crate::ledger::LARGEST_ATTACHMENT >> 20 }.say(lang));
    ui.add_space(8.0);
    if let Some(Some(picked)) = ctx.take_picked(PICK) {
        read(subject, vec![picked], out);
    }
}

/// Has papers read that are to be added.
fn read(subject: Subject<'_, '_>, paths: Vec<PathBuf>, out: &mut Vec<Post>) {
    let Subject { ctx, company, lead } = subject;
    let (company, lead) = (company.id, lead.map(|lead| lead.id));
    out.push(Post::Job(JobRequest::new(READ, T::ReadingPaper.say(ctx.lang), move |_| -> Read {
        let most = crate::ledger::LARGEST_ATTACHMENT;
        (company, lead, paths.iter().map(|path| papers::read(path, most)).collect())
    })));
}

/// What came of jobs.
fn take_in(ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let lang = ctx.lang;
    match ctx.take_result::<Read>(READ) {
        Some(JobEnd::Done((company, lead, papers))) => {
            for paper in papers {
                match paper {
                    Ok(Paper { name, bytes }) => {
                        let attachment = Attachment {
                            id: AttachmentId::from_uuid(ctx.new_id()),
                            company,
                            lead,
                            name: name.into(),
                            sha256: "".into(),
                            bytes: 0,
                            added_on: Some(ctx.today),
                            author: ctx.author(),
                            note: "".into(),
                        };
                        let (attachment, bytes) = (Box::new(attachment), bytes.into());
                        out.push(Post::act(Action::Attach { attachment, bytes }));
                    }
                    Err(error) => out.push(Post::Toast(Toast::failure(error.say(lang)))),
                }
            }
        }
        Some(JobEnd::Broken(words)) => out.push(Post::Toast(Toast::failure(words))),
        None => {}
    }
    match ctx.take_result::<Result<(), PaperError>>(OPEN) {
        Some(JobEnd::Done(Err(error))) => out.push(Post::Toast(Toast::failure(error.say(lang)))),
        Some(JobEnd::Broken(words)) => out.push(Post::Toast(Toast::failure(words))),
        _ => {}
    }
}

/// Has a paper written to a passing file and shown by the system.
fn open(ctx: &PageContext<'_>, attachment: &Attachment, bytes: Option<Vec<u8>>, out: &mut Vec<Post>) {
    let Some(bytes) = bytes else {
        out.push(Post::Toast(Toast::failure(T::PaperLost { name: attachment.name.to_string() }.say(ctx.lang))));
        return;
    };
    let (name, sha256) = (attachment.name.to_string(), attachment.sha256.to_string());
    out.push(Post::Job(JobRequest::new(OPEN, "", move |_| papers::open(&name, &sha256, &bytes))));
}
