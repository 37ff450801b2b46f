//! Photographs of a card or a stand: from files, dropped, or an image on the clipboard. Their bytes are kept in the
//! workspace at once, so that a draft needs to remember only their names. Each on its way has a ticket of the talk it
//! was added to, so that what comes back late is never put to another one.

use std::{collections::VecDeque, path::PathBuf, sync::Arc};

use eframe::egui::{Color32, ColorImage, Event, RichText, Ui};
use jiff::tz::TimeZone;

use super::draft::{Draft, Photo};
use crate::{
    desk::{KeptPaper, Request},
    exchange::papers::{self, PaperError},
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
/// Making the bytes of one.
const MAKE: &str = "capture photo make";

/// Where a photograph comes from.
enum Source {
    Image(Arc<ColorImage>),
    File(PathBuf),
}

/// Why there are no bytes of one.
enum Fault {
    Image,
    File(PaperError),
}

type Made = Result<Vec<u8>, Fault>;

/// One on its way into the workspace.
struct Coming {
    ticket: u64,
    name: String,
}

/// The photographs on their way.
#[derive(Default)]
pub struct Photos {
    /// The last ticket; none is given twice.
    last: u64,
    /// Those of the talk being written, in the order of their tickets.
    coming: Vec<Coming>,
    /// Not begun yet. One is made after the other: a job takes the place of an older one of its name.
    queue: VecDeque<(u64, Source)>,
    /// The one being made, of whichever talk.
    making: Option<u64>,
    /// A dialog is open; whether for the talk being written.
    picking: Option<bool>,
}

impl Photos {
    /// Whether some of the talk being written are not there yet.
    pub fn in_work(&self) -> bool {
        !self.coming.is_empty()
    }

    /// Another talk is begun: what is still on its way belongs to none.
    pub fn forget(&mut self) {
        self.coming.clear();
        self.queue.clear();
        self.picking = self.picking.map(|_| false);
    }

    /// Takes in images pasted, files dropped and picked. While the talk is being saved nobody knows whose a new one is.
    pub fn take_in(&mut self, ui: &Ui, saving: bool, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        ctx.want_files();
        let pasted: Vec<Arc<ColorImage>> = ui.input(|input| {
            let images = input.events.iter().filter_map(|event| match event {
                Event::PasteImage(image) => Some(Arc::clone(image)),
                _ => None,
            });
            images.collect()
        });
        let dropped = ctx.take_dropped();
        if !saving {
            for image in pasted {
                let time = ctx.now.to_zoned_datetime(TimeZone::system()).strftime("%Y-%m-%d %H%M%S").to_string();
                self.add(T::PhotoName { time }.say(lang), Source::Image(image));
            }
            for path in dropped {
                self.add_file(path);
            }
        } else if !pasted.is_empty() || !dropped.is_empty() {
            out.push(Post::Toast(Toast::note(T::StillSaving.say(lang))));
        }
        if let Some(picked) = ctx.take_picked(PICK)
            && self.picking.take() == Some(true)
            && let Some(path) = picked
        {
            self.add_file(path);
        }
    }

    fn add_file(&mut self, path: PathBuf) {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        self.add(name, Source::File(path));
    }

    fn add(&mut self, name: String, source: Source) {
        self.last += 1;
        self.coming.push(Coming { ticket: self.last, name });
        self.queue.push_back((self.last, source));
    }

    fn place_of(&self, ticket: u64) -> Option<usize> {
        self.coming.iter().position(|one| one.ticket == ticket)
    }

    /// Takes in what became of them; false when one of the talk being written could not be kept, which is said.
    pub fn absorb(&mut self, draft: &mut Draft, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> bool {
        let mut all_kept = true;
        if let Some(end) = ctx.take_result::<Made>(MAKE)
            && let Some(ticket) = self.making.take()
            && let Some(at) = self.place_of(ticket)
        {
            let fault = match end {
                JobEnd::Done(Ok(bytes)) => {
                    // The answer brings the name back, and so says which one it is about.
                    out.push(Post::request(Request::KeepPaper { name: ticket.to_string(), bytes }));
                    None
                }
                JobEnd::Done(Err(Fault::File(error))) => Some(error.say(ctx.lang)),
                JobEnd::Done(Err(Fault::Image)) | JobEnd::Broken(_) => Some(T::PhotoFailed.say(ctx.lang)),
            };
            if let Some(words) = fault {
                out.push(Post::Toast(Toast::failure(words)));
                self.coming.remove(at);
                all_kept = false;
            }
        }
        for KeptPaper { name, sha256, bytes } in ctx.answers.take_kept_papers() {
            let Some(at) = name.parse().ok().and_then(|ticket| self.place_of(ticket)) else { continue };
            // The writer answers in order: what was asked before this one could not be kept.
            all_kept &= at == 0;
            let Some(Coming { name, .. }) = self.coming.drain(..=at).next_back() else { continue };
            if !draft.photos.iter().any(|photo| photo.sha256 == sha256) {
                draft.photos.push(Photo { name, sha256, bytes });
            }
        }
        if self.making.is_none()
            && let Some((ticket, source)) = self.queue.pop_front()
        {
            self.making = Some(ticket);
            out.push(Post::Job(JobRequest::new(MAKE, "", move |_| make(source))));
        }
        all_kept
    }

    /// Draws the photographs and the way to add one.
    pub fn ui(&mut self, ui: &mut Ui, draft: &mut Draft, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        let remove = |ui: &mut Ui, name: &str| {
            ui.icon_button(icons::X, &T::RemovePhoto { name: name.to_owned() }.say(lang)).clicked()
        };
        ui.horizontal_wrapped(|ui| {
            // One dialog at a time: answers of two could not be told apart.
            let add = ui.add_enabled_ui(self.picking.is_none(), |ui| {
                ui.icon_text_button(icons::FILE_PLUS, &T::AddPhoto.say(lang)).on_hover_text(T::PhotoTip.say(lang))
            });
            if add.inner.clicked() {
                self.picking = Some(true);
                let endings: &[&str] = &["jpg", "jpeg", "png", "webp", "heic", "bmp"];
                let kind = PickKind::Open { filter: T::PhotoFiles.say(lang), endings };
                out.push(Post::Pick(PickRequest { key: PICK, title: T::AddPhoto.say(lang), kind }));
            }
            let mut gone = None;
            for (at, photo) in draft.photos.iter().enumerate() {
                ui.label(RichText::new(&photo.name).small());
                if remove(ui, &photo.name) {
                    gone = Some(at);
                }
            }
            if let Some(at) = gone {
                draft.photos.remove(at);
            }
            let mut gone = None;
            for (at, one) in self.coming.iter().enumerate() {
                ui.secondary(T::PhotoComing { name: one.name.clone() }.say(lang));
                if remove(ui, &one.name) {
                    gone = Some(at);
                }
            }
            if let Some(at) = gone {
                self.coming.remove(at);
            }
        });
    }
}

fn make(source: Source) -> Made {
    match source {
        Source::Image(image) => png(&image).filter(|bytes| bytes.len() <= LARGEST_ATTACHMENT).ok_or(Fault::Image),
        Source::File(path) => papers::read(&path, LARGEST_ATTACHMENT).map(|paper| paper.bytes).map_err(Fault::File),
    }
}

/// An image as the bytes of a PNG file; the toolkit's colours are premultiplied.
fn png(image: &ColorImage) -> Option<Vec<u8>> {
    let [width, height] = image.size;
    pixels_as_png(width, height, image.pixels.iter().flat_map(Color32::to_array).collect())
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
