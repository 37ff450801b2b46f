//! Formulas of our own in workbooks. They are made of places and numbers alone; no text of a record can get into one.

use std::fmt::{self, Write as _};

/// A cell: column and row, both from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    /// Column.
    pub column: u16,
    /// Row.
    pub row: u32,
}

impl At {
    /// A cell.
    pub const fn new(column: u16, row: u32) -> Self {
        Self { column, row }
    }

    /// Letters of its column.
    fn letters(self) -> String {
        crate::exchange::sheet::column_letters(u32::from(self.column))
    }
}

/// Which sheet of the workbook a place is on, by its number from 0; `None` = the same sheet.
pub type OnSheet = Option<usize>;

/// A rectangle of cells that does not move when the formula is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Sheet.
    pub sheet: OnSheet,
    /// Left upper cell.
    pub first: At,
    /// Right lower cell.
    pub last: At,
}

impl Area {
    /// Cells of one sheet.
    pub const fn new(sheet: OnSheet, first: At, last: At) -> Self {
        Self { sheet, first, last }
    }

    /// One cell.
    pub const fn cell(sheet: OnSheet, at: At) -> Self {
        Self { sheet, first: at, last: at }
    }
}

/// A formula. It is written with the names of the sheets once they are known.
#[derive(Debug, Clone, PartialEq)]
pub enum Formula {
    /// The cell of another place.
    Same(Area),
    /// The same; nothing where nothing stands there.
    SameIfAny(Area),
    /// Sum.
    Sum(Area),
    /// Sum of the numbers that are there; nothing where there is none.
    SumIfAny(Area),
    /// Mean of the numbers that are there; nothing where there is none.
    Mean(Area),
    /// Number of cells with a number.
    Count(Area),
    /// One cell minus another.
    Minus(Area, Area),
    /// One cell times another, plus a third.
    Scaled {
        /// What is scaled.
        of: Area,
        /// By how much.
        by: Area,
        /// What is added.
        plus: Area,
    },
    /// 100 × Σ weight × value ÷ Σ weight. Where criteria do not apply, their weight goes to the others of their group,
    /// and that of a group without any to the other groups, as the model has it.
    Weighted {
        /// Weights and values of each group, side by side in one row each.
        groups: Vec<(Area, Area)>,
    },
    /// Place of a number among others, the largest first; ties in their order.
    Place {
        /// The number.
        of: Area,
        /// All of them, one below the other.
        among: Area,
    },
    /// What stands in a column beside the row that holds a number.
    Lookup {
        /// The number.
        number: Area,
        /// Where it is looked for.
        places: Area,
        /// What is given.
        values: Area,
    },
}

impl Formula {
    /// As it is written into a cell. `sheets` are the names of the sheets.
    pub fn text(&self, sheets: &[String]) -> String {
        let area = |area: &Area| written(area, sheets);
        match self {
            Self::Same(cell) => format!("={}", area(cell)),
            Self::SameIfAny(cell) => format!("=IF({0}=\"\",\"\",{0})", area(cell)),
            Self::Sum(cells) => format!("=SUM({})", area(cells)),
            Self::SumIfAny(cells) => format!("=IF(COUNT({0})=0,\"\",SUM({0}))", area(cells)),
            Self::Mean(cells) => format!("=IF(COUNT({0})=0,\"\",AVERAGE({0}))", area(cells)),
            Self::Count(cells) => format!("=COUNT({})", area(cells)),
            Self::Minus(one, other) => format!("={}-{}", area(one), area(other)),
            Self::Scaled { of, by, plus } => format!("={}*{}+{}", area(of), area(by), area(plus)),
            Self::Weighted { groups } => weighted(groups, sheets),
            Self::Place { of, among } => {
                // Those that are larger, and those above that are equal: comparing twice in the same way leaves no gap
                // where sums differ in their last digit only, as RANK and COUNTIF together would.
                let above = Area { last: At { row: of.first.row, column: among.last.column }, ..*among };
                format!(
                    "=SUMPRODUCT(--(ROUND({1},9)>ROUND({0},9)))+SUMPRODUCT(--(ROUND({2},9)=ROUND({0},9)))",
                    area(of),
                    area(among),
                    area(&above)
                )
            }
            Self::Lookup { number, places, values } => {
                format!("=INDEX({},MATCH({},{},0))", area(values), area(number), area(places))
            }
        }
    }
}

/// The weighted mean by groups, in which a text stands for a criterion that does not apply.
fn weighted(groups: &[(Area, Area)], sheets: &[String]) -> String {
    let mut sum = String::new();
    let mut weight = String::new();
    for (index, (weights, values)) in groups.iter().enumerate() {
        let (weights, values) = (written(weights, sheets), written(values, sheets));
        let plus = if index == 0 { "" } else { "+" };
        let counting = format!("SUMPRODUCT({weights}*ISNUMBER({values}))");
        // Writing to a string cannot fail.
        let _ = write!(sum, "{plus}IF({counting}=0,0,SUM({weights})*SUMPRODUCT({weights},{values})/{counting})");
        let _ = write!(weight, "{plus}IF({counting}=0,0,SUM({weights}))");
    }
    format!("=IF(({weight})=0,0,100*({sum})/({weight}))")
}

fn written(area: &Area, sheets: &[String]) -> String {
    let mut out = String::new();
    if let Some(name) = area.sheet.and_then(|sheet| sheets.get(sheet)) {
        let _ = write!(out, "'{}'!", name.replace('\'', "''"));
    }
    let _ = write!(out, "{}", Absolute(area.first));
    if area.first != area.last {
        let _ = write!(out, ":{}", Absolute(area.last));
    }
    out
}

struct Absolute(At);

impl fmt::Display for Absolute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "${}${}", self.0.letters(), self.0.row + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_name_places_only() {
        let sheets = ["it's".to_owned(), "b".to_owned()];
        let cell = Area::cell(Some(0), At::new(2, 4));
        assert_eq!(Formula::Same(cell).text(&sheets), "='it''s'!$C$5");
        assert_eq!(Formula::SameIfAny(cell).text(&sheets), "=IF('it''s'!$C$5=\"\",\"\",'it''s'!$C$5)");
        let [of, by, plus] = [0, 1, 2].map(|column| Area::cell(None, At::new(column, 8)));
        assert_eq!(Formula::Scaled { of, by, plus }.text(&sheets), "=$A$9*$B$9+$C$9");
        let among = Area::new(None, At::new(27, 3), At::new(27, 9));
        assert_eq!(Formula::SumIfAny(among).text(&sheets), "=IF(COUNT($AB$4:$AB$10)=0,\"\",SUM($AB$4:$AB$10))");
        let of = Area::cell(None, At::new(27, 5));
        assert_eq!(
            Formula::Place { of, among }.text(&sheets),
            "=SUMPRODUCT(--(ROUND($AB$4:$AB$10,9)>ROUND($AB$6,9)))+SUMPRODUCT(--(ROUND($AB$4:$AB$6,9)=ROUND($AB$6,9)))"
        );
        let weights = Area::new(None, At::new(0, 0), At::new(1, 0));
        let values = Area::new(None, At::new(0, 1), At::new(1, 1));
        assert_eq!(
            Formula::Weighted { groups: vec![(weights, values)] }.text(&sheets),
            "=IF((IF(SUMPRODUCT($A$1:$B$1*ISNUMBER($A$2:$B$2))=0,0,SUM($A$1:$B$1)))=0,0,100*(IF(SUMPRODUCT($A$1:$B$1*ISNUMBER($A$2:$B$2))=0,0,SUM($A$1:$B$1)*SUMPRODUCT($A$1:$B$1,$A$2:$B$2)/SUMPRODUCT($A$1:$B$1*ISNUMBER($A$2:$B$2))))/(IF(SUMPRODUCT($A$1:$B$1*ISNUMBER($A$2:$B$2))=0,0,SUM($A$1:$B$1))))"
        );
    }
}
