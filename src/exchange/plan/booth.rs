//! Hall and stand of an exhibitor stand as lines of their own among the booth notes, so that nothing of the list is lost.

/// Opens the line of a stand.
const MARK: &str = "展位";

fn stand(line: &str) -> Option<&str> {
    line.strip_prefix(MARK).map(|rest| rest.trim_start_matches([':', '：', ' ']).trim_end())
}

fn plain(notes: &str) -> impl Iterator<Item = &str> {
    notes.lines().filter(|line| stand(line).is_none())
}

/// Whether there is anything besides stands.
pub(super) fn holds_notes(notes: &str) -> bool {
    plain(notes).next().is_some()
}

/// Whether the stand is not yet among the notes.
pub(super) fn is_new(notes: &str, booth: &str) -> bool {
    !booth.is_empty() && !notes.lines().any(|line| stand(line) == Some(booth))
}

/// Whether a list says other notes than those known.
pub(super) fn contradicts(known: &str, said: &str) -> bool {
    holds_notes(said) && !plain(said).eq(plain(known))
}

/// What the notes become: those a list says replace those known, stands are added; none when nothing changes.
pub(super) fn noted(known: &str, said: &str, booth: &str) -> Option<String> {
    let replaced = contradicts(known, said);
    let mut lines: Vec<String> = if replaced {
        let stands = known.lines().filter(|line| stand(line).is_some());
        plain(said).chain(stands).map(str::to_owned).collect()
    } else {
        known.lines().map(str::to_owned).collect()
    };
    let before = lines.len();
    for new in said.lines().filter_map(stand).chain([booth]) {
        if !new.is_empty() && !lines.iter().any(|line| stand(line) == Some(new)) {
            lines.push(format!("{MARK} {new}"));
        }
    }
    (replaced || lines.len() > before).then(|| lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stand_is_noted_once() {
        let first = noted("", "", "N3-B12").unwrap();
        assert_eq!(first, "展位 N3-B12");
        assert_eq!(noted(&first, "", "N3-B12"), None);
        assert_eq!(noted(&first, "", "N3-B1").as_deref(), Some("展位 N3-B12\n展位 N3-B1"));
        assert_eq!(noted("", "", ""), None);
    }

    #[test]
    fn new_notes_leave_the_stands() {
        let known = noted("", "想看厂房", "N3-B12").unwrap();
        assert_eq!(known, "想看厂房\n展位 N3-B12");
        assert_eq!(noted(&known, "想看厂房", "N3-B12"), None);
        assert_eq!(noted(&known, "已看厂房", "").as_deref(), Some("已看厂房\n展位 N3-B12"));
        // What was exported comes back unchanged.
        assert_eq!(noted(&known, &known, ""), None);
        assert!(contradicts(&known, "已看厂房") && !contradicts(&known, "展位 W1") && !contradicts(&known, ""));
    }
}
