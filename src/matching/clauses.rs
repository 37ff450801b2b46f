//! Reads one sentence: which role a term has, whether it is struck through, whether it is only where a product goes.
//!
//! Two word orders occur in the same registries: the verb after the thing (“电机制造”, “X的研发、生产和销售”) and before it
//! (“销售：X、Y”, “manufacturer of X”). A run of verbs binds to one side; terms without a verb of their own take the
//! verbs of their list.

use super::{
    cues::Cue,
    fold::{Alphabet, unit},
};
use crate::domain::fit::Role;

/// A piece of a text that matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub start: u32,
    pub end: u32,
    pub what: What,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A term; the number of its pattern.
    Term(u32),
    /// A cue.
    Cue(Cue),
    /// A mark, see [`unit`].
    Mark(u16),
}

/// How a thing named stands to the company's own product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Use {
    /// It is the product.
    Product,
    /// Further on in a list that began with whom it is for: perhaps a product again, perhaps one more customer.
    ForTail,
    /// Whom it is for, loosely.
    For,
    /// A field or kind of customer.
    Field,
    /// Where the product goes.
    UsedIn,
}

/// A term as it stands in its sentence.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "independent findings about one word")]
pub(super) struct Reading {
    pub pattern: u32,
    pub start: u32,
    pub end: u32,
    /// The strongest verb; none where no verb speaks of the term.
    pub role: Option<Role>,
    /// The verb stands right behind it.
    pub verb_close: bool,
    pub negated: bool,
    pub purpose: Use,
    /// The next word is the real product (X software).
    pub modifies: bool,
    /// The next word is a machine: the real product unless the term is a machine itself.
    pub machine_follows: bool,
    /// Its sentence says what the business is.
    pub focus: bool,
}

/// Verbs that belong together.
#[derive(Debug, Clone, Copy)]
struct Run {
    first: usize,
    start: u32,
    end: u32,
    item: u32,
    last_item: u32,
    group: u32,
    role: Role,
    /// Speaks of what follows.
    prefix: bool,
    /// Speaks of what precedes.
    suffix: bool,
}

/// Units of the small words that decide on which side a verb binds.
#[derive(Debug)]
pub(super) struct SmallWords {
    connectors: Vec<u16>,
    fillers: Vec<u16>,
    of: u16,
    etc: u16,
    to_whom: u16,
    already: u16,
    not_yet: u16,
    digits: Vec<u16>,
}

/// Longest reach of a negation, in units.
const NEGATION_REACH: u32 = 30;
/// The same in English, where one negation covers a whole list with its commas.
const LIST_NEGATION_REACH: u32 = 120;
/// Units that may stand between a thing and the word that says it has ended (业务已于2021年).
const END_REACH: u32 = 12;
/// Units that may stand between two things of one list.
const LIST_GAP: u32 = 2;
/// Longest reach of a statement of focus, in units.
const FOCUS_REACH: u32 = 160;
/// Units that may stand between the start of a clause and a word that still opens it.
const LEAD: u32 = 1;
/// Units that may stand between a term and the verb that speaks of it (的, 等, 产品, 系列产品).
const CLOSE_BY: u32 = 4;

impl SmallWords {
    /// Every character the small words need in the alphabet.
    pub(super) const LETTERS: &'static str = "和与及以或并兼至而andor业为于等基能企商公厂工务之型中的of已未";

    pub(super) fn new(alphabet: &Alphabet) -> Self {
        let units = |letters: &str| letters.chars().map(|letter| alphabet.unit_of(letter)).collect::<Vec<u16>>();
        let mut connectors = units("和与及以或并兼至而andor");
        connectors.extend([unit::BLANK, unit::LIST, unit::COMMA]);
        Self {
            connectors,
            fillers: units("业为于等及与和基能企商公厂工务之型中并"),
            of: alphabet.unit_of('的'),
            etc: alphabet.unit_of('等'),
            to_whom: alphabet.unit_of('为'),
            already: alphabet.unit_of('已'),
            not_yet: alphabet.unit_of('未'),
            digits: units("0123456789"),
        }
    }
}

/// Working memory of [`read`].
#[derive(Debug, Default)]
pub(super) struct Work {
    runs: Vec<Run>,
    items: Vec<u32>,
    groups: Vec<u32>,
    item_starts: Vec<u32>,
    next_run: Vec<usize>,
}

const NO_RUN: usize = usize::MAX;

/// Reads the tokens of one sentence and appends a reading for every term, in order.
pub(super) fn read(units: &[u16], tokens: &[Token], words: &SmallWords, work: &mut Work, out: &mut Vec<Reading>) {
    if !tokens.iter().any(|token| matches!(token.what, What::Term(_))) {
        return;
    }
    number_items(tokens, work);
    find_runs(units, tokens, words, work);
    let first = out.len();
    assign_roles(tokens, work, out);
    mark_scope(units, tokens, words, &mut out[first..]);
    mark_fields(units, tokens, words, &mut out[first..]);
    mark_heads(units, tokens, &mut out[first..]);
}

fn number_items(tokens: &[Token], work: &mut Work) {
    work.items.clear();
    work.groups.clear();
    work.item_starts.clear();
    work.item_starts.push(tokens.first().map_or(0, |token| token.start.saturating_sub(40)));
    let (mut item, mut group) = (0, 0);
    for token in tokens {
        if let What::Mark(mark) = token.what {
            if mark != unit::CLOSE {
                item += 1;
                work.item_starts.push(token.end);
            }
            if mark == unit::COMMA {
                group += 1;
            }
        }
        work.items.push(item);
        work.groups.push(group);
    }
}

fn gap(units: &[u16], from: u32, to: u32) -> &[u16] {
    units.get(from as usize..to as usize).unwrap_or(&[])
}

fn find_runs(units: &[u16], tokens: &[Token], words: &SmallWords, work: &mut Work) {
    work.runs.clear();
    for (at, token) in tokens.iter().enumerate() {
        let What::Cue(Cue::Verb(role)) = token.what else { continue };
        if let Some(run) = work.runs.last_mut() {
            let only_marks = tokens[run.first..at].iter().all(|between| match between.what {
                What::Mark(mark) => mark == unit::LIST || mark == unit::COMMA,
                What::Cue(Cue::Verb(_)) => true,
                _ => between.end <= run.end,
            });
            let joined = only_marks
                && token.start.saturating_sub(run.end) <= 8
                && gap(units, run.end, token.start).iter().all(|unit| words.connectors.contains(unit));
            if joined {
                run.end = token.end;
                run.last_item = work.items[at];
                run.role = run.role.min(role);
                // Keeps the check above short however long the run grows.
                run.first = at;
                continue;
            }
        }
        work.runs.push(Run {
            first: at,
            start: token.start,
            end: token.end,
            item: work.items[at],
            last_item: work.items[at],
            group: work.groups[at],
            role,
            prefix: false,
            suffix: false,
        });
    }
    bind_runs(units, tokens, words, work);
    work.next_run.clear();
    work.next_run.resize(tokens.len(), NO_RUN);
    let mut next = work.runs.len();
    for (at, token) in tokens.iter().enumerate().rev() {
        while next > 0 && work.runs[next - 1].start >= token.end {
            next -= 1;
        }
        work.next_run[at] = if next < work.runs.len() { next } else { NO_RUN };
    }
}

fn bind_runs(units: &[u16], tokens: &[Token], words: &SmallWords, work: &mut Work) {
    let mut before = 0;
    let mut after = 0;
    for run in &mut work.runs {
        while tokens.get(before + 1).is_some_and(|token| token.end <= run.start) {
            before += 1;
        }
        while tokens.get(after).is_some_and(|token| token.start < run.end) {
            after += 1;
        }
        let previous = tokens.get(before).filter(|token| token.end <= run.start);
        let term_before =
            previous.is_some_and(|token| matches!(token.what, What::Term(_)) && run.start - token.end <= CLOSE_BY);
        let item_start = work.item_starts.get(run.item as usize).copied().unwrap_or(0);
        let covered = previous.filter(|token| matches!(token.what, What::Cue(_))).map_or(item_start, |token| token.end);
        let text_before = run.start.saturating_sub(covered.max(item_start)) >= 2;
        let next = tokens.get(after);
        let term_after = next.is_some_and(|token| matches!(token.what, What::Term(_)) && token.start - run.end <= 2);
        (run.prefix, run.suffix) = match units.get(run.end as usize).copied() {
            Some(unit::COLON) => (true, false),
            None | Some(unit::HARD | unit::COMMA | unit::LIST | unit::OPEN | unit::CLOSE) => {
                (!term_before && !text_before, true)
            }
            Some(unit) if unit == words.of => (true, false),
            Some(unit) if words.fillers.contains(&unit) && !term_after => (false, true),
            Some(_) if term_before => (term_after, true),
            Some(_) => (true, false),
        };
        // 出租 and 租赁 before a noun are mostly part of a name (出租车), not a verb.
        run.prefix &= run.role != Role::Owns || units.get(run.end as usize) == Some(&unit::COLON);
    }
}

fn assign_roles(tokens: &[Token], work: &Work, out: &mut Vec<Reading>) {
    let mut last_prefix: Option<&Run> = None;
    let mut runs = work.runs.iter().peekable();
    let mut focus_until = 0;
    for (at, token) in tokens.iter().enumerate() {
        while let Some(run) = runs.next_if(|run| run.start <= token.start) {
            if run.prefix {
                last_prefix = Some(run);
            }
        }
        let pattern = match token.what {
            What::Cue(Cue::Focus) => {
                focus_until = token.end + FOCUS_REACH;
                continue;
            }
            What::Term(pattern) => pattern,
            _ => continue,
        };
        let (item, group) = (work.items[at], work.groups[at]);
        let next = work.next_run.get(at).and_then(|next| work.runs.get(*next)).filter(|run| run.suffix);
        let in_item = next.filter(|run| run.item == item);
        let close = in_item.filter(|run| run.start.saturating_sub(token.end) <= CLOSE_BY);
        let prefix_in_item = last_prefix.filter(|run| run.last_item == item);
        let run = close
            .or(prefix_in_item)
            .or(in_item)
            .or(next.filter(|run| run.group == group && run.role != Role::Owns))
            .or(last_prefix)
            .or(next.filter(|run| run.role != Role::Owns));
        out.push(Reading {
            pattern,
            start: token.start,
            end: token.end,
            role: run.map(|run| run.role),
            verb_close: close.is_some(),
            negated: false,
            purpose: Use::Product,
            modifies: false,
            machine_follows: false,
            focus: token.start < focus_until,
        });
    }
}

/// Strikes through what is negated or excepted.
fn mark_scope(units: &[u16], tokens: &[Token], words: &SmallWords, readings: &mut [Reading]) {
    let mut negated_until = 0;
    // The negation covers a list and goes on behind a comma, unless a verb begins something else there.
    let (mut covers_list, mut behind_comma) = (false, false);
    let (mut group_start, mut outer_start) = (0, 0);
    let mut at = 0;
    for token in tokens {
        match token.what {
            What::Mark(unit::COMMA) if covers_list => behind_comma = true,
            What::Mark(unit::COMMA | unit::CLOSE) => negated_until = 0,
            What::Cue(Cue::Verb(_) | Cue::Focus) if behind_comma => negated_until = 0,
            What::Cue(cue @ (Cue::Negates | Cue::Ends | Cue::Ended | Cue::Stops)) => {
                // Alone in brackets it speaks of what stands before them.
                let first = if group_start == at { outer_start } else { group_start };
                let named = &mut readings[first..at];
                let between = named.last().map_or(&[][..], |last| gap(units, last.end, token.start));
                if has_ended(cue, between, words) && ends_clause(units, token.end, words) {
                    strike_list(named, token.start);
                } else if matches!(cue, Cue::Negates | Cue::Ends) {
                    (negated_until, covers_list) = (token.end + NEGATION_REACH, false);
                }
            }
            What::Cue(Cue::NegatesList) => {
                (negated_until, covers_list, behind_comma) = (token.end + LIST_NEGATION_REACH, true, false);
            }
            What::Cue(Cue::Excepts) => {
                for reading in &mut readings[group_start..at] {
                    reading.negated = true;
                }
            }
            What::Term(_) => {
                readings[at].negated |= token.start < negated_until;
                at += 1;
            }
            _ => {}
        }
        match token.what {
            What::Mark(unit::COMMA) => (outer_start, group_start) = (at, at),
            What::Mark(unit::OPEN) => (outer_start, group_start) = (group_start, at),
            _ => {}
        }
    }
}

/// Whether a word at the end of a clause says of what was named before it that it is over: some words do so by
/// themselves, the others with 已 between (已于2021年停止), and none does where it is denied (从未停止生产).
fn has_ended(cue: Cue, between: &[u16], words: &SmallWords) -> bool {
    (matches!(cue, Cue::Ends | Cue::Ended) || between.contains(&words.already)) && !between.contains(&words.not_yet)
}

/// Whether nothing more is said in the clause, but for a year.
fn ends_clause(units: &[u16], end: u32, words: &SmallWords) -> bool {
    let rest = units.get(end as usize..).unwrap_or_default();
    let next = rest.iter().find(|unit| **unit != unit::BLANK && !words.digits.contains(unit));
    matches!(next, None | Some(&(unit::HARD | unit::COMMA | unit::LIST | unit::OPEN | unit::CLOSE)))
}

/// Strikes through the last thing named before a place, and the list it closes: X、Y业务已于去年停止.
fn strike_list(readings: &mut [Reading], mut before: u32) {
    let mut reach = END_REACH;
    for reading in readings.iter_mut().rev() {
        if before.saturating_sub(reading.end) > reach {
            return;
        }
        reading.negated = true;
        (before, reach) = (reading.start, LIST_GAP);
    }
}

/// Tells products from the fields they go to.
fn mark_fields(units: &[u16], tokens: &[Token], words: &SmallWords, readings: &mut [Reading]) {
    let mut state = Use::Product;
    // Whether the list of those it is for goes on behind a comma, as in English.
    let mut for_list = false;
    let mut at = 0;
    // Readings of the list that a following 领域 or industry would speak of.
    let mut list_start = 0;
    // Readings of the item that may turn out to be the name of a company.
    let mut item_start = 0;
    // Where the clause began, in readings and in units.
    let mut clause = (0, tokens.first().map_or(0, |token| token.start.min(LEAD)));
    // The one it is for was named at the head of the clause: 用于X的Y speaks of Y.
    let mut leads = false;
    let mut list_is_own = false;
    for (index, token) in tokens.iter().enumerate() {
        match token.what {
            What::Term(_) => {
                if leads && at > clause.0 && gap(units, readings[at - 1].end, token.start).contains(&words.of) {
                    state = Use::Product;
                    leads = false;
                }
                readings[at].purpose = readings[at].purpose.max(state);
                at += 1;
            }
            What::Cue(Cue::Supplies) if gap(units, clause.1, token.start).contains(&words.to_whom) => {
                for reading in &mut readings[clause.0..at] {
                    reading.purpose = reading.purpose.max(Use::For);
                }
                state = Use::Product;
                list_start = at;
            }
            What::Cue(Cue::UsedIn | Cue::Supplies) => {
                state = Use::UsedIn;
                leads = at == clause.0 && token.start.saturating_sub(clause.1) <= LEAD;
                list_start = at;
            }
            What::Cue(Cue::For | Cue::ForList) => {
                for_list = token.what == What::Cue(Cue::ForList);
                state = state.max(Use::For);
                list_start = at;
            }
            What::Cue(Cue::Focus) => {
                state = Use::Product;
                list_start = at;
                list_is_own = true;
            }
            What::Cue(Cue::Verb(_)) => {
                item_start = at;
                let joined = index > 0 && tokens[index - 1].what == What::Cue(Cue::UsedIn);
                if !joined && state != Use::Product && tokens.get(index + 1).is_some_and(|next| is_object(next, token))
                {
                    state = Use::Product;
                }
                list_start = at;
            }
            What::Cue(Cue::Field) => {
                if !list_is_own && list_start < at {
                    let last_end = readings[at - 1].end;
                    let near = token.start.saturating_sub(last_end) <= 2
                        && gap(units, last_end, token.start)
                            .iter()
                            .all(|unit| *unit == words.etc || *unit == unit::BLANK);
                    if near {
                        for reading in &mut readings[list_start..at] {
                            reading.purpose = reading.purpose.max(Use::Field);
                        }
                    }
                }
                state = Use::Product;
                list_start = at;
            }
            What::Mark(unit::COMMA) => {
                if state == Use::For {
                    state = if for_list { Use::ForTail } else { Use::Product };
                }
                list_start = at;
                item_start = at;
                clause = (at, token.end);
                leads = false;
                list_is_own = false;
            }
            What::Mark(unit::OPEN | unit::COLON) => {
                list_start = at;
                item_start = at;
            }
            What::Mark(unit::LIST) => item_start = at,
            What::Cue(Cue::NameEnd) => {
                for reading in &mut readings[item_start..at] {
                    reading.purpose = reading.purpose.max(Use::Field);
                }
            }
            What::Mark(_) | What::Cue(_) => {}
        }
    }
}

/// Whether a term follows a verb so closely that the verb must speak of it.
fn is_object(next: &Token, verb: &Token) -> bool {
    matches!(next.what, What::Term(_)) && next.start.saturating_sub(verb.end) <= 6
}

/// Marks terms that only modify the word after them.
fn mark_heads(units: &[u16], tokens: &[Token], readings: &mut [Reading]) {
    let mut at = 0;
    for (index, token) in tokens.iter().enumerate() {
        if !matches!(token.what, What::Term(_)) {
            continue;
        }
        // A token may be term and cue at once; the head is the next one that starts after this one ends.
        let head = tokens[index + 1..].iter().take(2).find(|next| next.start >= token.end);
        let adjoining = head.filter(|next| {
            next.start - token.end <= 1 && gap(units, token.end, next.start).iter().all(|unit| *unit == unit::BLANK)
        });
        readings[at].modifies = adjoining.is_some_and(|next| next.what == What::Cue(Cue::Head));
        readings[at].machine_follows = adjoining.is_some_and(|next| next.what == What::Cue(Cue::MachineHead));
        at += 1;
    }
}
