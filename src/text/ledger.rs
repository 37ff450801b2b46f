//! Words for actions, and for why one was refused.

use super::{Label, Lang, Say, fields::field_label, format};
use crate::{
    domain::record::Entity,
    ledger::{ActionKind, LedgerError},
    messages,
};

messages! {
    /// Why an action was refused.
    pub enum LedgerText {
        NameMissing => "名称不能为空。", "A name is needed.";
        TitleMissing => "项目名称不能为空。", "A lead needs a title.";
        NoField { entity: &'static str, field: String } =>
            "{entity}没有可改的字段“{field}”。",
            "{entity} has no field \"{field}\" that can be changed.";
        BadValue { entity: &'static str, field: String } =>
            "{entity}的“{field}”不能是这个值，没有保存。请检查格式。",
            "\"{field}\" of {entity} cannot have that value; nothing was saved. Check its form.";
        NoRecord { entity: &'static str } =>
            "这条{entity}记录已不存在，可能已被删除；可在操作记录中找回。",
            "This {entity} is not there any more; it may have been deleted and can be brought back from the log.";
        StageMove { from: &'static str, to: &'static str } =>
            "项目不能从“{from}”直接到“{to}”。",
            "A lead cannot go from \"{from}\" to \"{to}\".";
        ReasonMissing => "终止或转介项目必须写明原因。", "Ending a lead or handing it on needs a reason.";
        LinkToItself => "关联的两端不能是同一条记录。", "A link needs two different ends.";
        AttachmentTooLarge { size: String } =>
            "附件 {size}，超过 50 MB，没有保存。请压缩或拆分后再加。",
            "The file has {size}, more than 50 MB; it was not kept. Make it smaller or split it.";
        NotReversible => "这一步不能撤回。", "This step cannot be taken back.";
        LaterChangeField { entity: &'static str, field: String } =>
            "之后又改过{entity}的“{field}”，这一步不能单独撤回。请先撤回后来的修改。",
            "\"{field}\" of {entity} was changed later, so this step cannot be taken back alone. Take back the later change first.";
        LaterChange { entity: &'static str } =>
            "之后的{entity}记录依赖这一步，不能单独撤回。请先撤回后来的操作。",
            "A later {entity} depends on this step, so it cannot be taken back alone. Take back the later one first.";
        FactIncomplete =>
            "这条数据缺少数值，或单位与指标不符，没有保存。",
            "The fact lacks its value or has the wrong unit; it was not saved.";
        NothingToUndo => "没有可以撤销的操作。", "There is nothing to undo.";
        NothingToRedo => "没有可以重做的操作。", "There is nothing to redo.";
        Cancelled => "已停止，没有写入任何内容。", "Stopped; nothing was written.";
        NothingChanges => "没有变化，无需保存。", "Nothing changes; there is nothing to save.";
    }
}

impl Say for LedgerError {
    fn say(&self, lang: Lang) -> String {
        let text = match self {
            Self::Store(error) => return error.say(lang),
            Self::NameMissing => LedgerText::NameMissing,
            Self::TitleMissing => LedgerText::TitleMissing,
            Self::NoField { entity, field } => LedgerText::NoField { entity: entity.label(lang), field: field.clone() },
            Self::BadValue { entity, field, .. } => {
                LedgerText::BadValue { entity: entity.label(lang), field: field.clone() }
            }
            Self::NoRecord { entity, .. } => LedgerText::NoRecord { entity: entity.label(lang) },
            Self::StageMove { from, to } => LedgerText::StageMove { from: from.label(lang), to: to.label(lang) },
            Self::ReasonMissing => LedgerText::ReasonMissing,
            Self::Rules(error) => return error.say(lang),
            Self::LinkToItself => LedgerText::LinkToItself,
            Self::AttachmentTooLarge { bytes } => {
                LedgerText::AttachmentTooLarge { size: format::bytes(u64::try_from(*bytes).unwrap_or(u64::MAX)) }
            }
            Self::NotReversible => LedgerText::NotReversible,
            Self::LaterChange { entity, field: Some(field) } => LedgerText::LaterChangeField {
                entity: entity.label(lang),
                field: field_label(*entity, field, lang).to_owned(),
            },
            Self::LaterChange { entity, field: None } => LedgerText::LaterChange { entity: entity.label(lang) },
            Self::FactIncomplete => LedgerText::FactIncomplete,
            Self::NothingToUndo => LedgerText::NothingToUndo,
            Self::NothingToRedo => LedgerText::NothingToRedo,
            Self::Cancelled => LedgerText::Cancelled,
            Self::NothingChanges => LedgerText::NothingChanges,
        };
        text.say(lang)
    }
}

impl Label for ActionKind {
    #[allow(clippy::too_many_lines)] // a list of names
    fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Begin => ("新建台账", "Create workspace"),
            Self::Introduce => ("登记人员和设备", "Register person and device"),
            Self::CreateCompany => ("新增企业", "Add company"),
            Self::EditCompany => ("修改企业", "Edit company"),
            Self::DeleteCompanies => ("删除企业", "Delete companies"),
            Self::RecordFact => ("录入数据", "Record fact"),
            Self::EditFact => ("更正数据", "Correct fact"),
            Self::DeleteFact => ("删除数据", "Delete fact"),
            Self::RecordHonour => ("录入资质", "Record honour"),
            Self::EditHonour => ("更正资质", "Correct honour"),
            Self::DeleteHonour => ("删除资质", "Delete honour"),
            Self::CheckGate => ("核对准入", "Check gate"),
            Self::DeleteGateCheck => ("撤回准入核对", "Withdraw gate check"),
            Self::AddLocalProduct => ("登记本地产品", "Register local product"),
            Self::DeleteLocalProduct => ("删除本地产品", "Remove local product"),
            Self::MarkCoverage => ("标记本地名单", "Mark local list"),
            Self::CreateLead => ("新增项目", "Add lead"),
            Self::CreateLeadOf => ("新增企业和项目", "Add company and lead"),
            Self::NoteProgress => ("记录进展", "Note progress"),
            Self::EditLead => ("修改项目", "Edit lead"),
            Self::MoveLead => ("推进项目", "Move lead"),
            Self::DeleteLeads => ("删除项目", "Delete lead"),
            Self::AddAuthor => ("增加人员", "Add person"),
            Self::ChangeSetting => ("修改设置", "Change setting"),
            Self::AdoptPlan => ("启用规划版本", "Adopt plan version"),
            Self::AdoptModel => ("启用模型版本", "Adopt model version"),
            Self::AdoptCatalogue => ("启用词库版本", "Adopt catalogue version"),
            Self::AdoptPeers => ("更新同类均值", "Update peer means"),
            Self::Import => ("导入名单", "Import list"),
            Self::EditRows => ("批量修改", "Edit rows"),
            Self::MoveLeads => ("批量变更阶段", "Move leads"),
            Self::AdoptRules => ("启用流程规则版本", "Adopt pipeline rules"),
            Self::Attach => ("新增附件", "Attach file"),
            Self::EditAttachment => ("修改附件", "Edit attachment"),
            Self::DeleteAttachment => ("删除附件", "Delete attachment"),
            Self::Reverse => ("撤回较早的操作", "Take back an earlier step"),
            Self::AddContact => ("新增联系人", "Add contact"),
            Self::EditContact => ("修改联系人", "Edit contact"),
            Self::DeleteContact => ("删除联系人", "Delete contact"),
            Self::AddActivity => ("新增活动", "Add activity"),
            Self::EditActivity => ("修改活动", "Edit activity"),
            Self::DeleteActivity => ("删除活动", "Delete activity"),
            Self::AddTask => ("新增任务", "Add task"),
            Self::EditTask => ("修改任务", "Edit task"),
            Self::DeleteTask => ("删除任务", "Delete task"),
            Self::AddLeadAmount => ("新增项目金额", "Add amount of lead"),
            Self::EditLeadAmount => ("修改项目金额", "Edit amount of lead"),
            Self::DeleteLeadAmount => ("删除项目金额", "Delete amount of lead"),
            Self::AddLeadLink => ("新增项目关联", "Add link between leads"),
            Self::EditLeadLink => ("修改项目关联", "Edit link between leads"),
            Self::DeleteLeadLink => ("删除项目关联", "Delete link between leads"),
            Self::AddCompanyLink => ("新增企业关联", "Add link between companies"),
            Self::EditCompanyLink => ("修改企业关联", "Edit link between companies"),
            Self::DeleteCompanyLink => ("删除企业关联", "Delete link between companies"),
            Self::AddReferral => ("新增转介记录", "Add referral"),
            Self::EditReferral => ("修改转介记录", "Edit referral"),
            Self::DeleteReferral => ("删除转介记录", "Delete referral"),
            Self::AddSite => ("新增场地", "Add site"),
            Self::EditSite => ("修改场地", "Edit site"),
            Self::DeleteSite => ("删除场地", "Delete site"),
            Self::AddLocalNeed => ("新增本地需求", "Add local need"),
            Self::EditLocalNeed => ("修改本地需求", "Edit local need"),
            Self::DeleteLocalNeed => ("删除本地需求", "Delete local need"),
            Self::AddSavedView => ("新增视图", "Add saved view"),
            Self::EditSavedView => ("修改视图", "Edit saved view"),
            Self::DeleteSavedView => ("删除视图", "Delete saved view"),
            Self::AddForecastRecord => ("预测存档", "Keep the forecast"),
            Self::EditForecastRecord => ("修改预测存档", "Edit kept forecast"),
            Self::DeleteForecastRecord => ("删除预测存档", "Delete kept forecast"),
            Self::AddIndicatorReading => ("录入指标数值", "Enter indicator value"),
            Self::EditIndicatorReading => ("修改指标数值", "Edit indicator value"),
            Self::DeleteIndicatorReading => ("删除指标数值", "Delete indicator value"),
            Self::AddListLayout => ("记住名单的列", "Remember columns of a list"),
            Self::EditListLayout => ("修改记住的列", "Edit remembered columns"),
            Self::DeleteListLayout => ("忘掉名单的列", "Forget columns of a list"),
            Self::AddFair => ("新增展会", "Add fair"),
            Self::EditFair => ("修改展会", "Edit fair"),
            Self::DeleteFair => ("删除展会", "Delete fair"),
            Self::AddExhibitor => ("新增展商", "Add exhibitor"),
            Self::EditExhibitor => ("修改展商", "Edit exhibitor"),
            Self::DeleteExhibitor => ("删除展商", "Delete exhibitor"),
            Self::AddVisit => ("新增拜访", "Add visit"),
            Self::EditVisit => ("修改拜访", "Edit visit"),
            Self::DeleteVisit => ("删除拜访", "Delete visit"),
            Self::AddTalk => ("新增洽谈", "Add talk"),
            Self::EditTalk => ("修改洽谈", "Edit talk"),
            Self::DeleteTalk => ("删除洽谈", "Delete talk"),
            Self::CaptureTalk => ("登记洽谈", "Capture talk"),
            Self::PlanVisits => ("安排行程", "Plan visits"),
            Self::AddItems => ("批量新增", "Add several"),
            Self::AddShortlist => ("保存短名单", "Keep shortlist"),
            Self::EditShortlist => ("修改短名单", "Edit shortlist"),
            Self::DeleteShortlist => ("删除短名单", "Delete shortlist"),
            Self::AddReview => ("新增评审结果", "Add review"),
            Self::EditReview => ("修改评审结果", "Edit review"),
            Self::DeleteReview => ("删除评审结果", "Delete review"),
            Self::KeepReviews => ("录入评审结果", "Enter reviews"),
            Self::Export => ("导出文件", "Export"),
            Self::MergeCompanies => ("合并企业", "Merge companies"),
            Self::JudgePairs => ("判断疑似重复", "Judge possible duplicates"),
        };
        if lang == Lang::Zh { zh } else { en }
    }
}

impl Label for Entity {
    fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Author => ("人员", "person"),
            Self::Device => ("设备", "device"),
            Self::Setting => ("设置", "setting"),
            Self::PlanVersion => ("规划版本", "plan version"),
            Self::ModelVersion => ("模型版本", "model version"),
            Self::CatalogueVersion => ("词库版本", "catalogue version"),
            Self::PeerVersion => ("同类均值版本", "version of peer means"),
            Self::Company => ("企业", "company"),
            Self::Fact => ("数据", "fact"),
            Self::Honour => ("资质", "honour"),
            Self::GateCheck => ("准入核对", "gate check"),
            Self::LocalProduct => ("本地产品", "local product"),
            Self::SegmentCoverage => ("本地名单标记", "coverage mark"),
            Self::Lead => ("项目", "lead"),
            Self::StageMove => ("阶段变动", "stage move"),
            Self::RulesVersion => ("流程规则版本", "version of the pipeline rules"),
            Self::Contact => ("联系人", "contact"),
            Self::Activity => ("活动", "activity"),
            Self::Task => ("任务", "task"),
            Self::Attachment => ("附件", "attachment"),
            Self::LeadAmount => ("项目金额", "amount of lead"),
            Self::LeadLink => ("项目关联", "link between leads"),
            Self::CompanyLink => ("企业关联", "link between companies"),
            Self::Referral => ("转介记录", "referral"),
            Self::Site => ("场地", "site"),
            Self::LocalNeed => ("本地需求", "local need"),
            Self::SavedView => ("视图", "saved view"),
            Self::ForecastRecord => ("预测存档", "kept forecast"),
            Self::IndicatorReading => ("指标数值", "indicator value"),
            Self::ImportedList => ("已导入的名单", "imported list"),
            Self::ListLayout => ("记住的列", "remembered columns"),
            Self::Fair => ("展会", "fair"),
            Self::Exhibitor => ("展商", "exhibitor"),
            Self::Visit => ("拜访", "visit"),
            Self::Talk => ("洽谈", "talk"),
            Self::Shortlist => ("短名单", "shortlist"),
            Self::Review => ("评审结果", "review"),
            Self::ExportRecord => ("导出记录", "export"),
            Self::CompanyPair => ("疑似重复", "possible duplicate"),
            Self::CompanyAlias => ("合并前的记录", "record merged"),
        };
        if lang == Lang::Zh { zh } else { en }
    }
}
