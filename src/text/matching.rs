//! Words for faults of a catalogue file.

use super::{Lang, Say};
use crate::{
    matching::{CatalogueError, TermFault},
    messages,
};

messages! {
    /// What is wrong with a catalogue.
    pub enum CatalogueText {
        Syntax { file: String, line: usize, reason: String } =>
            "{file} 第 {line} 行：{reason}",
            "{file}, line {line}: {reason}";
        Term { file: String, line: usize, segment: String, term: String, fault: String } =>
            "{file} 第 {line} 行，环节“{segment}”的词“{term}”：{fault}",
            "{file}, line {line}, segment \"{segment}\", term \"{term}\": {fault}";
        EmptyNode { segment: String } => "环节“{segment}”有一项没有任何词", "an entry of segment \"{segment}\" has no terms";
        SegmentTwice { segment: String, first: String, second: String } =>
            "环节“{segment}”同时在“{first}”和“{second}”下",
            "segment \"{segment}\" stands under both \"{first}\" and \"{second}\"";
        TooLarge { what: &'static str } => "词库过大：{what} 太多", "the catalogue has too many {what}";
        Empty => "归一后为空", "nothing is left after folding";
        Braces => "花括号不成对或嵌套", "unbalanced or nested braces";
        TooMany => "花括号展开的词太多", "the braces stand for too many terms";
        TooShort => "单个汉字会到处命中，请写长一些", "a single Chinese character matches everywhere; write a longer term";
        Punctuation => "含有断句的标点，永远不会命中", "contains a mark that ends a clause and could never be found";
    }
}

impl Say for CatalogueError {
    fn say(&self, lang: Lang) -> String {
        let text = match self {
            Self::Syntax { file, line, reason } => {
                CatalogueText::Syntax { file: file.clone(), line: *line, reason: reason.clone() }
            }
            Self::Term { file, line, segment, term, fault } => CatalogueText::Term {
                file: file.clone(),
                line: *line,
                segment: segment.clone(),
                term: term.clone(),
                fault: fault.say(lang),
            },
            Self::EmptyNode { segment } => CatalogueText::EmptyNode { segment: segment.clone() },
            Self::SegmentTwice { segment, first, second } => {
                CatalogueText::SegmentTwice { segment: segment.clone(), first: first.clone(), second: second.clone() }
            }
            Self::TooLarge { what } => CatalogueText::TooLarge { what },
        };
        text.say(lang)
    }
}

impl Say for TermFault {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Empty => CatalogueText::Empty,
            Self::Braces => CatalogueText::Braces,
            Self::TooMany => CatalogueText::TooMany,
            Self::TooShort => CatalogueText::TooShort,
            Self::Punctuation => CatalogueText::Punctuation,
        }
        .say(lang)
    }
}
