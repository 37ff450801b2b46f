//! References in formulas and ranges, carried to where rows have moved.

use std::fmt::Write as _;

/// Where rows of a sheet go when a block of them is repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// First row of the block, from 1.
    pub first: u32,
    /// Last row of the block.
    pub last: u32,
    /// How often the block stands there afterwards; at least once.
    pub copies: u32,
}

impl Shift {
    fn height(self) -> u32 {
        self.last - self.first + 1
    }

    /// How many rows are added.
    fn added(self) -> u32 {
        self.height() * self.copies.saturating_sub(1)
    }
}

/// All blocks of a sheet, from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shifts(pub Vec<Shift>);

impl Shifts {
    /// Where a row begins to stand: the first copy of a row of a block.
    pub fn first(&self, row: u32) -> u32 {
        let above = self.0.iter().filter(|shift| shift.last < row);
        row + above.map(|shift| shift.added()).sum::<u32>()
    }

    /// Where a row ends to stand: the last copy of a row of a block.
    pub fn last(&self, row: u32) -> u32 {
        let own = self.0.iter().find(|shift| (shift.first..=shift.last).contains(&row));
        self.first(row) + own.map_or(0, |shift| shift.added())
    }

    /// Where a row of a block stands in one of its copies; rows outside the block stand where they stand.
    fn in_copy(&self, row: u32, block: Shift, copy: u32) -> u32 {
        let inside = (block.first..=block.last).contains(&row);
        self.first(row) + if inside { block.height() * copy } else { 0 }
    }
}

/// The block and copy a formula stands in, if it does.
pub type Own = Option<(Shift, u32)>;

/// A range such as `A5:H5` or a list of them, as they stand afterwards.
pub fn range(text: &str, shifts: &Shifts) -> String {
    text.split(' ')
        .map(|one| mapped(one, &|row, end| if end { shifts.last(row) } else { shifts.first(row) }))
        .collect::<Vec<_>>()
        .join(" ")
}

/// A range within a block, in one of its copies.
pub fn range_in_copy(text: &str, shifts: &Shifts, block: Shift, copy: u32) -> String {
    mapped(text, &|row, _| shifts.in_copy(row, block, copy))
}

/// Rows that stay.
static STILL: Shifts = Shifts(Vec::new());

/// Where the rows of every sheet of a workbook go, in the order of the sheets, and on which of them a formula stands.
#[derive(Debug, Clone, Copy)]
pub struct Sheets<'a> {
    /// Name and moves of each sheet.
    pub all: &'a [(String, Shifts)],
    /// The sheet the formula stands on; none = on no sheet, such as the name of an area or a chart.
    pub at: Option<usize>,
}

impl<'a> Sheets<'a> {
    /// Moves of the sheet the formula stands on.
    pub fn own(self) -> &'a Shifts {
        self.at.and_then(|at| self.all.get(at)).map_or(&STILL, |(_, shifts)| shifts)
    }

    fn place(self, name: &str) -> Option<usize> {
        let name = name.to_lowercase();
        self.all.iter().position(|(known, _)| known.to_lowercase() == name)
    }

    /// The sheet of a name as formulas write it. Of several sheets (`a:b`) the first, where the rows of all of them go the
    /// same way; otherwise no reference says what was meant.
    fn named(self, name: &str) -> Option<usize> {
        let Some((first, last)) = name.split_once(':') else { return self.place(name) };
        let (first, last) = (self.place(first)?, self.place(last)?);
        let (first, last) = (first.min(last), first.max(last));
        let mut moves = self.all.iter().take(last + 1).skip(first).map(|(_, shifts)| shifts);
        let one = moves.next()?;
        moves.all(|other| other == one).then_some(first)
    }
}

/// A formula as it stands afterwards. `moved` is how far the cell it came from is away, for formulas that share a text.
pub fn formula(text: &str, sheets: Sheets<'_>, own: Own, moved: (i64, i64)) -> String {
    let here = Target { shifts: sheets.own(), own, copy: None };
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    // What follows is the second end of a range.
    let mut end = false;
    while let Some(c) = rest.chars().next() {
        if c == ':' {
            out.push(c);
            rest = &rest[1..];
            end = true;
            continue;
        }
        let length = match c {
            '"' | '\'' => quoted(rest, c),
            '[' => bracketed(rest),
            c if is_of_name(c) => name_length(rest),
            c => c.len_utf8(),
        };
        let (word, behind) = rest.split_at(length);
        let is_sheet = behind.starts_with('!') && (c == '\'' || is_of_name(c));
        if is_sheet {
            let name = word.trim_matches('\'').replace("''", "'");
            // A name in this word may be the second end of a range that begins with a cell: `a!B1:a!B2`.
            if let Some(first) = first_end(word).filter(|_| c != '\'') {
                out.push_str(&reference(&word[..first], &here, moved, true, end));
                rest = &rest[first..];
                end = false;
                continue;
            }
            let target = Target::of(sheets, sheets.named(&name), own, here);
            out.push_str(word);
            out.push('!');
            let behind = &behind[1..];
            let (cells, length) = cells(behind);
            let ranged = end || behind[length..].starts_with(':');
            out.push_str(&reference(cells, &target, moved, ranged, end));
            rest = &behind[length..];
        } else if is_of_name(c) {
            let (cells, length) = cells(rest);
            let behind = &rest[length..];
            // A function, or a table.
            if behind.starts_with(['(', '[']) {
                out.push_str(cells);
            } else {
                out.push_str(&reference(cells, &here, moved, end || behind.starts_with(':'), end));
            }
            rest = behind;
        } else {
            // Texts, names of columns of a table, sheets of another workbook, and signs stay as they are.
            out.push_str(word);
            rest = behind;
        }
        end = false;
    }
    out
}

/// The length of what stands in quotes; a doubled quote is one of the text.
fn quoted(text: &str, quote: char) -> usize {
    let mut from = 1;
    while let Some(at) = text[from..].find(quote) {
        from += at + 1;
        if !text[from..].starts_with(quote) {
            return from;
        }
        from += 1;
    }
    text.len()
}

/// The length of what stands in brackets. Before the name of a sheet they name another workbook: then up to the end of
/// the reference, which is none of ours.
fn bracketed(text: &str) -> usize {
    let mut depth = 0_usize;
    let end = text.char_indices().find_map(|(at, c)| {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (depth == 0).then_some(at + 1)
    });
    let Some(end) = end else { return text.len() };
    let sheet = end + name_length(&text[end..]);
    if text[sheet..].starts_with('!') { sheet + 1 + name_length(&text[sheet + 1..]) } else { end }
}

fn name_length(text: &str) -> usize {
    text.find(|c: char| !is_of_name(c)).unwrap_or(text.len())
}

/// The cells at the start of a text, and their length: a word, without the sheet or function that its second end begins
/// with.
fn cells(text: &str) -> (&str, usize) {
    let word = &text[..name_length(text)];
    let behind = &text[word.len()..];
    let length = match first_end(word) {
        Some(first) if behind.starts_with(['!', '(', '\'']) => first,
        _ => word.strip_suffix(':').unwrap_or(word).len(),
    };
    (&word[..length], length)
}

/// The length of the first end of a range whose second end is no cell.
fn first_end(word: &str) -> Option<usize> {
    let (first, _) = word.rsplit_once(':')?;
    first.split(':').all(|part| Reference::of(part).is_some()).then_some(first.len())
}

/// `:` belongs to a word: a range is carried as one.
fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '$' | '_' | '.' | ':')
}

/// The sheet a reference points to.
#[derive(Debug, Clone, Copy)]
struct Target<'a> {
    shifts: &'a Shifts,
    /// The block and copy the formula stands in, where it is on the same sheet.
    own: Own,
    /// The copy the formula stands in, where it is on another sheet: its record is the same there.
    copy: Option<u32>,
}

impl<'a> Target<'a> {
    /// A sheet of the workbook; none = nothing is known of it, and its rows stay.
    fn of(sheets: Sheets<'a>, place: Option<usize>, own: Own, here: Target<'a>) -> Self {
        match place {
            Some(place) if sheets.at == Some(place) => here,
            Some(place) => {
                let shifts = sheets.all.get(place).map_or(&STILL, |(_, shifts)| shifts);
                Self { shifts, own: None, copy: own.map(|(_, copy)| copy) }
            }
            None => Self { shifts: &STILL, own: None, copy: None },
        }
    }

    /// Where a row stands afterwards. `ranged` = the reference is an end of a range, `last` = the second one.
    fn row(&self, row: u32, ranged: bool, last: bool) -> u32 {
        let within = |block: &Shift| (block.first..=block.last).contains(&row);
        if let Some((block, copy)) = self.own.filter(|(block, _)| within(block)) {
            return self.shifts.in_copy(row, block, copy);
        }
        if let (Some(copy), false) = (self.copy, ranged)
            && let Some(block) = self.shifts.0.iter().find(|&block| within(block) && copy < block.copies)
        {
            return self.shifts.in_copy(row, *block, copy);
        }
        if last { self.shifts.last(row) } else { self.shifts.first(row) }
    }
}

/// A cell or range as it stands afterwards; a word that is none stays. `ranged` and `end` say whether it is itself an end
/// of a range, and the second one.
fn reference(word: &str, target: &Target<'_>, moved: (i64, i64), ranged: bool, end: bool) -> String {
    let parts: Vec<&str> = word.split(':').collect();
    let last = parts.len() - 1;
    let mut written = Vec::with_capacity(parts.len());
    for (index, part) in parts.iter().enumerate() {
        let second = if last > 0 { index == last } else { end };
        if let Some(reference) = Reference::of(part) {
            let reference = reference.moved(moved);
            let row = target.row(reference.row, ranged || last > 0, second);
            written.push(Reference { row, ..reference }.written());
        } else if let Some((fixed, row)) = whole_row(part).filter(|_| last > 0) {
            let row = if fixed { row } else { moved_row(row, moved.0) };
            written.push(format!("{}{}", if fixed { "$" } else { "" }, target.row(row, true, second)));
        } else {
            return word.to_owned();
        }
    }
    written.join(":")
}

/// A whole row as an end of a range of rows, and whether it is fixed.
fn whole_row(part: &str) -> Option<(bool, u32)> {
    let (fixed, digits) = part.strip_prefix('$').map_or((false, part), |digits| (true, digits));
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let row = digits.parse().ok().filter(|row| (1..=1_048_576).contains(row))?;
    plain.then_some((fixed, row))
}

fn moved_row(row: u32, down: i64) -> u32 {
    u32::try_from((i64::from(row) + down).max(1)).unwrap_or(row)
}

fn mapped(text: &str, row: &dyn Fn(u32, bool) -> u32) -> String {
    let parts: Vec<&str> = text.split(':').collect();
    let last = parts.len() - 1;
    let place = |(index, part): (usize, &&str)| match Reference::of(part) {
        Some(reference) => Reference { row: row(reference.row, index == last), ..reference }.written(),
        None => (*part).to_owned(),
    };
    parts.iter().enumerate().map(place).collect::<Vec<_>>().join(":")
}

/// One cell as formulas name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Reference<'a> {
    fixed_column: bool,
    letters: &'a str,
    /// Columns to the right of `letters`.
    right: i64,
    fixed_row: bool,
    row: u32,
}

impl<'a> Reference<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let (fixed_column, rest) = text.strip_prefix('$').map_or((false, text), |rest| (true, rest));
        let letters = rest.find(|c: char| !c.is_ascii_alphabetic())?;
        let (letters, rest) = rest.split_at(letters);
        let (fixed_row, digits) = rest.strip_prefix('$').map_or((false, rest), |rest| (true, rest));
        let plain = (1..=3).contains(&letters.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        let row = digits.parse().ok().filter(|row| (1..=1_048_576).contains(row))?;
        plain.then_some(Self { fixed_column, letters, right: 0, fixed_row, row })
    }

    /// As a formula that shares its text means it, so far below and to the right.
    fn moved(self, (down, right): (i64, i64)) -> Self {
        Self {
            row: if self.fixed_row { self.row } else { moved_row(self.row, down) },
            right: if self.fixed_column { 0 } else { right },
            ..self
        }
    }

    fn written(self) -> String {
        let mut out = String::new();
        let dollar = |fixed: bool| if fixed { "$" } else { "" };
        let letters = if self.right == 0 {
            self.letters.to_owned()
        } else {
            let column = column_of(self.letters) + self.right;
            crate::exchange::sheet::column_letters(u32::try_from(column.max(0)).unwrap_or_default())
        };
        // Writing to a string cannot fail.
        let _ = write!(out, "{}{letters}{}{}", dollar(self.fixed_column), dollar(self.fixed_row), self.row);
        out
    }
}

/// Number of a column from 0.
pub fn column_of(letters: &str) -> i64 {
    letters.bytes().fold(0, |number, letter| number * 26 + i64::from(letter.to_ascii_uppercase() - b'A') + 1) - 1
}

/// Letters and row of a cell's own name.
pub fn parts(cell: &str) -> Option<(&str, u32)> {
    let reference = Reference::of(cell)?;
    Some((reference.letters, reference.row))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Row 5 stands there three times.
    fn shifts() -> Shifts {
        Shifts(vec![Shift { first: 5, last: 5, copies: 3 }])
    }

    /// The form, a sheet whose row 2 is repeated too, and one of which nothing moves.
    fn book() -> Vec<(String, Shifts)> {
        let second = Shifts(vec![Shift { first: 2, last: 2, copies: 3 }]);
        vec![("Form".into(), shifts()), ("it's 表".into(), second), ("Still".into(), Shifts::default())]
    }

    /// A formula of a sheet of the book.
    fn on(at: usize, text: &str, own: Own) -> String {
        let all = book();
        formula(text, Sheets { all: &all, at: Some(at) }, own, (0, 0))
    }

    #[test]
    fn rows_below_a_repeated_one_move_and_ranges_over_it_grow() {
        let plain = |text: &str| on(0, text, None);
        assert_eq!(plain("SUM(D5:D5)"), "SUM(D5:D7)");
        assert_eq!(plain("SUM(D$4:D$6)+A1"), "SUM(D$4:D$8)+A1");
        assert_eq!(plain("IF(A6=\"A6\",Sheet2!A6,'x y'!B7)"), "IF(A8=\"A6\",Sheet2!A6,'x y'!B7)");
        assert_eq!(plain("LOG10(A7)+ROW()"), "LOG10(A9)+ROW()");
        assert_eq!(plain("\"say \"\"A6\"\"\"&A6"), "\"say \"\"A6\"\"\"&A8");
        assert_eq!(plain("SUM(A4:INDEX(A:A,9))"), "SUM(A4:INDEX(A:A,9))");
        assert_eq!(plain("SUM(INDEX(A:A,1):A5)"), "SUM(INDEX(A:A,1):A7)");
        assert_eq!(plain("SUM(6:$7)"), "SUM(8:$9)");
        assert_eq!(plain("T1[[#This Row],[E6]]+E6"), "T1[[#This Row],[E6]]+E8");
        assert_eq!(range("A5:H5", &shifts()), "A5:H7");
        assert_eq!(range("A1:H1 B6", &shifts()), "A1:H1 B8");
        assert_eq!(range("A:C", &shifts()), "A:C");
    }

    #[test]
    fn references_to_another_sheet_follow_the_rows_of_that_sheet() {
        let plain = |text: &str| on(2, text, None);
        assert_eq!(plain("Form!E6"), "Form!E8");
        assert_eq!(plain("fORM!E6+E6"), "fORM!E8+E6", "names are told apart by their letters, not their case");
        assert_eq!(plain("SUM(Form!E5:E5)"), "SUM(Form!E5:E7)");
        assert_eq!(plain("SUM('Form'!$E$5:$E$6)"), "SUM('Form'!$E$5:$E$8)");
        assert_eq!(plain("SUM(Form!E5:Form!E5)"), "SUM(Form!E5:Form!E7)");
        assert_eq!(plain("SUM('it''s 表'!A2:'it''s 表'!A2)"), "SUM('it''s 表'!A2:'it''s 表'!A4)");
        assert_eq!(plain("'it''s 表'!B3*2"), "'it''s 表'!B5*2");
        assert_eq!(plain("Still!E6+Other!E6"), "Still!E6+Other!E6");
        assert_eq!(plain("[1]Form!E6+'[b.xlsx]Form'!E6"), "[1]Form!E6+'[b.xlsx]Form'!E6");
        assert_eq!(plain("Form!$5:$6"), "Form!$5:$8");
        assert_eq!(plain("SUM(Form:Still!E6)"), "SUM(Form:Still!E6)", "their rows go different ways");
        assert_eq!(on(0, "Form!E6+Still!E6", None), "Form!E8+Still!E6", "its own sheet by name");
        assert_eq!(on(1, "SUM(Still:Still!E6)", None), "SUM(Still:Still!E6)");
    }

    #[test]
    fn a_repeated_row_looks_at_its_own_record_on_another_sheet() {
        let all = book();
        let block = all[1].1.0[0];
        assert_eq!(on(1, "Form!E5+B2", Some((block, 2))), "Form!E7+B4");
        assert_eq!(on(1, "Form!E5/SUM(Form!E5:E5)", Some((block, 1))), "Form!E6/SUM(Form!E5:E7)");
        assert_eq!(on(1, "'it''s 表'!B2", Some((block, 2))), "'it''s 表'!B4");
    }

    #[test]
    fn any_text_is_survived() {
        for text in [
            "'", "\"", "[", "]", ":", "!", "a:", ":!", "'a'!", "A1:!B2", "表!", "表!:", "'表!A1", "[[", "A1:'", "''!A5",
        ] {
            for at in 0..3 {
                let written = on(at, text, None);
                assert!(!written.is_empty(), "{text}");
            }
        }
    }

    #[test]
    fn a_formula_of_a_repeated_row_keeps_to_its_own_copy() {
        let shifts = shifts();
        let block = shifts.0[0];
        assert_eq!(on(0, "D5*$E$5/D$9", Some((block, 2))), "D7*$E$7/D$11");
        assert_eq!(range_in_copy("A5:B5", &shifts, block, 1), "A6:B6");
    }

    #[test]
    fn formulas_that_share_a_text_are_taken_apart() {
        let none = Sheets { all: &[], at: None };
        assert_eq!(formula("A1+$B1+C$1", none, None, (2, 1)), "B3+$B3+D$1");
        assert_eq!(formula("x!A1+'y z'!$B1", none, None, (2, 1)), "x!B3+'y z'!$B3");
        assert_eq!(column_of("AB"), 27);
        assert_eq!(parts("AB12"), Some(("AB", 12)));
        assert_eq!(parts("12"), None);
    }
}
