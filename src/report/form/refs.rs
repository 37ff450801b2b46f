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

/// A formula as it stands afterwards. `moved` is how far the cell it came from is away, for formulas that share a text.
pub fn formula(text: &str, shifts: &Shifts, own: Own, moved: (i64, i64)) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        // Texts and names of sheets in quotes stay as they are.
        if c == '"' || c == '\'' {
            let end = rest[1..].find(c).map_or(rest.len(), |end| end + 2);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
            if let Some(behind) = rest.strip_prefix('!') {
                // Another sheet: its rows do not move with these.
                let length = 1 + behind.find(|c: char| !is_of_name(c)).unwrap_or(behind.len());
                out.push_str(&rest[..length]);
                rest = &rest[length..];
            }
            continue;
        }
        if !is_of_name(c) {
            out.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let length = rest.find(|c: char| !is_of_name(c)).unwrap_or(rest.len());
        let word = &rest[..length];
        rest = &rest[length..];
        if rest.starts_with('!') {
            let behind = rest[1..].find(|c: char| !is_of_name(c)).map_or(rest.len(), |end| end + 1);
            out.push_str(word);
            out.push_str(&rest[..behind]);
            rest = &rest[behind..];
        } else if rest.starts_with('(') || !word.split(':').all(|part| Reference::of(part).is_some()) {
            out.push_str(word);
        } else {
            out.push_str(&reference(word, shifts, own, moved));
        }
    }
    out
}

/// `:` belongs to a word: a range is carried as one.
fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '$' | '_' | '.' | ':')
}

fn reference(word: &str, shifts: &Shifts, own: Own, moved: (i64, i64)) -> String {
    let parts: Vec<&str> = word.split(':').collect();
    let last = parts.len() - 1;
    let place = |(index, part): (usize, &&str)| {
        let Some(reference) = Reference::of(part) else { return (*part).to_owned() };
        let reference = reference.moved(moved);
        let row = match own {
            Some((block, copy)) if (block.first..=block.last).contains(&reference.row) => {
                shifts.in_copy(reference.row, block, copy)
            }
            _ if index == last && last > 0 => shifts.last(reference.row),
            _ => shifts.first(reference.row),
        };
        Reference { row, ..reference }.written()
    };
    parts.iter().enumerate().map(place).collect::<Vec<_>>().join(":")
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
        let row = if self.fixed_row { i64::from(self.row) } else { i64::from(self.row) + down };
        Self {
            row: u32::try_from(row.max(1)).unwrap_or(self.row),
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

    #[test]
    fn rows_below_a_repeated_one_move_and_ranges_over_it_grow() {
        let plain = |text: &str| formula(text, &shifts(), None, (0, 0));
        assert_eq!(plain("SUM(D5:D5)"), "SUM(D5:D7)");
        assert_eq!(plain("SUM(D$4:D$6)+A1"), "SUM(D$4:D$8)+A1");
        assert_eq!(plain("IF(A6=\"A6\",Sheet2!A6,'x y'!B7)"), "IF(A8=\"A6\",Sheet2!A6,'x y'!B7)");
        assert_eq!(plain("LOG10(A7)+ROW()"), "LOG10(A9)+ROW()");
        assert_eq!(range("A5:H5", &shifts()), "A5:H7");
        assert_eq!(range("A1:H1 B6", &shifts()), "A1:H1 B8");
        assert_eq!(range("A:C", &shifts()), "A:C");
    }

    #[test]
    fn a_formula_of_a_repeated_row_keeps_to_its_own_copy() {
        let shifts = shifts();
        let block = shifts.0[0];
        assert_eq!(formula("D5*$E$5/D$9", &shifts, Some((block, 2)), (0, 0)), "D7*$E$7/D$11");
        assert_eq!(range_in_copy("A5:B5", &shifts, block, 1), "A6:B6");
    }

    #[test]
    fn formulas_that_share_a_text_are_taken_apart() {
        assert_eq!(formula("A1+$B1+C$1", &Shifts::default(), None, (2, 1)), "B3+$B3+D$1");
        assert_eq!(column_of("AB"), 27);
        assert_eq!(parts("AB12"), Some(("AB", 12)));
        assert_eq!(parts("12"), None);
    }
}
