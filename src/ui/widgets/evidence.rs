//! A company's own text with the words that made the match marked in it.

use std::ops::Range;

use eframe::egui::{
    Color32, Label, Response, Sense, Stroke, TextFormat, TextStyle, Ui,
    text::{CCursor, LayoutJob},
};

use super::text::UiExt;
use crate::{
    domain::fit::{Evidence, TermKind},
    text::{Label as _, Lang, Say, ui::UiText},
    ui::theme::tokens::Tokens,
};

/// Draws a text with its evidence marked: the stronger the term, the stronger the ground; negated or out of scope is
/// struck through. Hovering over a mark tells term, role and strength. `spans` must be those of this text.
pub fn evidence_ui(ui: &mut Ui, text: &str, spans: &[&Evidence], lang: Lang) -> Response {
    let tokens = ui.tokens();
    let font = TextStyle::Body.resolve(ui.style());
    let mut job = LayoutJob { text: text.to_owned(), ..LayoutJob::default() };
    job.wrap.max_width = ui.available_width();
    job.text.clear();
    for (range, span) in pieces(text, spans) {
        let mut format = TextFormat::simple(font.clone(), tokens.text);
        format.line_height = Some(22.0);
        if let Some(span) = span {
            decorate(&mut format, span, tokens);
        }
        job.append(&text[range], 0.0, format);
    }
    let (position, galley, response) = Label::new(job).sense(Sense::hover()).layout_in_ui(ui);
    if ui.is_rect_visible(response.rect) {
        ui.painter().galley(position, galley.clone(), tokens.text);
    }
    response.widget_info(|| eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Label, true, text));
    if let Some(pointer) = response.hover_pos() {
        let CCursor { index, .. } = galley.cursor_from_pos(pointer - position);
        let under: Vec<&&Evidence> = spans.iter().filter(|span| (span.start..span.end).contains(&index.0)).collect();
        if !under.is_empty() {
            let words: Vec<String> = under.iter().map(|span| explain(span, lang)).collect();
            return response.on_hover_text_at_pointer(words.join("\n"));
        }
    }
    response
}

/// What a mark means.
fn explain(span: &Evidence, lang: Lang) -> String {
    let term = span.term.clone();
    let role = span.role.label(lang);
    if span.negated {
        UiText::NegatedTerm { term, role }.say(lang)
    } else {
        UiText::Term { term, role, kind: span.kind.label(lang) }.say(lang)
    }
}

fn decorate(format: &mut TextFormat, span: &Evidence, tokens: &Tokens) {
    if span.negated {
        format.color = tokens.text_soft;
        format.strikethrough = Stroke::new(1.0, tokens.text_soft);
        format.background = Color32::TRANSPARENT;
        return;
    }
    let strength = match span.kind {
        TermKind::Core => 0,
        TermKind::Part => 1,
        TermKind::Context => 2,
    };
    format.background = tokens.evidence[strength];
    if strength == 0 {
        format.underline = Stroke::new(1.0, tokens.estimate);
    }
}

/// Cuts the text at every edge of a span: byte ranges with the strongest evidence over each. Spans may overlap and
/// may be out of range; what cannot be is left unmarked.
fn pieces<'e>(text: &str, spans: &[&'e Evidence]) -> Vec<(Range<usize>, Option<&'e Evidence>)> {
    let mut bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
    bytes.push(text.len());
    let count = bytes.len() - 1;
    let mut edges: Vec<usize> = vec![0, count];
    for span in spans {
        edges.extend([span.start.min(count), span.end.min(count)]);
    }
    edges.sort_unstable();
    edges.dedup();
    edges
        .windows(2)
        .map(|pair| {
            let (from, to) = (pair[0], pair[1]);
            let over = spans
                .iter()
                .filter(|span| span.start <= from && to <= span.end)
                .max_by(|one, other| {
                    (!one.negated, one.weight)
                        .partial_cmp(&(!other.negated, other.weight))
                        .unwrap_or(std::cmp::Ordering::Equal)
                })
                .copied();
            (bytes[from]..bytes[to], over)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{fit::Role, ids::SegmentId};

    fn evidence(start: usize, end: usize, weight: f64, negated: bool) -> Evidence {
        Evidence {
            text: 0,
            start,
            end,
            term: "term".into(),
            kind: TermKind::Core,
            role: Role::Makes,
            negated,
            segment: SegmentId::new("segment"),
            product: None,
            weight,
        }
    }

    #[test]
    fn overlapping_spans_show_the_stronger_one() {
        let (weak, strong) = (evidence(0, 4, 0.2, false), evidence(2, 6, 0.9, false));
        let text = "新能源电机壳体";
        let cut = pieces(text, &[&weak, &strong]);
        let shown: Vec<(&str, Option<f64>)> =
            cut.iter().map(|(range, span)| (&text[range.clone()], span.map(|span| span.weight))).collect();
        assert_eq!(shown, [("新能", Some(0.2)), ("源电", Some(0.9)), ("机壳", Some(0.9)), ("体", None)]);
    }

    #[test]
    fn what_counts_covers_what_does_not() {
        let (negated, positive) = (evidence(0, 3, 0.9, true), evidence(0, 3, 0.1, false));
        assert!(pieces("abc", &[&negated, &positive]).iter().all(|(_, span)| span.is_some_and(|span| !span.negated)));
    }

    proptest! {
        #[test]
        fn pieces_are_the_text_whatever_the_spans(text in ".{0,40}", spans in prop::collection::vec((0_usize..60, 0_usize..60), 0..8)) {
            let spans: Vec<Evidence> = spans.into_iter().map(|(start, end)| evidence(start, end, 0.5, false)).collect();
            let spans: Vec<&Evidence> = spans.iter().collect();
            let joined: String = pieces(&text, &spans).into_iter().map(|(range, _)| text[range].to_owned()).collect();
            prop_assert_eq!(joined, text);
        }
    }
}
