//! How a typed record becomes a flat row of named values, and back.
//!
//! Every table, operation-log entry, import plan and undo step is driven by the field lists declared here, so a new
//! field is declared once. The module knows nothing of SQL: it only says which values a record holds, in which order.

use jiff::civil::Date;
use thiserror::Error;
use uuid::Uuid;

/// Text as stored in records. Empty means *unknown*; it is written as `Null`.
///
/// One pointer wide, shared when cloned, nothing at all when empty: 100 000 companies are kept in memory, most of their
/// fields are empty, and many others say the same thing.
pub type Text = arcstr::ArcStr;

/// One value of a record, as the store and the operation log see it.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// Not known. Never the same as zero or as an empty answer.
    #[default]
    Null,
    /// Whole number; also booleans (0/1) and amounts in whole currency units.
    Integer(i64),
    /// Finite real number.
    Real(f64),
    /// Text, words of enumerations, ISO dates.
    Text(Text),
    /// Key of this or another record.
    Id(Uuid),
}

/// What a field holds; the store turns it into a column type, forms into an editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Free text.
    Text,
    /// A word of an enumeration.
    Word,
    /// Whole number.
    Integer,
    /// Real number.
    Real,
    /// ISO 8601 calendar date.
    Date,
    /// Yes or no.
    Flag,
    /// Key of a record of the named entity.
    Ref(Entity),
}

/// Name and kind of one field; the name is also the column name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldDef {
    /// Field and column name.
    pub name: &'static str,
    /// What it holds.
    pub kind: FieldKind,
    /// Whether the field may name or describe a person: kept out of `leader` and `public` exports.
    pub personal: bool,
}

/// A value that does not fit the field it was read from.
#[derive(Debug, Clone, PartialEq, Error)]
#[error("field {field}: {value:?} is not a {expected}")]
pub struct CellError {
    /// Field name; filled in by the record.
    pub field: &'static str,
    /// What was found.
    pub value: Value,
    /// What was expected.
    pub expected: &'static str,
}

impl CellError {
    /// An error that does not yet know its field.
    pub fn new(value: &Value, expected: &'static str) -> Self {
        Self { field: "", value: value.clone(), expected }
    }
}

/// A Rust type that can stand in a field.
pub trait Cell: Sized {
    /// The kind this type has in field lists.
    const KIND: FieldKind;
    /// The flat value.
    fn to_value(&self) -> Value;
    /// The typed value.
    fn from_value(value: &Value) -> Result<Self, CellError>;
    /// The typed value of one that is not needed any more; texts move instead of being copied.
    fn take_value(value: &mut Value) -> Result<Self, CellError> {
        Self::from_value(value)
    }
}

/// A typed record of one entity.
pub trait Record: Sized + Clone {
    /// Which entity it is.
    const ENTITY: Entity;
    /// Its fields, in the order of [`Record::values`]; the key is not among them.
    const FIELDS: &'static [FieldDef];
    /// Its key.
    fn key(&self) -> Uuid;
    /// Its values, in the order of [`Record::FIELDS`].
    fn values(&self) -> Vec<Value>;
    /// The record with this key and these values.
    fn from_values(key: Uuid, values: &[Value]) -> Result<Self, CellError>;
    /// The record with this key and these values, which are not needed any more: for loading many.
    fn take_values(key: Uuid, values: &mut [Value]) -> Result<Self, CellError>;
}

impl Cell for Text {
    const KIND: FieldKind = FieldKind::Text;
    fn to_value(&self) -> Value {
        if self.is_empty() { Value::Null } else { Value::Text(self.clone()) }
    }
    fn from_value(value: &Value) -> Result<Self, CellError> {
        match value {
            Value::Null => Ok(Text::default()),
            Value::Text(text) => Ok(text.clone()),
            other => Err(CellError::new(other, "text")),
        }
    }
    fn take_value(value: &mut Value) -> Result<Self, CellError> {
        match value {
            Value::Text(text) => Ok(std::mem::take(text)),
            other => Self::from_value(other),
        }
    }
}

impl Cell for bool {
    const KIND: FieldKind = FieldKind::Flag;
    fn to_value(&self) -> Value {
        Value::Integer(i64::from(*self))
    }
    fn from_value(value: &Value) -> Result<Self, CellError> {
        match value {
            Value::Integer(0) | Value::Null => Ok(false),
            Value::Integer(1) => Ok(true),
            other => Err(CellError::new(other, "flag")),
        }
    }
}

impl Cell for f64 {
    const KIND: FieldKind = FieldKind::Real;
    fn to_value(&self) -> Value {
        Value::Real(*self)
    }
    fn from_value(value: &Value) -> Result<Self, CellError> {
        match value {
            Value::Real(number) if number.is_finite() => Ok(*number),
            #[allow(clippy::cast_precision_loss)]
            Value::Integer(number) => Ok(*number as f64),
            other => Err(CellError::new(other, "number")),
        }
    }
}

impl Cell for i64 {
    const KIND: FieldKind = FieldKind::Integer;
    fn to_value(&self) -> Value {
        Value::Integer(*self)
    }
    fn from_value(value: &Value) -> Result<Self, CellError> {
        match value {
            Value::Integer(number) => Ok(*number),
            other => Err(CellError::new(other, "whole number")),
        }
    }
}

impl Cell for Date {
    const KIND: FieldKind = FieldKind::Date;
    fn to_value(&self) -> Value {
        Value::Text(self.to_string().into())
    }
    fn from_value(value: &Value) -> Result<Self, CellError> {
        match value {
            Value::Text(text) => text.parse().map_err(|_| CellError::new(value, "date")),
            other => Err(CellError::new(other, "date")),
        }
    }
}

impl<T: Cell> Cell for Option<T> {
    const KIND: FieldKind = T::KIND;
    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null, Cell::to_value)
    }
    fn from_value(value: &Value) -> Result<Self, CellError> {
        match value {
            Value::Null => Ok(None),
            known => T::from_value(known).map(Some),
        }
    }
}

/// Declares an enumeration whose variants are stored, exported and parsed as fixed words.
#[macro_export]
macro_rules! words {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every variant, in declaration order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stored word.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The variant with this stored word.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.word())
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = <::std::borrow::Cow<'de, str> as ::serde::Deserialize>::deserialize(deserializer)?;
                Self::from_word(&word).ok_or_else(|| {
                    ::serde::de::Error::unknown_variant(&word, &[$($word),+])
                })
            }
        }

        impl $crate::domain::record::Cell for $name {
            const KIND: $crate::domain::record::FieldKind = $crate::domain::record::FieldKind::Word;
            fn to_value(&self) -> $crate::domain::record::Value {
                $crate::domain::record::Value::Text(self.word().into())
            }
            fn from_value(
                value: &$crate::domain::record::Value,
            ) -> Result<Self, $crate::domain::record::CellError> {
                match value {
                    $crate::domain::record::Value::Text(word) => Self::from_word(word),
                    _ => None,
                }
                .ok_or_else(|| $crate::domain::record::CellError::new(value, stringify!($name)))
            }
        }
    };
}

/// Declares a record: a struct with a typed key and fields that are [`Cell`]s.
///
/// `#[personal]` in front of a field keeps it out of `leader` and `public` exports.
#[macro_export]
macro_rules! record {
    ($(#[$meta:meta])* pub struct $name:ident($key:ty) in $entity:ident {
        $($(#[doc = $doc:literal])+ $field:ident : $type:ty $(=> $personal:ident)?),+ $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            /// Key.
            pub id: $key,
            $($(#[doc = $doc])+ pub $field: $type),+
        }

        impl $crate::domain::record::Record for $name {
            const ENTITY: $crate::domain::record::Entity = $crate::domain::record::Entity::$entity;
            const FIELDS: &'static [$crate::domain::record::FieldDef] = &[$(
                $crate::domain::record::FieldDef {
                    name: stringify!($field),
                    kind: <$type as $crate::domain::record::Cell>::KIND,
                    personal: $crate::record!(@personal $($personal)?),
                }
            ),+];
            fn key(&self) -> ::uuid::Uuid {
                self.id.uuid()
            }
            fn values(&self) -> Vec<$crate::domain::record::Value> {
                vec![$($crate::domain::record::Cell::to_value(&self.$field)),+]
            }
            fn from_values(
                key: ::uuid::Uuid,
                values: &[$crate::domain::record::Value],
            ) -> Result<Self, $crate::domain::record::CellError> {
                let mut rest = values.iter();
                Ok(Self {
                    id: <$key>::from_uuid(key),
                    $($field: $crate::domain::record::Cell::from_value(
                        rest.next().unwrap_or(&$crate::domain::record::Value::Null),
                    ).map_err(|error| $crate::domain::record::CellError { field: stringify!($field), ..error })?),+
                })
            }
            fn take_values(
                key: ::uuid::Uuid,
                values: &mut [$crate::domain::record::Value],
            ) -> Result<Self, $crate::domain::record::CellError> {
                let mut absent = $crate::domain::record::Value::Null;
                let mut rest = values.iter_mut();
                Ok(Self {
                    id: <$key>::from_uuid(key),
                    $($field: $crate::domain::record::Cell::take_value(
                        rest.next().unwrap_or(&mut absent),
                    ).map_err(|error| $crate::domain::record::CellError { field: stringify!($field), ..error })?),+
                })
            }
        }
    };
    (@personal) => { false };
    (@personal personal) => { true };
}

words! {
    /// Every kind of record the workspace keeps; the word is also the table name.
    pub enum Entity {
        /// A person who works in the workspace.
        Author = "author",
        /// A computer the workspace was edited on.
        Device = "device",
        /// A setting of the workspace.
        Setting = "setting",
        /// A version of the plan.
        PlanVersion = "plan_version",
        /// A version of the scoring model.
        ModelVersion = "model_version",
        /// A version of the chain catalogue.
        CatalogueVersion = "catalogue_version",
        /// A version of the table of peer means.
        PeerVersion = "peer_version",
        /// A company.
        Company = "company",
        /// A dated, sourced fact about a company.
        Fact = "fact",
        /// An honour or certificate of a company.
        Honour = "honour",
        /// The state of one admission gate for one company.
        GateCheck = "gate_check",
        /// A product that a local firm makes.
        LocalProduct = "local_product",
        /// Whether the list of local firms of a segment is complete.
        SegmentCoverage = "segment_coverage",
        /// A lead.
        Lead = "lead",
        /// One move of a lead from stage to stage.
        StageMove = "stage_move",
        /// A version of the pipeline rules.
        RulesVersion = "rules_version",
        /// A person at a company.
        Contact = "contact",
        /// A call, visit, meeting, talk or note.
        Activity = "activity",
        /// Something to be done by a day.
        Task = "task",
        /// A paper kept with a company or lead.
        Attachment = "attachment",
        /// An amount of a lead.
        LeadAmount = "lead_amount",
        /// A link from a lead to an earlier one.
        LeadLink = "lead_link",
        /// A link between companies.
        CompanyLink = "company_link",
        /// A lead handed to a partner zone.
        Referral = "referral",
        /// Vacant land or a vacant plant.
        Site = "site",
        /// What a local firm buys or looks for.
        LocalNeed = "local_need",
        /// A table view with a name.
        SavedView = "saved_view",
        /// What the forecast said on a day.
        ForecastRecord = "forecast_record",
        /// What an indicator came to on a day.
        IndicatorReading = "indicator_reading",
        /// A list that was imported.
        ImportedList = "imported_list",
        /// The remembered columns of a kind of list.
        ListLayout = "list_layout",
        /// A trade fair.
        Fair = "fair",
        /// A company that exhibits at a fair.
        Exhibitor = "exhibitor",
        /// A visit to be paid at a fair.
        Visit = "visit",
        /// What was noted of a talk at a fair.
        Talk = "talk",
        /// A kept shortlist.
        Shortlist = "shortlist",
        /// What a review meeting gave a company.
        Review = "review",
        /// A file that left the workspace.
        ExportRecord = "export_record",
        /// Two companies that look alike.
        CompanyPair = "company_pair",
        /// A record that was merged into a company.
        CompanyAlias = "company_alias",
    }
}
