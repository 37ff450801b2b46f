//! What people settled suggests for a company that matching leaves in doubt. Only ever a hint with its reasons.

use std::sync::Arc;

use eframe::egui::{RichText, Ui};

use super::{Scene, changes, confirmation};
use crate::{
    domain::{company::Company, ids::CompanyId},
    ledger::{Action, Snapshot, texts_of},
    matching::local::{Correction, LocalEvidence, LocalLayer, Suggestion},
    text::{Lang, Say, format, ui_terms::TermsText as T},
    ui::{
        context::{JobEnd, JobRequest, PageContext, Post},
        theme::icons,
        widgets::UiExt,
    },
};

const LEARN: &str = "companies suggestions";
/// Numbers on the keyboard that choose a sector.
const KEYS: usize = 9;

/// What was learnt, and what it says of the company shown.
#[derive(Debug, Default)]
pub(super) struct Advice {
    /// Revision of the records it was asked for.
    asked: Option<u64>,
    layer: Option<Arc<LocalLayer>>,
    /// Grows with every layer.
    times: u64,
    said: Option<(CompanyId, (u64, u64), Option<Suggestion>)>,
}

impl Advice {
    /// Learns anew when records changed; nothing while it is switched off.
    pub fn follow(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if !ctx.settings.suggests() {
            if self.asked.is_some() {
                *self = Self::default();
            }
            return;
        }
        if let Some(JobEnd::Done(layer)) = ctx.take_result::<LocalLayer>(LEARN) {
            self.layer = Some(Arc::new(layer));
            self.times += 1;
        }
        if self.asked != Some(ctx.revision) {
            self.asked = Some(ctx.revision);
            let snapshot = Arc::clone(ctx.snapshot);
            out.push(Post::Job(JobRequest::new(LEARN, "", move |_| learn(&snapshot))));
        }
    }

    /// Draws what is suggested, if anything is; `keys` where a digit on the keyboard names a sector.
    pub fn ui(&mut self, ui: &mut Ui, scene: Scene<'_, '_>, keys: bool, out: &mut Vec<Post>) {
        let Scene { ctx, company, detail } = scene;
        let (Some(layer), Some(detail), Some(plan)) = (&self.layer, detail, ctx.plan()) else { return };
        // Who is settled, or clearly of the plan, needs no advice.
        if company.confirmed_sector.is_some() || (detail.fit.sector.is_some() && !detail.fit.unclear) {
            return;
        }
        let stamp = (self.times, ctx.revision);
        let known = self.said.take().filter(|(of, at, _)| *of == company.id && *at == stamp);
        let (.., said) =
            self.said.insert(known.unwrap_or_else(|| (company.id, stamp, layer.suggest(&written(company)))));
        let Some(said) = said else { return };
        let Some(place) = plan.sectors.iter().position(|sector| Some(&sector.id) == said.sector.as_ref()) else {
            return;
        };
        let name = plan.sectors[place].name.in_lang(ctx.lang).to_owned();
        ui.horizontal(|ui| {
            ui.icon(icons::LIGHTBULB, ctx.tokens.estimate_text);
            let words = T::Suggestion { count: format::count(layer.corrections()), place: name };
            ui.elided(RichText::new(ctx.say(&words)).color(ctx.tokens.estimate_text));
        });
        ui.horizontal(|ui| {
            if ctx.writable {
                let words = if keys && place < KEYS { T::AcceptKey { key: place + 1 } } else { T::Accept };
                if ui.icon_text_button(icons::SEAL_CHECK, &ctx.say(&words)).clicked() {
                    let edits = confirmation(said.sector.clone(), None);
                    if changes(company, &edits) {
                        out.push(Post::act(Action::EditCompany { company: company.id, edits }));
                    }
                }
            }
            let words = RichText::new(evidence_words(said, company, ctx.lang)).small().color(ctx.tokens.text_soft);
            ui.elided(words).on_hover_text(ctx.say(&T::SuggestionWordsNote));
        });
    }
}

/// The texts of a company without its name: names mislead.
fn written(company: &Company) -> Vec<&str> {
    texts_of(company).iter().skip(1).map(|text| text.text).collect()
}

/// Learns from every company whose sector a person has set.
fn learn(snapshot: &Snapshot) -> LocalLayer {
    let settled: Vec<(Vec<&str>, &Company)> = snapshot
        .companies
        .iter()
        .filter(|company| company.confirmed_sector.is_some())
        .map(|company| (written(company), company))
        .collect();
    let corrections: Vec<Correction<'_>> =
        settled.iter().map(|(texts, company)| Correction { texts, sector: company.confirmed_sector.clone() }).collect();
    LocalLayer::learn(&corrections)
}

/// The words it rests on, in the order of their weight, each with how many companies use it.
fn evidence_words(said: &Suggestion, company: &Company, lang: Lang) -> String {
    let texts = written(company);
    let words: Vec<String> = joined(&said.evidence)
        .into_iter()
        .map(|piece| {
            let text = texts.get(piece.text).copied().unwrap_or_default();
            let term = text.chars().skip(piece.start).take(piece.end - piece.start).collect();
            T::SuggestionWord { term, seen: format::count(piece.seen as usize) }.say(lang)
        })
        .collect();
    format::list(&words, lang)
}

/// Pieces of three characters that stand side by side are one phrase to a reader; it is as common as its rarest piece.
fn joined(evidence: &[LocalEvidence]) -> Vec<LocalEvidence> {
    let mut in_order: Vec<LocalEvidence> = evidence.to_vec();
    in_order.sort_by_key(|piece| (piece.text, piece.start));
    let mut phrases: Vec<LocalEvidence> = Vec::new();
    for piece in in_order {
        match phrases.last_mut() {
            Some(last) if last.text == piece.text && last.end == piece.start => {
                last.end = piece.end;
                last.points += piece.points;
                last.seen = last.seen.min(piece.seen);
            }
            _ => phrases.push(piece),
        }
    }
    phrases.sort_by(|a, b| b.points.total_cmp(&a.points).then((a.text, a.start).cmp(&(b.text, b.start))));
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_side_by_side_are_one_phrase() {
        let piece = |start, points, seen| LocalEvidence { text: 1, start, end: start + 3, points, seen };
        let phrases = joined(&[piece(20, 1.5, 9), piece(3, 0.9, 4), piece(6, 0.8, 2)]);
        assert_eq!(phrases.len(), 2);
        assert_eq!((phrases[0].start, phrases[0].end, phrases[0].seen), (3, 9, 2));
        assert_eq!((phrases[1].start, phrases[1].end), (20, 23));
    }
}
