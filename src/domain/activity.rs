//! What officers do with companies and leads: people known, talks had, tasks set, papers kept.

use jiff::civil::Date;

use super::{
    ids::{ActivityId, AttachmentId, AuthorId, CompanyId, ContactId, LeadId, TaskId},
    record::Text,
};
use crate::{record, words};

record! {
    /// A person at a company.
    pub struct Contact(ContactId) in Contact {
        /// Company.
        company: CompanyId,
        /// Name.
        name: Text => personal,
        /// Position.
        position: Text,
        /// Phone numbers, one a line.
        phone: Text => personal,
        /// 微信
        wechat: Text => personal,
        /// E-mail addresses, one a line.
        email: Text => personal,
        /// The one to call first.
        main: bool,
        /// Where the details come from.
        source: Text,
        /// The day they were collected or last confirmed.
        collected_on: Option<Date>,
        /// Notes.
        notes: Text => personal,
    }
}

words! {
    /// What kind of activity.
    pub enum ActivityKind {
        /// 来电、去电
        Call = "call",
        /// 拜访 (we go there)
        Visit = "visit",
        /// 接待 (they come here)
        Reception = "reception",
        /// 会议
        Meeting = "meeting",
        /// 展会洽谈
        FairTalk = "fair_talk",
        /// 邮件、微信等书面往来
        Message = "message",
        /// 进展记录
        Progress = "progress",
        /// 无进展说明 (why a month passed without progress)
        Standstill = "standstill",
        /// 便签
        Note = "note",
    }
}

impl ActivityKind {
    /// Whether it moves the clock of "progress entry": a note to oneself and the reason of a standstill do not.
    pub fn is_progress(self) -> bool {
        !matches!(self, Self::Note | Self::Standstill)
    }
}

record! {
    /// Something that happened between us and a company.
    pub struct Activity(ActivityId) in Activity {
        /// Company.
        company: CompanyId,
        /// Lead, if it was about one.
        lead: Option<LeadId>,
        /// Kind.
        kind: ActivityKind,
        /// Day.
        on_day: Date,
        /// What was said and agreed.
        content: Text => personal,
        /// Who took part on their side.
        people: Text => personal,
        /// Officer.
        author: Option<AuthorId>,
    }
}

record! {
    /// Something to be done by a day.
    pub struct Task(TaskId) in Task {
        /// Company.
        company: CompanyId,
        /// Lead, if it is about one.
        lead: Option<LeadId>,
        /// What.
        title: Text,
        /// By when.
        due: Option<Date>,
        /// From when it is shown as a reminder; none = on the day itself.
        remind_on: Option<Date>,
        /// Who.
        owner: Option<AuthorId>,
        /// Done on; none = open.
        done_on: Option<Date>,
        /// Note.
        note: Text,
    }
}

record! {
    /// A paper kept with a company or lead. Its bytes lie in the workspace under their SHA-256, once however often used.
    pub struct Attachment(AttachmentId) in Attachment {
        /// Company.
        company: CompanyId,
        /// Lead, if it is about one.
        lead: Option<LeadId>,
        /// File name as it was.
        name: Text,
        /// SHA-256 of the bytes, lower-case hex.
        sha256: Text,
        /// Size in bytes.
        bytes: i64,
        /// The day it was added.
        added_on: Option<Date>,
        /// Who added it.
        author: Option<AuthorId>,
        /// Note.
        note: Text,
    }
}
