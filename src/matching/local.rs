//! The optional local layer: what people confirmed or corrected teaches which words speak for which sector here.
//!
//! Pure and deterministic: corrections in, points per word out. It only *suggests*, beside the catalogue's decision and
//! never against a confirmation, and every suggestion names the words that made it. Points are smoothed log-odds of a
//! word among the confirmed companies of a sector against all others, tempered by one half, because the words of one
//! text are far from independent; a suggestion has to clear the prior of its sector by the same points.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use super::{
    cues::{CUES, Cue},
    spec::expand,
};
use crate::domain::ids::SectorId;

/// A company whose sector a person has settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction<'a> {
    /// All its texts; the name is better left out, because names mislead.
    pub texts: &'a [&'a str],
    /// The sector a person chose; none = outside the plan.
    pub sector: Option<SectorId>,
}

/// A piece of a text that speaks for the suggested sector.
#[derive(Debug, Clone, PartialEq)]
pub struct LocalEvidence {
    /// Index of the text among those given.
    pub text: usize,
    /// First Unicode scalar.
    pub start: usize,
    /// One past the last scalar.
    pub end: usize,
    /// Tempered log-odds in favour of the sector; a sum decides.
    pub points: f64,
    /// Confirmed companies of the sector that use the word.
    pub seen: u32,
}

/// What the local layer would say.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The sector; none = outside the plan.
    pub sector: Option<SectorId>,
    /// Points above the runner-up, in natural log-odds.
    pub lead: f64,
    /// The words for it, strongest first, at most [`SHOWN`].
    pub evidence: Vec<LocalEvidence>,
}

/// Corrections below which nothing is suggested: fewer teach coincidences.
pub const FEWEST: usize = 10;
/// Companies of one sector that must use a word before it counts.
const SEEN: u32 = 2;
/// Companies a sector needs before it is suggested: the wording of one or two is their own.
const OF_SECTOR: u32 = 3;
/// Lead a suggestion needs: e² ≈ 7 to 1.
const LEAD: f64 = 2.0;
/// Evidence shown at most.
pub const SHOWN: usize = 8;
/// Tempering of the log-odds.
const TEMPER: f64 = 0.5;
/// Smoothing: this many imagined companies with and as many without each word.
const SMOOTH: f64 = 0.5;
/// A text is read up to here, in scalars; what a company does stands at its beginning.
const READ: usize = 2_000;

/// What corrections have taught.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LocalLayer {
    classes: Vec<Option<SectorId>>,
    /// Companies per class.
    sizes: Vec<u32>,
    /// Per word, companies of each class that use it.
    words: BTreeMap<String, Vec<u32>>,
    corrections: usize,
}

/// Where a word stands: text, start, end.
type Place = (usize, usize, usize);

impl LocalLayer {
    /// Learns from every correction; the order in which they come makes no difference.
    pub fn learn(corrections: &[Correction<'_>]) -> Self {
        let classes: BTreeSet<Option<SectorId>> =
            corrections.iter().map(|correction| correction.sector.clone()).collect();
        let classes: Vec<Option<SectorId>> = classes.into_iter().collect();
        let mut sizes = vec![0u32; classes.len()];
        let mut words: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for correction in corrections {
            let Some(class) = classes.iter().position(|class| *class == correction.sector) else { continue };
            sizes[class] += 1;
            for word in words_of(correction.texts).into_keys() {
                words.entry(word).or_insert_with(|| vec![0; classes.len()])[class] += 1;
            }
        }
        // A word of a single company is its own, not its sector's.
        words.retain(|_, counts| counts.iter().any(|count| *count >= SEEN));
        Self { classes, sizes, words, corrections: corrections.len() }
    }

    /// Number of corrections learnt from.
    pub fn corrections(&self) -> usize {
        self.corrections
    }

    /// What the corrections suggest for a company; none where they are too few, agree on nothing else, or leave the
    /// matter open. The caller shows it beside the catalogue's decision and leaves confirmed companies alone.
    pub fn suggest(&self, texts: &[&str]) -> Option<Suggestion> {
        if self.corrections < FEWEST || self.classes.len() < 2 {
            return None;
        }
        let total: u32 = self.sizes.iter().sum();
        let words = words_of(texts);
        let known: Vec<(&Place, &Vec<u32>)> =
            words.iter().filter_map(|(word, place)| Some((place, self.words.get(word)?))).collect();
        let mut ranked: Vec<(f64, usize)> = (0..self.classes.len())
            .map(|class| {
                let size = f64::from(self.sizes[class]);
                let rest = f64::from(total) - size;
                let prior = ((size + SMOOTH) / (rest + SMOOTH)).ln();
                let said: f64 = known.iter().map(|(_, counts)| self.points(class, counts, total)).sum();
                (TEMPER * prior + said, class)
            })
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let [(best, class), (second, _), ..] = ranked[..] else { return None };
        let lead = best - second;
        if lead < LEAD || self.sizes[class] < OF_SECTOR {
            return None;
        }
        let mut evidence: Vec<LocalEvidence> = known
            .iter()
            .map(|((text, start, end), counts)| LocalEvidence {
                text: *text,
                start: *start,
                end: *end,
                points: self.points(class, counts, total),
                seen: counts[class],
            })
            .filter(|piece| piece.points > 0.0 && piece.seen >= SEEN)
            .collect();
        evidence.sort_by(|a, b| b.points.total_cmp(&a.points).then((a.text, a.start).cmp(&(b.text, b.start))));
        // Overlapping pairs of characters show one span once.
        let mut shown: Vec<LocalEvidence> = Vec::new();
        for piece in evidence {
            let apart = |other: &LocalEvidence| {
                other.text != piece.text || other.end <= piece.start || piece.end <= other.start
            };
            if shown.len() < SHOWN && shown.iter().all(apart) {
                shown.push(piece);
            }
        }
        (!shown.is_empty()).then(|| Suggestion { sector: self.classes[class].clone(), lead, evidence: shown })
    }

    fn points(&self, class: usize, counts: &[u32], total: u32) -> f64 {
        let inside = f64::from(counts[class]);
        let outside = f64::from(counts.iter().sum::<u32>()) - inside;
        let size = f64::from(self.sizes[class]);
        let rest = f64::from(total) - size;
        let share = |with: f64, of: f64| (with + SMOOTH) / (of + 2.0 * SMOOTH);
        TEMPER * (share(inside, size) / share(outside, rest)).ln()
    }
}

/// The words of some texts with their first place: runs of three Chinese characters, and Latin words of three letters
/// or more in lower case.
fn words_of(texts: &[&str]) -> BTreeMap<String, Place> {
    let mut words = BTreeMap::new();
    let mut note = |word: String, place: Place| {
        words.entry(word).or_insert(place);
    };
    for (text, written) in texts.iter().enumerate() {
        let scalars = without_boilerplate(written.chars().take(READ).collect());
        let mut latin: Option<usize> = None;
        for at in 0..=scalars.len() {
            let scalar = scalars.get(at).copied();
            let is_latin = scalar.is_some_and(|scalar| scalar.is_ascii_alphanumeric());
            match latin {
                None if is_latin => latin = Some(at),
                Some(start) if !is_latin => {
                    if at - start >= 3 {
                        let word: String = scalars[start..at].iter().map(char::to_ascii_lowercase).collect();
                        note(word, (text, start, at));
                    }
                    latin = None;
                }
                _ => {}
            }
            if let Some(run) = scalars.get(at..at + 3)
                && run.iter().all(|scalar| is_chinese(*scalar))
            {
                note(run.iter().collect(), (text, at, at + 3));
            }
        }
    }
    words
}

/// The text with every clause blanked that registries write for everybody: it says nothing about the sector, and long
/// as it is would outweigh what does.
fn without_boilerplate(mut scalars: Vec<char>) -> Vec<char> {
    static WORDS: OnceLock<Vec<Vec<char>>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let written = CUES.iter().filter(|(cue, _)| *cue == Cue::Boilerplate).flat_map(|(_, list)| *list);
        let words = written.flat_map(|word| expand(word).unwrap_or_default());
        words.map(|word| word.chars().collect::<Vec<char>>()).filter(|word| !word.is_empty()).collect()
    });
    for clause in scalars.split_mut(|scalar| !scalar.is_alphanumeric() && !scalar.is_whitespace()) {
        if words.iter().any(|word| clause.windows(word.len()).any(|part| part == word)) {
            clause.fill(' ');
        }
    }
    scalars
}

fn is_chinese(scalar: char) -> bool {
    matches!(scalar, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sector(word: &str) -> SectorId {
        SectorId::new(word)
    }

    fn lessons() -> Vec<(&'static str, Option<SectorId>)> {
        vec![
            ("从事水下推进器的研制和生产", Some(sector("smart_equipment"))),
            ("水下推进器、水下云台的制造", Some(sector("smart_equipment"))),
            ("主营水下推进器与密封电机", Some(sector("smart_equipment"))),
            ("makes underwater thrusters and camera mounts", Some(sector("smart_equipment"))),
            ("underwater thrusters for research vessels", Some(sector("smart_equipment"))),
            ("水产养殖与水产饲料加工", None),
            ("水产养殖、冷冻加工", None),
            ("淡水水产养殖", None),
            ("fish farming and frozen fish", None),
            ("fish farming services", None),
        ]
    }

    fn layer(lessons: &[(&str, Option<SectorId>)]) -> LocalLayer {
        let texts: Vec<[&str; 1]> = lessons.iter().map(|(text, _)| [*text]).collect();
        let corrections: Vec<Correction<'_>> = lessons
            .iter()
            .zip(&texts)
            .map(|((_, sector), texts)| Correction { texts, sector: sector.clone() })
            .collect();
        LocalLayer::learn(&corrections)
    }

    #[test]
    fn corrections_teach_words_and_show_them() {
        let layer = layer(&lessons());
        let text = "公司的产品是水下推进器和缆绳";
        let found = layer.suggest(&[text]).unwrap();
        assert_eq!(found.sector, Some(sector("smart_equipment")));
        assert!(found.lead >= LEAD);
        let piece = &found.evidence[0];
        let shown: String = text.chars().skip(piece.start).take(piece.end - piece.start).collect();
        assert!("水下推进器".contains(&shown), "{shown}");
        assert_eq!(piece.seen, 3);
        assert_eq!(layer.suggest(&["大型水产养殖企业"]).unwrap().sector, None);
        assert_eq!(layer.suggest(&["Underwater THRUSTERS"]).unwrap().sector, Some(sector("smart_equipment")));
    }

    #[test]
    fn what_registries_write_for_everybody_teaches_nothing() {
        let formula = "（依法须经批准的项目，经相关部门批准后方可开展经营活动）";
        let texts: Vec<String> = lessons()
            .into_iter()
            .map(|(text, sector)| if sector.is_some() { format!("{text}{formula}") } else { text.to_owned() })
            .collect();
        let lessons: Vec<_> = texts.iter().zip(lessons()).map(|(text, (_, sector))| (text.as_str(), sector)).collect();
        let layer = layer(&lessons);
        assert_eq!(layer.suggest(&[&format!("房地产开发{formula}")]), None);
        let text = format!("水下推进器的制造{formula}");
        let found = layer.suggest(&[&text]).unwrap();
        let before = "水下推进器的制造".chars().count();
        assert!(found.evidence.iter().all(|piece| piece.end <= before), "{found:?}");
    }

    #[test]
    fn a_sector_of_two_companies_is_not_suggested() {
        let mut lessons = lessons();
        lessons.drain(..3);
        lessons.extend([("水产养殖与水产加工", None), ("冷冻水产", None), ("海水水产养殖", None)]);
        assert_eq!(layer(&lessons).suggest(&["underwater thrusters"]), None);
    }

    #[test]
    fn it_keeps_silent_when_it_knows_little() {
        let layer = layer(&lessons());
        assert_eq!(layer.suggest(&["房地产开发"]), None);
        assert_eq!(layer.suggest(&[]), None);
        assert_eq!(layer.suggest(&["水下推进器与水产养殖", "fish farming underwater thrusters"]), None);
        assert_eq!(self::layer(&lessons()[..FEWEST - 1]).suggest(&["水下推进器"]), None);
        let one_sided: Vec<_> = lessons().into_iter().map(|(text, _)| (text, None)).collect();
        assert_eq!(self::layer(&one_sided).suggest(&["水下推进器"]), None);
    }

    #[test]
    fn the_order_of_corrections_does_not_matter() {
        let mut turned = lessons();
        turned.reverse();
        assert_eq!(layer(&lessons()), layer(&turned));
    }
}
