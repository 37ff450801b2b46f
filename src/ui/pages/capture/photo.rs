//! Photographs of a card or a stand: from files, dropped, or an image on the clipboard. Their bytes are kept in the
//! workspace at once, so that a draft needs to remember only their names.

use std::{path::PathBuf, sync::Arc};

use eframe::egui::{Color32, ColorImage, Event, RichText, Ui};
use jiff::tz::TimeZone;

use super::draft::{Draft, Photo};
use crate::{
    desk::{KeptPaper, Request},
    exchange::papers::{self, Paper, PaperError},
    ledger::LARGEST_ATTACHMENT,
    report::scene::pixels_as_png,
    text::{Say, ui_fair_capture::CaptureText as T},
    ui::{
        context::{JobEnd, JobRequest, PageContext, PickKind, PickRequest, Post},
        theme::icons,
        toasts::Toast,
        widgets::UiExt,
    },
};

/// Question for a photograph.
const PICK: &str = "capture photo";
/// Reading files.
const READ: &str = "capture photo read";
/// Writing an image of the clipboard as PNG.
const ENCODE: &str = "capture photo encode";

type Read = Vec<Result<Paper, PaperError>>;

/// Takes in images pasted, files dropped and picked, and what became of them.
pub fn take_in(ui: &Ui, draft: &mut Draft, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let lang = ctx.lang;
    ctx.want_files();
    let pasted: Vec<Arc<ColorImage>> = ui.input(|input| {
        let images = input.events.iter().filter_map(|event| match event {
            Event::PasteImage(image) => Some(Arc::clone(image)),
            _ => None,
        });
        images.collect()
    });
    for image in pasted {
        let time = ctx.now.to_zoned_datetime(TimeZone::system()).strftime("%Y-%m-%d %H%M%S").to_string();
        let name = T::PhotoName { time }.say(lang);
        out.push(Post::Job(JobRequest::new(ENCODE, "", move |_| png(&image).map(|bytes| Paper { name, bytes }))));
    }
    let mut files = ctx.take_dropped();
    files.extend(ctx.take_picked(PICK).flatten());
    if !files.is_empty() {
        out.push(read(files));
    }
    match ctx.take_result::<Option<Paper>>(ENCODE) {
        Some(JobEnd::Done(Some(paper))) => out.push(keep(paper)),
        Some(_) => out.push(Post::Toast(Toast::failure(T::PhotoFailed.say(lang)))),
        None => {}
    }
    match ctx.take_result::<Read>(READ) {
        Some(JobEnd::Done(papers)) => {
            for paper in papers {
                match paper {
                    Ok(paper) => out.push(keep(paper)),
                    Err(error) => out.push(Post::Toast(Toast::failure(error.say(lang)))),
                }
            }
        }
        Some(JobEnd::Broken(words)) => out.push(Post::Toast(Toast::failure(words))),
        None => {}
    }
    for KeptPaper { name, sha256, bytes } in ctx.answers.take_kept_papers() {
        if !draft.photos.iter().any(|photo| photo.sha256 == sha256) {
            draft.photos.push(Photo { name, sha256, bytes });
        }
    }
}

fn read(files: Vec<PathBuf>) -> Post {
    Post::Job(JobRequest::new(READ, "", move |_| -> Read {
        files.iter().map(|path| papers::read(path, LARGEST_ATTACHMENT)).collect()
    }))
}

fn keep(paper: Paper) -> Post {
    let Paper { name, bytes } = paper;
    Post::request(Request::KeepPaper { name, bytes })
}

/// An image as the bytes of a PNG file; the toolkit's colours are premultiplied.
fn png(image: &ColorImage) -> Option<Vec<u8>> {
    let [width, height] = image.size;
    pixels_as_png(width, height, image.pixels.iter().flat_map(Color32::to_array).collect())
}

/// Draws the photographs and the way to add one.
pub fn ui(ui: &mut Ui, draft: &mut Draft, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let lang = ctx.lang;
    ui.horizontal_wrapped(|ui| {
        let add = ui.icon_text_button(icons::FILE_PLUS, &T::AddPhoto.say(lang)).on_hover_text(T::PhotoTip.say(lang));
        if add.clicked() {
            let endings: &[&str] = &["jpg", "jpeg", "png", "webp", "heic", "bmp"];
            let kind = PickKind::Open { filter: T::PhotoFiles.say(lang), endings };
            out.push(Post::Pick(PickRequest { key: PICK, title: T::AddPhoto.say(lang), kind }));
        }
        let mut gone = None;
        for (at, photo) in draft.photos.iter().enumerate() {
            ui.label(RichText::new(&photo.name).small());
            if ui.icon_button(icons::X, &T::RemovePhoto { name: photo.name.clone() }.say(lang)).clicked() {
                gone = Some(at);
            }
        }
        if let Some(at) = gone {
            draft.photos.remove(at);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_of_the_clipboard_becomes_a_file() {
        let image = ColorImage::filled([3, 2], Color32::TRANSPARENT);
        assert!(png(&image).unwrap().starts_with(b"\x89PNG"));
        assert_eq!(png(&ColorImage::filled([0, 0], Color32::TRANSPARENT)), None);
    }
}
