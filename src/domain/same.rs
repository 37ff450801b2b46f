//! What persons found about whether two companies are one.

use jiff::civil::Date;

use super::{
    ids::{AuthorId, CompanyAliasId, CompanyId, CompanyPairId},
    record::Text,
};
use crate::{record, words};

words! {
    /// What a person says of two companies that look alike.
    pub enum PairVerdict {
        /// Nothing yet: an import noticed them, and they wait.
        Open = "open",
        /// Two companies; they are not proposed again.
        Different = "different",
    }
}

record! {
    /// Two companies that look alike, and what is to be thought of it. That they are one is said by merging them.
    pub struct CompanyPair(CompanyPairId) in CompanyPair {
        /// The one entered first.
        company: CompanyId,
        /// The other.
        other: CompanyId,
        /// Verdict.
        verdict: PairVerdict,
        /// What brought them up: the list of an import; empty when a person did.
        source: Text,
        /// Day of the verdict, or on which they came up.
        on_day: Option<Date>,
        /// Whose verdict.
        author: Option<AuthorId>,
    }
}

record! {
    /// A record that was merged into a company: the names under which lists may know it go on leading to it.
    pub struct CompanyAlias(CompanyAliasId) in CompanyAlias {
        /// The company that stayed.
        company: CompanyId,
        /// Name of the record that went.
        name: Text,
        /// Its credit code.
        credit_code: Text,
        /// Its key, under which the log knows it.
        merged: Text,
        /// Day of the merge.
        on_day: Option<Date>,
        /// Who merged.
        author: Option<AuthorId>,
    }
}
