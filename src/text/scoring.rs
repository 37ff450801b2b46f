//! Words for values, gates, tiers, needs and chances, and for faults of a model file.
//!
//! Names that stand elsewhere (honours, stages, groups) are handed in, already in the reader's language.

use super::{Lang, Say, format};
use crate::{
    capacity::AttainabilityBasis,
    domain::{company::HonourKind, lead::Stage, plan::Plan},
    ledger::assessment::{Eligibility, LeftOutReason, NoNeed},
    messages,
    scoring::{
        CellState, ChainRelation, EstimateBasis, GateBasis, MissingReason, ModelError, ModelProblem, PlacementBasis,
        Proof, TierBasis, TierDecision,
    },
};

messages! {
    /// Why a gate stands as it does.
    pub enum GateText {
        Check { proof: String, day: String } => "人工核查：{proof}（{day}）", "checked by a person: {proof} ({day})";
        CheckUndated { proof: String } => "人工核查：{proof}", "checked by a person: {proof}";
        CheckWithoutProof => "人工核查，未写依据", "checked by a person, no proof written";
        NotChecked => "尚未核查", "not checked yet";
        Registration { written: String } => "登记状态：{written}", "registration status: {written}";
        NoRegistration => "登记状态不详", "registration status not known";
        OtherRegistration { written: String } =>
            "登记状态“{written}”不能据以判断，请核实",
            "registration status \"{written}\" decides nothing; please check";
        MakesProducts => "文字表明其从事生产", "its text shows that it makes things";
        ManufacturingIndustry { written: String } => "国标行业：{written}", "national classification: {written}";
        OtherIndustry { written: String } =>
            "国标行业为“{written}”，文字中没有生产或研发",
            "national classification \"{written}\", and no text speaks of making or developing";
        NoProof => "没有证据表明属于或不属于制造业", "nothing proves or disproves manufacturing";
    }
}

messages! {
    /// Why a company has its tier.
    pub enum TierText {
        Override => "人工认定", "set by a person";
        OverrideBecause { reason: String } => "人工认定：{reason}", "set by a person: {reason}";
        HonourUntil { honour: String, day: String } => "{honour}，有效至 {day}", "{honour}, valid until {day}";
        Honour { honour: String } => "{honour}，未见有效期", "{honour}, no expiry known";
        Revenue { yi: String, at_least: String } =>
            "营业收入 {yi} 亿元，达到 {at_least} 亿元",
            "revenue of {yi} × 100 million yuan, at least {at_least}";
        NothingHigher => "没有证据表明属于更高梯队", "nothing proves a higher tier";
        ExpiredToo { reason: String } => "{reason}；另有荣誉已过期", "{reason}; an honour for a higher tier has expired";
    }
}

messages! {
    /// What is known of a criterion.
    pub enum CellText {
        Known => "已知", "known";
        Range => "区间", "range";
        NotAsked => "未询问", "not asked";
        Refused => "企业未透露", "company did not say";
        Unparsed => "所写内容无法识别为数值", "what is written is no value";
        LocalListIncomplete =>
            "该环节的本地企业名单尚未标记完整",
            "the list of local firms of the segment is not marked complete";
        NoText => "除名称外没有文字可供判断", "no text beyond the name to judge by";
        NotApplicable => "不适用，权重分给其他准则", "does not apply; its weight goes to the other criteria";
        Inactive => "尚无评分锚点，权重分给其他准则", "no anchors yet; its weight goes to the other criteria";
    }
}

messages! {
    /// What the point value of a criterion rests on.
    pub enum EstimateText {
        Known => "已知值", "known value";
        Hint => "估计：仅凭名称", "estimated: from the name alone";
        Group { count: u32 } => "估计：同赛道同梯队 {count} 家的均值", "estimated: mean of {count} <peer|peers> of its sector and tier";
        All { count: u32 } => "估计：全部 {count} 家的均值", "estimated: mean of all {count} <company|companies> known";
        Middle => "估计：没有同类可比，取区间中点", "estimated: no peer known, middle of what is possible";
    }
}

messages! {
    /// Where the value of a criterion comes from.
    pub enum ProofText {
        Nothing => "没有记录", "nothing recorded";
        Fact { source: String, day: String } => "{source}（{day}）", "{source} ({day})";
        FactUndated { source: String } => "{source}（日期不详）", "{source} (undated)";
        FactUnsourced => "来源不详", "source not known";
        Honour { source: String } => "由荣誉推定：{source}", "proven by an honour: {source}";
        Fit { strength: String, horizon: String, role: String } =>
            "匹配强度 {strength}（角色上限 {role}）× 时序 {horizon}",
            "strength {strength} (role allows {role}) × horizon {horizon}";
        Traditional { strength: String, horizon: String, role: String } =>
            "传统产业，仅规划点名升级的产品计分：匹配强度 {strength}（角色上限 {role}）× 时序 {horizon}",
            "traditional sector, only products the plan names for upgrading count: strength {strength} (role allows {role}) × horizon {horizon}";
        OutsidePlan => "文字与规划各环节均不相符", "its text speaks for no segment of the plan";
        Fill { neighbours: u32 } =>
            "补链：本地没有企业生产该产品（同环节其他产品 {neighbours} 家）",
            "fills a gap: no local firm makes the product ({neighbours} make others of the segment)";
        Strengthen { makers: u32, neighbours: u32 } =>
            "强链：本地 {makers} 家生产该产品，{neighbours} 家生产同环节其他产品",
            "strengthens: {makers} <local firm makes|local firms make> the product, {neighbours} make others of the segment";
        Extend { makers: u32 } =>
            "延链：本地 {makers} 家生产该产品，同环节没有其他产品",
            "extends: {makers} <local firm makes|local firms make> the product, nothing else of the segment is here";
        ChainOpen { neighbours: u32 } =>
            "本地已有该环节企业（{neighbours} 家），具体产品不明，补链、强链、延链未定",
            "local firms are in the segment ({neighbours}); which product is open, so filling, strengthening or extending is too";
    }
}

messages! {
    /// What a company's place in the plan rests on.
    pub enum PlacementText {
        Matched => "据企业文字匹配", "matched from its text";
        Confirmed => "人工确认", "confirmed by a person";
        NameOnly => "仅凭名称推测", "guessed from the name alone";
        NoText => "没有文字可供判断", "no text to judge by";
        Outside => "不属于规划赛道", "outside the plan's sectors";
    }
}

messages! {
    /// Why a company may take a seat or has no need figure, or why its lead does not count.
    pub enum SeatText {
        Free => "席位不要求荣誉", "the seat asks for no honour";
        Holds { honour: String } => "持有所需的{honour}", "holds the {honour} the seat asks for";
        EligibilityUnknown { honour: String } =>
            "席位要求{honour}，是否持有待核",
            "the seat asks for {honour}; whether it holds one is not known";
        OutsidePlan => "未设目标：不属于规划赛道", "no target: outside the plan's sectors";
        SectorUnknown => "未设目标：赛道待定", "no target: its sector is not known";
        TraditionalSector => "未设目标：传统产业没有席位", "no target: traditional sectors have no seats";
        NoBase => "未设目标：没有基地承接该赛道", "no target: no base takes this sector";
        NoTarget => "未设目标：规划没有写数量", "no target: the plan gives no number";
        NotEligible { honour: String } =>
            "不具备席位资格：席位要求{honour}",
            "not eligible: the seat asks for {honour}";
        GateFails => "准入不通过，不计入席位", "a gate fails, so it does not count";
        Passed { day: String, target: String } =>
            "规划期限 {day} 已到期，按目标日期 {target} 计算",
            "the plan's date {day} has passed; counted to the target date {target}";
        LowCoverage => "资料不足", "little is known";
    }
}

messages! {
    /// What a chance rests on.
    pub enum ChanceText {
        NoLead => "没有在办线索，按首阶段假设", "no open lead: assumption of the first stage";
        StageAssumption { stage: String } => "阶段假设：{stage}", "assumption for the stage: {stage}";
        Outcomes { stage: String, won: u32, of: u32 } => "本台账：走到{stage}的 {of} 个项目中 {won} 个落地，已向假设收缩",
            "own leads: {won} of {of} that got to \"{stage}\" landed; drawn to the assumption";
        Signals { stage: String } => "本台账阶段比例与项目特征：{stage}", "own rate of the stage and signals: {stage}";
        Officer { share: String } => "经办人估计；按阶段为 {share}", "officer's estimate; the stage alone says {share}";
        Landed => "已落地", "landed";
    }
}

messages! {
    /// What is wrong with a model file.
    pub enum ModelText {
        At { file: String, line: usize, problem: String } => "{file} 第 {line} 行：{problem}", "{file}, line {line}: {problem}";
        Syntax { detail: String } => "文件格式不对：{detail}", "not a valid file: {detail}";
        GroupWeights { sum: String } => "各组权重之和为 {sum}，应为 1", "the weights of the groups sum to {sum} instead of 1";
        CriterionWeights { of: String, sum: String } =>
            "“{of}”组内权重之和为 {sum}，应为 1",
            "the weights within \"{of}\" sum to {sum} instead of 1";
        OutOfRange { of: String, value: f64, low: f64, high: f64 } =>
            "“{of}”的数值 {value} 不在 {low} 到 {high} 之间",
            "\"{of}\": {value} is not between {low} and {high}";
        Unordered { of: String } => "“{of}”的断点或类别次序不对", "\"{of}\": breakpoints or classes are out of order";
        UnknownWord { of: String, word: String } => "“{of}”中的“{word}”无法识别", "\"{of}\": \"{word}\" is not known";
        Twice { word: String } => "“{word}”出现两次", "\"{word}\" stands twice";
        Lacking { of: String, what: String } => "“{of}”缺少“{what}”", "\"{of}\" lacks \"{what}\"";
        WrongAnchors { of: String } =>
            "“{of}”的锚点与其指标不符（数值用断点，等级用选项）",
            "\"{of}\": anchors do not suit its metric (points for numbers, choices for scales)";
        NoSource { of: String } => "“{of}”有数值没有写出处", "\"{of}\" has a figure without a source";
        TooMany { count: usize } => "准则有 {count} 个，最多 64 个", "{count} criteria, at most 64";
    }
}

/// Why a gate stands as it does.
pub fn gate(basis: &GateBasis) -> GateText {
    match basis {
        GateBasis::Check { proof, .. } if proof.trim().is_empty() => GateText::CheckWithoutProof,
        GateBasis::Check { proof, checked_on: Some(day), .. } => {
            GateText::Check { proof: proof.to_string(), day: day.to_string() }
        }
        GateBasis::Check { proof, checked_on: None, .. } => GateText::CheckUndated { proof: proof.to_string() },
        GateBasis::NotChecked => GateText::NotChecked,
        GateBasis::Registration(written) => GateText::Registration { written: written.to_string() },
        GateBasis::NoRegistration => GateText::NoRegistration,
        GateBasis::OtherRegistration(written) => GateText::OtherRegistration { written: written.to_string() },
        GateBasis::MakesProducts => GateText::MakesProducts,
        GateBasis::ManufacturingIndustry(written) => GateText::ManufacturingIndustry { written: written.to_string() },
        GateBasis::OtherIndustry(written) => GateText::OtherIndustry { written: written.to_string() },
        GateBasis::NoProof => GateText::NoProof,
    }
}

/// Why a company has its tier. `written` is the reason a person gave, `honour` names honours in the reader's language.
pub fn tier(decision: &TierDecision, written: &str, lang: Lang, honour: impl Fn(HonourKind) -> String) -> TierText {
    let reason = match decision.basis {
        TierBasis::Override if written.trim().is_empty() => TierText::Override,
        TierBasis::Override => TierText::OverrideBecause { reason: written.trim().to_owned() },
        TierBasis::Honour { kind, expires: Some(day), .. } => {
            TierText::HonourUntil { honour: honour(kind), day: day.to_string() }
        }
        TierBasis::Honour { kind, expires: None, .. } => TierText::Honour { honour: honour(kind) },
        TierBasis::Revenue { wan, at_least, .. } => {
            TierText::Revenue { yi: format!("{:.2}", wan / 1e4), at_least: format!("{}", at_least / 1e4) }
        }
        TierBasis::NothingHigher => TierText::NothingHigher,
    };
    match decision.expired {
        Some(_) => TierText::ExpiredToo { reason: reason.say(lang) },
        None => reason,
    }
}

/// What is known of a criterion.
pub fn cell(state: CellState, active: bool) -> CellText {
    match state {
        _ if !active => CellText::Inactive,
        CellState::Known => CellText::Known,
        CellState::Range => CellText::Range,
        CellState::NotApplicable => CellText::NotApplicable,
        CellState::Missing(MissingReason::NotAsked) => CellText::NotAsked,
        CellState::Missing(MissingReason::Refused) => CellText::Refused,
        CellState::Missing(MissingReason::Unparsed) => CellText::Unparsed,
        CellState::Missing(MissingReason::LocalListIncomplete) => CellText::LocalListIncomplete,
        CellState::Missing(MissingReason::NoText) => CellText::NoText,
    }
}

/// What the point value of a criterion rests on.
pub fn estimate(basis: EstimateBasis) -> EstimateText {
    match basis {
        EstimateBasis::Known => EstimateText::Known,
        EstimateBasis::Hint => EstimateText::Hint,
        EstimateBasis::Group(count) => EstimateText::Group { count },
        EstimateBasis::All(count) => EstimateText::All { count },
        EstimateBasis::Middle => EstimateText::Middle,
    }
}

/// Where the value of a criterion comes from.
pub fn proof(proof: &Proof) -> ProofText {
    match proof {
        Proof::Nothing => ProofText::Nothing,
        Proof::Fact { source, .. } if source.trim().is_empty() => ProofText::FactUnsourced,
        Proof::Fact { source, as_of: Some(day), .. } => {
            ProofText::Fact { source: source.to_string(), day: day.to_string() }
        }
        Proof::Fact { source, as_of: None, .. } => ProofText::FactUndated { source: source.to_string() },
        Proof::Honour { source, .. } => ProofText::Honour { source: source.to_string() },
        Proof::Fit { strength, horizon, role, traditional } => {
            let (strength, horizon, role) = (format!("{strength:.2}"), factor(*horizon), factor(*role));
            if *traditional {
                ProofText::Traditional { strength, horizon, role }
            } else {
                ProofText::Fit { strength, horizon, role }
            }
        }
        Proof::OutsidePlan => ProofText::OutsidePlan,
        Proof::Chain { relation, makers, neighbours } => {
            let (makers, neighbours) = (*makers, *neighbours);
            match relation {
                Some(ChainRelation::Fill) => ProofText::Fill { neighbours },
                Some(ChainRelation::Strengthen) => ProofText::Strengthen { makers, neighbours },
                Some(ChainRelation::Extend) => ProofText::Extend { makers },
                None => ProofText::ChainOpen { neighbours },
            }
        }
    }
}

/// What a company's place in the plan rests on.
pub fn placement(basis: PlacementBasis) -> PlacementText {
    match basis {
        PlacementBasis::Matched => PlacementText::Matched,
        PlacementBasis::Confirmed => PlacementText::Confirmed,
        PlacementBasis::NameOnly => PlacementText::NameOnly,
        PlacementBasis::NoText => PlacementText::NoText,
        PlacementBasis::Outside => PlacementText::Outside,
    }
}

/// Whether a company may take a seat.
pub fn eligibility(eligibility: Eligibility, honour: impl Fn(HonourKind) -> String) -> SeatText {
    match eligibility {
        Eligibility::Free => SeatText::Free,
        Eligibility::Holds(kind) => SeatText::Holds { honour: honour(kind) },
        Eligibility::Unknown(kind) => SeatText::EligibilityUnknown { honour: honour(kind) },
    }
}

/// Why there is no need figure.
pub fn no_need(reason: NoNeed, honour: impl Fn(HonourKind) -> String) -> SeatText {
    match reason {
        NoNeed::OutsidePlan => SeatText::OutsidePlan,
        NoNeed::SectorUnknown => SeatText::SectorUnknown,
        NoNeed::TraditionalSector => SeatText::TraditionalSector,
        NoNeed::NoBase => SeatText::NoBase,
        NoNeed::NoTarget => SeatText::NoTarget,
        NoNeed::NotEligible(kind) => SeatText::NotEligible { honour: honour(kind) },
    }
}

/// Why a lead does not count for its slot.
pub fn left_out(reason: LeftOutReason, honour: impl Fn(HonourKind) -> String) -> SeatText {
    match reason {
        LeftOutReason::GateFails => SeatText::GateFails,
        LeftOutReason::NotEligible(kind) => SeatText::NotEligible { honour: honour(kind) },
    }
}

/// What a chance rests on; `by_stage` is what the stage alone says, in [0, 1].
pub fn chance(basis: AttainabilityBasis, by_stage: f64, stage: impl Fn(Stage) -> String) -> ChanceText {
    match basis {
        AttainabilityBasis::NoLead => ChanceText::NoLead,
        AttainabilityBasis::StageAssumption(at) => ChanceText::StageAssumption { stage: stage(at) },
        AttainabilityBasis::Outcomes { stage: at, won, of } => ChanceText::Outcomes { stage: stage(at), won, of },
        AttainabilityBasis::Signals(at) => ChanceText::Signals { stage: stage(at) },
        AttainabilityBasis::Officer(_) => ChanceText::Officer { share: format::share(by_stage) },
        AttainabilityBasis::Landed => ChanceText::Landed,
    }
}

/// What is wrong with a model file, with its place.
pub fn model_error(error: &ModelError, lang: Lang) -> ModelText {
    let problem = model_problem(&error.problem).say(lang);
    ModelText::At { file: error.file.clone(), line: error.line, problem }
}

/// What is wrong with a model, wherever it stands.
pub fn model_problem(problem: &ModelProblem) -> ModelText {
    match problem {
        ModelProblem::Syntax(detail) => ModelText::Syntax { detail: detail.clone() },
        ModelProblem::WeightSum { of, sum } if of.is_empty() => ModelText::GroupWeights { sum: format!("{sum:.4}") },
        ModelProblem::WeightSum { of, sum } => ModelText::CriterionWeights { of: of.clone(), sum: format!("{sum:.4}") },
        ModelProblem::OutOfRange { of, value, low, high } => {
            ModelText::OutOfRange { of: of.clone(), value: *value, low: *low, high: *high }
        }
        ModelProblem::Unordered(of) => ModelText::Unordered { of: of.clone() },
        ModelProblem::UnknownWord { of, word } => ModelText::UnknownWord { of: of.clone(), word: word.clone() },
        ModelProblem::Twice(word) => ModelText::Twice { word: word.clone() },
        ModelProblem::Lacking { of, what } => ModelText::Lacking { of: of.clone(), what: what.clone() },
        ModelProblem::WrongAnchors(of) => ModelText::WrongAnchors { of: of.clone() },
        ModelProblem::NoSource(of) => ModelText::NoSource { of: of.clone() },
        ModelProblem::TooMany(count) => ModelText::TooMany { count: *count },
    }
}

/// The text of a gate of the plan, in the reader's language.
pub fn gate_rule<'p>(plan: &'p Plan, gate: &crate::domain::ids::GateId, lang: Lang) -> Option<&'p str> {
    let text = &plan.gates.iter().find(|entry| entry.id == *gate)?.text;
    Some(match lang {
        Lang::Zh => &text.zh,
        Lang::En => &text.en,
    })
}

/// One factor, or its least and greatest.
fn factor((low, high): (f64, f64)) -> String {
    if low < high { format!("{low:.2}–{high:.2}") } else { format!("{low:.2}") }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::scoring::{DEFAULT_MODEL, Model};

    #[test]
    fn every_wording_is_there_in_both_languages_with_the_same_parts() {
        let all = [
            GateText::CATALOGUE,
            TierText::CATALOGUE,
            CellText::CATALOGUE,
            EstimateText::CATALOGUE,
            ProofText::CATALOGUE,
            PlacementText::CATALOGUE,
            SeatText::CATALOGUE,
            ChanceText::CATALOGUE,
            ModelText::CATALOGUE,
        ];
        let parts = |text: &str| {
            let mut parts: Vec<String> =
                text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).map(str::to_owned).collect();
            parts.sort();
            parts
        };
        for (name, zh, en) in all.into_iter().flatten() {
            assert!(!zh.is_ascii(), "{name}");
            assert!(en.chars().any(|letter| letter.is_ascii_alphabetic()), "{name}");
            assert_eq!(parts(zh), parts(en), "{name}");
        }
    }

    #[test]
    fn a_fault_of_the_model_reads_as_a_sentence() {
        let broken = DEFAULT_MODEL.replacen("x = 3.0, v = 0.5", "x = 2.0, v = 0.5", 1);
        let error = Model::from_toml(&broken, "model.toml").unwrap_err();
        let said = model_error(&error, Lang::Zh).say(Lang::Zh);
        assert_eq!(said, format!("model.toml 第 {} 行：“rd_intensity”的断点或类别次序不对", error.line));
        assert!(model_error(&error, Lang::En).say(Lang::En).contains("line"));
    }

    #[test]
    fn shares_are_written_as_everywhere() {
        let said = chance(AttainabilityBasis::Officer(Stage::Talks), 0.12, |stage| stage.word().to_owned());
        assert_eq!(said.say(Lang::Zh), "经办人估计；按阶段为 12%");
        assert!(said.say(Lang::En).ends_with("12%"));
    }

    #[test]
    fn tiers_are_explained() {
        let decision = TierDecision {
            tier: crate::domain::plan::Tier::Growth,
            basis: TierBasis::NothingHigher,
            expired: Some(crate::domain::ids::HonourId::from_uuid(uuid::Uuid::from_u128(1))),
        };
        let said = tier(&decision, "", Lang::Zh, |kind| kind.word().to_owned()).say(Lang::Zh);
        assert_eq!(said, "没有证据表明属于更高梯队；另有荣誉已过期");
    }
}
