//! The valid word a mistyped one was probably meant to be.

/// The candidate nearest to `word`, if any is near enough to be worth suggesting.
///
/// Near: one begins with the other, or few edits apart (insertions, deletions, replacements, swapped neighbours). Ties go
/// to the first candidate.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let lower = candidate.to_lowercase();
            let shorter = length.min(lower.chars().count());
            let distance = if shorter >= 3 && (lower.starts_with(&word) || word.starts_with(&lower)) {
                1
            } else {
                edits(&word, &lower)
            };
            (distance <= shorter.div_ceil(3).min(3)).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Optimal string alignment distance.
fn edits(from: &str, to: &str) -> usize {
    let from: Vec<char> = from.chars().collect();
    let to: Vec<char> = to.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in to.iter().enumerate() {
            let mut best = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == to[j - 1] && from[i - 1] == *b {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found() {
        let commands = ["import", "score", "shortlist", "undo", "redo"];
        assert_eq!(nearest("imprt", commands), Some("import"));
        assert_eq!(nearest("socre", commands), Some("score"));
        assert_eq!(nearest("Short", commands), Some("shortlist"));
        assert_eq!(nearest("undo", commands), Some("undo"));
        assert_eq!(nearest("export-everything", commands), None);
        assert_eq!(nearest("", commands), None);
        assert_eq!(nearest("主营业物", ["主营业务", "名称"]), Some("主营业务"));
    }

    #[test]
    fn edits_count_swaps_once() {
        assert_eq!(edits("ab", "ba"), 1);
        assert_eq!(edits("", "abc"), 3);
        assert_eq!(edits("kitten", "sitting"), 3);
    }
}
