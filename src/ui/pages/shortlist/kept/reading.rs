//! A filled review packet read into the form: in a job, proposed and not kept until the person keeps it.

use std::path::{Path, PathBuf};

use eframe::egui::{RichText, ScrollArea, Ui};

use super::entry::{BETWEEN, EntryForm, Line};
use crate::{
    domain::ids::ShortlistId,
    exchange::read::read_workbook,
    report::{
        kept::{self, KeptList},
        review_read::{FilledPacket, NotThisPacket, Remark, read},
    },
    text::{
        Lang, Say as _, format,
        review_read::{ReviewReadText as T, not_this_packet},
    },
    ui::{
        context::{JobEnd, JobRequest, PageContext, PickKind, PickRequest, Post},
        theme::icons,
        widgets::UiExt,
    },
};

/// Name of the job and of the question for the file.
const READING: &str = "review packet";
/// Height of the remarks before they scroll.
const REMARKS: f32 = 88.0;

/// What came of reading: the list it was for, the name of the file, what it gave or why it gave nothing.
type Reading = (ShortlistId, String, Result<FilledPacket, String>);

/// What is said about the file that was read last.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    said: String,
    failed: bool,
    remarks: Vec<Remark>,
}

impl EntryForm {
    /// The button, what came of reading, and what is to be looked at.
    pub(super) fn reading_ui(
        &mut self,
        ui: &mut Ui,
        record: ShortlistId,
        list: &KeptList,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
    ) {
        let lang = ctx.lang;
        ctx.want_files();
        let running = ctx.is_running(READING);
        let button = ui.add_enabled_ui(!running, |ui| ui.icon_text_button(icons::FOLDER_OPEN, &T::ReadIn.say(lang)));
        if button.inner.on_hover_text(T::ReadTip.say(lang)).clicked() {
            let kind = PickKind::Open { filter: T::FileKind.say(lang), endings: &["xlsx"] };
            out.push(Post::Pick(PickRequest { key: READING, title: T::ReadIn.say(lang), kind }));
        }
        let dropped = ctx.take_dropped().into_iter().next();
        if let Some(path) = ctx.take_picked(READING).flatten().or(dropped) {
            out.push(ask(path, record, list, ctx));
        }
        match ctx.take_result::<Reading>(READING) {
            Some(JobEnd::Done((of, file, Ok(packet)))) if of == record => {
                if packet.lines.is_empty() {
                    let said = T::NothingIn { file }.say(lang);
                    self.report = Some(Report { said, failed: true, remarks: packet.remarks });
                } else {
                    self.take_in(packet, &file, lang, out);
                }
            }
            Some(JobEnd::Done((of, _, Err(said)))) if of == record => {
                self.report = Some(Report { said, failed: true, remarks: Vec::new() });
            }
            Some(JobEnd::Broken(said)) => self.report = Some(Report { said, failed: true, remarks: Vec::new() }),
            Some(JobEnd::Done(_)) | None => {}
        }
    }

    /// What the file gave, and every cell that is to be looked at.
    pub(super) fn report_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>) {
        let Some(report) = &self.report else { return };
        let lang = ctx.lang;
        let mut close = false;
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            let colour = if report.failed { ctx.tokens.error } else { ctx.tokens.text };
            ui.label(RichText::new(&report.said).color(colour));
            if !report.remarks.is_empty() {
                ui.strong_text(T::Remarks { count: report.remarks.len() }.say(lang));
            }
            close = ui.icon_button(icons::X, &T::Close.say(lang)).clicked();
        });
        if !report.remarks.is_empty() {
            ScrollArea::vertical().id_salt("review remarks").max_height(REMARKS).auto_shrink([false, true]).show(
                ui,
                |ui| {
                    for remark in &report.remarks {
                        ui.label(RichText::new(remark.say(lang)).small());
                    }
                },
            );
        }
        if close {
            self.report = None;
        }
    }

    /// Proposes what the file gave; where it gives nothing, what was typed stays.
    fn take_in(&mut self, packet: FilledPacket, file: &str, lang: Lang, out: &mut Vec<Post>) {
        let FilledPacket { judges, named, lines, remarks } = packet;
        super::draft::remember_judges(judges.len(), out);
        if named {
            let names = judges.iter().map(|name| name.replace(BETWEEN, "·"));
            self.judges = format::list(&names.collect::<Vec<_>>(), lang);
        } else {
            self.judges.clear();
        }
        let (companies, mut points, mut replaced) = (lines.len(), 0, 0);
        for (company, filled) in lines {
            let Some(line) = self.lines.get_mut(&company) else { continue };
            let Line { checked, panel, outcome, opinion, .. } = line;
            if panel.len() < judges.len() {
                panel.resize(judges.len(), String::new());
            }
            let given = [filled.checked].into_iter().chain(filled.panel);
            for (field, given) in [checked].into_iter().chain(panel).zip(given) {
                if let Some(given) = given {
                    points += 1;
                    replaced += usize::from(put(field, given.to_string()));
                }
            }
            if let Some(given) = filled.outcome {
                replaced += usize::from(outcome.replace(given).is_some_and(|before| before != given));
            }
            if !filled.opinion.is_empty() {
                replaced += usize::from(put(opinion, filled.opinion));
            }
        }
        let mut said = vec![T::Taken { file: file.to_owned(), companies, points }.say(lang)];
        said.extend((replaced > 0).then(|| T::Replaced { count: replaced }.say(lang)));
        self.report = Some(Report { said: said.join(" "), failed: false, remarks });
    }
}

/// Puts a text in a field; whether another one was there.
fn put(field: &mut String, text: String) -> bool {
    let before = std::mem::replace(field, text);
    !before.trim().is_empty() && before.trim() != field.as_str()
}

/// Has a file read for a list.
fn ask(path: PathBuf, record: ShortlistId, list: &KeptList, ctx: &PageContext<'_>) -> Post {
    let (list, snapshot, lang) = (list.clone(), std::sync::Arc::clone(ctx.snapshot), ctx.lang);
    Post::Job(JobRequest::new(READING, T::Reading.say(lang), move |_| -> Reading {
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let packet = sheets(&path, lang).and_then(|sheets| {
            read(&sheets, record, &list, kept::meant(&snapshot)).map_err(|fault| {
                let name = match fault {
                    NotThisPacket::OtherList(other) => {
                        snapshot.shortlists.get(other.uuid()).map(|list| list.name.to_string())
                    }
                    _ => None,
                };
                not_this_packet(fault, name, lang)
            })
        });
        (record, file, packet)
    }))
}

fn sheets(path: &Path, lang: Lang) -> Result<Vec<crate::exchange::read::FilledSheet>, String> {
    use crate::exchange::read::ReadError;
    read_workbook(path).map_err(|error| match error {
        // Whatever else it is.
        ReadError::NotAList(_) => T::NoPacket.say(lang),
        other => other.say(lang),
    })
}
