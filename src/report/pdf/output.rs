//! Marks on pages as a PDF file.

use krilla::{
    Document, SerializeSettings,
    color::rgb,
    geom::{Path, PathBuilder, Point, Rect},
    metadata::{DateTime, Metadata},
    page::PageSettings,
    paint::{Fill, Stroke, StrokeDash},
    surface::Surface,
    text::{Font, GlyphId, KrillaGlyph},
};

use super::{
    Paper, PdfError,
    breaking::Sign,
    flow::Sheet,
    mark::{Ink, Mark, Pen, Run},
};
use crate::{report::face::Which, text::Lang};

/// Width of the line that thickens a sign the bold face lacks, in em.
const THICKER: f32 = 0.03;

/// The file.
pub(super) fn document(paper: &Paper, pages: &[Vec<Mark>]) -> Result<Vec<u8>, PdfError> {
    let sheet = Sheet::of(paper.landscape, 1.0);
    let faces = Fonts {
        regular: font(Which::Regular.bytes())?,
        bold: font(Which::Bold.bytes())?,
        icons: font(Which::Icons.bytes())?,
    };
    let mut document = Document::new_with(SerializeSettings { enable_tagging: false, ..SerializeSettings::default() });
    document.set_metadata(metadata(paper));
    for marks in pages {
        let settings = PageSettings::from_wh(sheet.width, sheet.height)
            .ok_or_else(|| PdfError::Format("the size of the page is none".to_owned()))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for mark in marks {
            draw(&mut surface, mark, &faces);
        }
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|error| PdfError::Format(format!("{error:?}")))
}

struct Fonts {
    regular: Font,
    bold: Font,
    icons: Font,
}

fn font(bytes: &'static [u8]) -> Result<Font, PdfError> {
    Font::new(bytes.into(), 0).ok_or(PdfError::UnusableFace)
}

/// Title, language and day; nobody's name.
fn metadata(paper: &Paper) -> Metadata {
    let language = match paper.lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    let metadata = Metadata::new().title(paper.title.clone()).language(language.to_owned());
    let day = paper.made_on;
    match (u16::try_from(day.year()), u8::try_from(day.month()), u8::try_from(day.day())) {
        (Ok(year), Ok(month), Ok(day)) => metadata.creation_date(DateTime::new(year).month(month).day(day)),
        _ => metadata,
    }
}

fn draw(surface: &mut Surface<'_>, mark: &Mark, fonts: &Fonts) {
    match mark {
        Mark::Box { at: [x, y, width, height], fill, pen } => {
            let mut path = PathBuilder::new();
            if let Some(rect) = Rect::from_xywh(*x, *y, *width, *height) {
                path.push_rect(rect);
            }
            paint(surface, path.finish(), *fill, *pen);
        }
        Mark::Path { points, closed, fill, pen } => {
            let mut path = PathBuilder::new();
            for (index, [x, y]) in points.iter().enumerate() {
                if index == 0 { path.move_to(*x, *y) } else { path.line_to(*x, *y) }
            }
            if *closed {
                path.close();
            }
            paint(surface, path.finish(), *fill, *pen);
        }
        Mark::Run(run) => write(surface, run, fonts),
        // Words of drawings have become runs when they were placed.
        Mark::Label(_) => {}
    }
}

fn paint(surface: &mut Surface<'_>, path: Option<Path>, fill: Option<Ink>, pen: Option<Pen>) {
    let Some(path) = path else { return };
    surface.set_fill(fill.map(filled));
    surface.set_stroke(pen.map(stroked));
    if fill.is_some() || pen.is_some() {
        surface.draw_path(&path);
    }
    surface.set_stroke(None);
}

fn filled(ink: Ink) -> Fill {
    Fill { paint: colour(ink).into(), ..Fill::default() }
}

fn stroked(pen: Pen) -> Stroke {
    let dash = pen.dash.map(|lengths| StrokeDash { array: lengths.to_vec(), offset: 0.0 });
    Stroke { paint: colour(pen.ink).into(), width: pen.width, dash, ..Stroke::default() }
}

fn colour(ink: Ink) -> rgb::Color {
    let [red, green, blue] = ink.rgb();
    rgb::Color::new(red, green, blue)
}

/// Signs, those of one face together.
fn write(surface: &mut Surface<'_>, run: &Run, fonts: &Fonts) {
    let mut x = run.at[0];
    let mut rest = run.signs.as_slice();
    while let Some(first) = rest.first() {
        let same = |sign: &Sign| sign.face == first.face && sign.thicken == first.thicken;
        let (signs, behind) = rest.split_at(rest.iter().position(|sign| !same(sign)).unwrap_or(rest.len()));
        rest = behind;
        let mut text = String::new();
        let glyphs: Vec<KrillaGlyph> = signs
            .iter()
            .map(|sign| {
                let from = text.len();
                text.push(sign.c);
                KrillaGlyph::new(GlyphId::new(sign.glyph), sign.advance, -sign.back, 0.0, 0.0, from..text.len(), None)
            })
            .collect();
        let font = match first.face {
            Which::Regular => &fonts.regular,
            Which::Bold => &fonts.bold,
            Which::Icons => &fonts.icons,
        };
        surface.set_fill(Some(filled(run.ink)));
        surface.set_stroke(first.thicken.then(|| stroked(Pen::new(run.ink, THICKER * run.size))));
        surface.draw_glyphs(Point::from_xy(x, run.at[1]), &glyphs, font.clone(), &text, run.size, false);
        surface.set_stroke(None);
        x += signs.iter().map(|sign| sign.advance).sum::<f32>() * run.size;
    }
}
