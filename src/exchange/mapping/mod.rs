//! Which row is the header, and which column is what: by header word, then by content.

mod corrections;
mod recognize;

use thiserror::Error;

pub use corrections::{Corrections, is_telling};
pub use recognize::{recognize, recognize_under};

use super::{
    aliases::header_key,
    parse::{self, DayOrder, HeaderUnit},
    sheet::{column_from_letters, column_letters},
};
use crate::domain::{company::HonourKind, fact};

/// What a column can be taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)] // the text fields are those of `Company`, explained there
pub enum TargetField {
    Name,
    ShortName,
    EnglishName,
    FormerNames,
    CreditCode,
    RegistrationStatus,
    LegalRepresentative,
    RegisteredCapital,
    PaidInCapital,
    CapitalCurrency,
    Founded,
    CompanyType,
    /// Province, city or country in one text.
    Region,
    Province,
    City,
    District,
    Address,
    Industry,
    IndustryCode,
    SizeClass,
    MainBusiness,
    Products,
    BusinessScope,
    Introduction,
    BoothNotes,
    Website,
    Phone,
    Email,
    Notes,
    /// Hall and stand at a fair.
    Booth,
    /// Hall at a fair, when it has a column of its own.
    Hall,
    /// Honours named in a text.
    Honours,
    /// Stock code: the company is listed.
    StockCode,
    /// One honour, yes or no.
    HonourFlag(HonourKind),
    /// A fact.
    Metric(fact::Metric),
}

/// Fields by word; honours and metrics follow with their own words.
const FIELD_WORDS: &[(&str, TargetField)] = &[
    ("name", TargetField::Name),
    ("short_name", TargetField::ShortName),
    ("english_name", TargetField::EnglishName),
    ("former_names", TargetField::FormerNames),
    ("credit_code", TargetField::CreditCode),
    ("registration_status", TargetField::RegistrationStatus),
    ("legal_representative", TargetField::LegalRepresentative),
    ("registered_capital", TargetField::RegisteredCapital),
    ("paid_in_capital", TargetField::PaidInCapital),
    ("capital_currency", TargetField::CapitalCurrency),
    ("founded", TargetField::Founded),
    ("company_type", TargetField::CompanyType),
    ("region", TargetField::Region),
    ("province", TargetField::Province),
    ("city", TargetField::City),
    ("district", TargetField::District),
    ("address", TargetField::Address),
    ("industry", TargetField::Industry),
    ("industry_code", TargetField::IndustryCode),
    ("size_class", TargetField::SizeClass),
    ("main_business", TargetField::MainBusiness),
    ("products", TargetField::Products),
    ("business_scope", TargetField::BusinessScope),
    ("introduction", TargetField::Introduction),
    ("booth_notes", TargetField::BoothNotes),
    ("website", TargetField::Website),
    ("phone", TargetField::Phone),
    ("email", TargetField::Email),
    ("notes", TargetField::Notes),
    ("booth", TargetField::Booth),
    ("hall", TargetField::Hall),
    ("honours", TargetField::Honours),
    ("stock_code", TargetField::StockCode),
];

/// Word that leaves a column out.
pub const SKIP: &str = "skip";

impl TargetField {
    /// The word used in `--map` and in remembered mappings.
    pub fn word(self) -> &'static str {
        match self {
            Self::Metric(metric) => metric.word(),
            Self::HonourFlag(kind) => kind.word(),
            other => FIELD_WORDS.iter().find(|(_, field)| *field == other).map_or("", |(word, _)| word),
        }
    }

    /// The field with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        FIELD_WORDS
            .iter()
            .find(|(known, _)| *known == word)
            .map(|(_, field)| *field)
            .or_else(|| fact::Metric::from_word(word).map(Self::Metric))
            .or_else(|| HonourKind::from_word(word).map(Self::HonourFlag))
    }

    /// Every word `--map` knows.
    pub fn words() -> Vec<&'static str> {
        let own = FIELD_WORDS.iter().map(|(word, _)| *word);
        let metrics = fact::Metric::ALL.iter().map(|metric| metric.word());
        let honours = HonourKind::ALL.iter().map(|kind| kind.word());
        own.chain(metrics).chain(honours).chain([SKIP]).collect()
    }

    /// Whether several columns may feed it: lists are joined, of industries the last (finest) one counts.
    pub fn takes_several(self) -> bool {
        matches!(
            self,
            Self::Phone
                | Self::Email
                | Self::Industry
                | Self::Honours
                | Self::FormerNames
                | Self::BoothNotes
                | Self::Notes
        )
    }
}

/// What one column is taken for.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnMap {
    /// Column, from 0.
    pub index: u32,
    /// Header as shown; a repeated one is followed by its number: `电话`, `电话(2)`. Empty without a header row.
    pub header: String,
    /// Field it feeds; none = left out.
    pub field: Option<TargetField>,
    /// Unit that the header states.
    pub unit: Option<HeaderUnit>,
    /// Which comes first in days such as 3/5/26, when a person said.
    pub days: Option<DayOrder>,
    /// Year that the header states, for facts.
    pub year: Option<i16>,
    /// How sure: 1 = said by a person or by an exact header word, .7 = by likeness, .5 = by content.
    pub confidence: f64,
}

/// The header row and the columns of a sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Mapping {
    /// Number of the (last) header row; none = the list begins with data.
    pub header_row: Option<u32>,
    /// Number of the first row that can hold data.
    pub first_data_row: u32,
    /// The columns, in order.
    pub columns: Vec<ColumnMap>,
}

/// A `--map` that cannot be followed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MapError {
    /// Not of the form `header=field`.
    #[error("not header=field: {0}")]
    Form(String),
    /// No such column; holds those there are.
    #[error("no column {wanted}")]
    Column {
        /// What was asked for.
        wanted: String,
        /// The columns there are.
        known: Vec<String>,
    },
    /// No such field; holds those there are.
    #[error("no field {wanted}")]
    Field {
        /// What was asked for.
        wanted: String,
        /// The words there are.
        known: Vec<&'static str>,
    },
    /// No such unit.
    #[error("no unit {0}")]
    Unit(String),
}

impl Mapping {
    /// The columns that feed this field.
    pub fn columns_for(&self, field: TargetField) -> impl Iterator<Item = &ColumnMap> {
        self.columns.iter().filter(move |column| column.field == Some(field))
    }

    /// Whether a company name is mapped: without one there is nothing to import.
    pub fn has_name(&self) -> bool {
        self.columns_for(TargetField::Name).next().is_some()
    }

    /// Columns that are left out although a header stands over them.
    pub fn left_out(&self) -> impl Iterator<Item = &ColumnMap> {
        self.columns.iter().filter(|column| column.field.is_none() && !column.header.is_empty())
    }

    /// What makes two lists the same kind: their headers in compared form. A mapping corrected by a person can be
    /// remembered under it.
    pub fn signature(&self) -> String {
        self.columns.iter().map(|column| header_key(&column.header)).collect::<Vec<_>>().join("|")
    }

    /// The column that a person names: header text, else letters, else number from 1.
    pub fn column_named(&self, word: &str, width: u32) -> Option<u32> {
        let word = word.trim();
        let exact = self.columns.iter().find(|column| !column.header.is_empty() && column.header == word);
        let key = header_key(word);
        let alike = || {
            self.columns.iter().find(|column| {
                let (bare, _) = parse::header_unit(&column.header);
                !key.is_empty() && (header_key(&column.header) == key || header_key(&bare) == key)
            })
        };
        if let Some(column) = exact.or_else(alike) {
            return Some(column.index);
        }
        let inside = |index: &u32| *index < width.max(1);
        if let Ok(number) = word.parse::<u32>() {
            return number.checked_sub(1).filter(inside);
        }
        (word.len() <= 3).then(|| column_from_letters(word)).flatten().filter(inside)
    }

    /// Applies `表头=field,…`: a column by header text, letter or number from 1; a field word, `skip`, or a field word
    /// with the unit of bare numbers (`注册资本=registered_capital:万元`).
    pub fn apply_overrides(&mut self, text: &str) -> Result<(), MapError> {
        let width = self.columns.last().map_or(0, |column| column.index + 1);
        for part in text.split([',', '，']).map(str::trim).filter(|part| !part.is_empty()) {
            let (column, field) = part.rsplit_once(['=', '＝']).ok_or_else(|| MapError::Form(part.to_owned()))?;
            let index = self
                .column_named(column, width)
                .ok_or_else(|| MapError::Column { wanted: column.trim().to_owned(), known: self.column_names() })?;
            let (word, unit) = match field.split_once([':', '：']) {
                Some((word, unit)) => {
                    (word, Some(parse::read_header_unit(unit).ok_or_else(|| MapError::Unit(unit.trim().to_owned()))?))
                }
                None => (field, None),
            };
            let field = match word.trim() {
                SKIP => None,
                word => Some(
                    TargetField::from_word(word)
                        .ok_or_else(|| MapError::Field { wanted: word.to_owned(), known: TargetField::words() })?,
                ),
            };
            self.set(index, field, unit);
        }
        Ok(())
    }

    /// A person says what a column is; none = leave it out. A unit, when given, replaces the header's.
    pub fn set(&mut self, index: u32, field: Option<TargetField>, unit: Option<HeaderUnit>) {
        for column in &mut self.columns {
            if column.index == index {
                column.field = field;
                column.unit = unit.or(column.unit);
                column.confidence = 1.0;
            } else if field.is_some_and(|field| !field.takes_several()) && column.field == field {
                // A person's word replaces a guess for a field that holds one value.
                column.field = None;
            }
        }
    }

    /// A person says the unit of the bare numbers of a column; none = it is said nowhere.
    pub fn set_unit(&mut self, index: u32, unit: Option<HeaderUnit>) {
        if let Some(column) = self.columns.iter_mut().find(|column| column.index == index) {
            column.unit = unit;
            column.confidence = 1.0;
        }
    }

    /// A person says which comes first in the days of a column; none = only plain ones are read.
    pub fn set_days(&mut self, index: u32, days: Option<DayOrder>) {
        if let Some(column) = self.columns.iter_mut().find(|column| column.index == index) {
            column.days = days;
            column.confidence = 1.0;
        }
    }

    /// How a person finds a column: by its header, else by its letters.
    pub fn column_name(&self, index: u32) -> String {
        let header = self.columns.iter().find(|column| column.index == index).map(|column| column.header.as_str());
        header.filter(|header| !header.is_empty()).map_or_else(|| column_letters(index), str::to_owned)
    }

    /// Headers of the columns, or their letters where there is none.
    pub fn column_names(&self) -> Vec<String> {
        self.columns.iter().map(|column| self.column_name(column.index)).collect()
    }
}
