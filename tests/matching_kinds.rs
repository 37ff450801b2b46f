//! Kinds of firms described in the project's own words, Chinese and English: the sector has to be right for nearly all.

use zhaoshang::{
    domain::fit::TextSource,
    matching::{MatchText, Matcher, Scratch, seed_catalogue},
};

const KINDS: &str = include_str!("samples/kinds_of_firms.txt");

#[test]
fn kinds_of_firms_find_their_sector() {
    let matcher = Matcher::new(&seed_catalogue().unwrap()).unwrap();
    let mut scratch = Scratch::default();
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in KINDS.lines().filter(|line| !line.starts_with('#')) {
        let (expected, text) = line.split_once('|').unwrap();
        let texts = [MatchText { source: TextSource::MainBusiness, text }];
        let fit = matcher.match_texts(&texts, &mut scratch);
        let found = fit.sector.as_ref().map_or("none", |sector| sector.as_str());
        count += 1;
        if found != expected {
            wrong.push(format!("{expected}, not {found}: {text}"));
        }
        let verdict = matcher.verdict(&texts, &mut scratch);
        let quick = verdict.sector.and_then(|at| matcher.sector(at));
        assert_eq!(quick, fit.sector.as_ref(), "the quick way differs: {text}");
    }
    assert!(count > 150, "{count}");
    assert!(wrong.len() * 40 <= count, "{} of {count} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
