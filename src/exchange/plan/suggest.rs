//! What a cell that cannot be taken as it stands was probably meant to be. A person takes it or leaves it.

use super::{CellIssueKind, IssueKind, ListIssue};
use crate::{
    domain::credit_code::{self, CodeFault},
    exchange::parse::{DayOrder, Unreadable, days_of},
};

/// The texts that a cell was probably meant to hold, the likeliest first; none when nothing can be told.
pub fn suggestions(issue: &ListIssue) -> Vec<String> {
    let IssueKind::Cell(kind) = &issue.kind else { return Vec::new() };
    match kind {
        CellIssueKind::CodeFault { suggestion: Some(code), .. } => vec![code.clone()],
        CellIssueKind::CodeFault { fault: CodeFault::LastCharacter(right), .. } => {
            let mut code = credit_code::normalize(&issue.raw);
            code.pop();
            code.push(*right);
            vec![code].into_iter().filter(|code| credit_code::check(code).is_ok()).collect()
        }
        CellIssueKind::TenThousandfold { meant, .. } => vec![meant.clone()],
        CellIssueKind::Unreadable(Unreadable::DateAmbiguous) => days(&issue.raw),
        CellIssueKind::Unreadable(_)
        | CellIssueKind::CodeFault { .. }
        | CellIssueKind::Namesake
        | CellIssueKind::TakenAsFraction
        | CellIssueKind::HonourUnclear
        | CellIssueKind::LooksLike { .. }
        | CellIssueKind::ContradictsRow(_) => Vec::new(),
    }
}

/// The days that `3/5/26` or `05-03-2026` may mean: month first, then day first.
fn days(raw: &str) -> Vec<String> {
    let days = DayOrder::ALL.iter().filter_map(|order| days_of(raw, *order));
    let mut days: Vec<String> = days.map(|day| day.to_string()).collect();
    days.dedup();
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(raw: &str, kind: CellIssueKind) -> Vec<String> {
        suggestions(&ListIssue { row: 2, column: Some(1), raw: raw.into(), kind: IssueKind::Cell(kind) })
    }

    #[test]
    fn what_was_meant_is_told_where_it_can_be() {
        let ambiguous = CellIssueKind::Unreadable(Unreadable::DateAmbiguous);
        assert_eq!(of("3/5/26", ambiguous.clone()), ["2026-03-05", "2026-05-03"]);
        assert_eq!(of("31/12/2020", ambiguous.clone()), ["2020-12-31"]);
        assert_eq!(of("3/3/2021", ambiguous), ["2021-03-03"]);
        let code = credit_code::complete("91500107MA0000001").unwrap();
        let last = code.chars().last().unwrap();
        let mut wrong = code.clone();
        wrong.pop();
        wrong.push(if last == '0' { '1' } else { '0' });
        let fault = CellIssueKind::CodeFault { fault: CodeFault::LastCharacter(last), suggestion: None };
        assert_eq!(of(&wrong, fault), [code]);
        assert!(of("很多", CellIssueKind::Unreadable(Unreadable::Amount)).is_empty());
    }
}
