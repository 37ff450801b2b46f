//! Words for actions, and for why one was refused.

use super::{Label, Lang, Say};
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
            "{entity} has no field “{field}” that can be changed.";
        BadValue { entity: &'static str, field: String } =>
            "{entity}的“{field}”不能是这个值，没有保存。请检查格式。",
            "“{field}” of {entity} cannot have that value; nothing was saved. Check its form.";
        NoRecord { entity: &'static str } =>
            "这条{entity}记录已不存在，可能已被删除；可在操作记录中找回。",
            "This {entity} is not there any more; it may have been deleted and can be brought back from the log.";
        StageMove { from: &'static str, to: &'static str } =>
            "项目不能从“{from}”直接到“{to}”。",
            "A lead cannot go from “{from}” to “{to}”.";
        ReasonMissing => "终止项目必须写明原因。", "Ending a lead needs a reason.";
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
            Self::EditLead => ("修改项目", "Edit lead"),
            Self::MoveLead => ("推进项目", "Move lead"),
            Self::DeleteLead => ("删除项目", "Delete lead"),
            Self::AddAuthor => ("增加人员", "Add person"),
            Self::ChangeSetting => ("修改设置", "Change setting"),
            Self::AdoptPlan => ("启用规划版本", "Adopt plan version"),
            Self::AdoptModel => ("启用模型版本", "Adopt model version"),
            Self::AdoptCatalogue => ("启用词库版本", "Adopt catalogue version"),
            Self::AdoptPeers => ("更新同类均值", "Update peer means"),
            Self::Import => ("导入名单", "Import list"),
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
        };
        if lang == Lang::Zh { zh } else { en }
    }
}
