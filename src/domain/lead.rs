//! Leads and the stages they move through.

use jiff::civil::Date;

use super::{
    ids::{AuthorId, BaseId, CompanyId, LeadId, PlaceId, SegmentId, StageMoveId},
    record::Text,
    units::{Amount, Currency, KiloVoltAmpere, Metre, Mu, Percent, SquareMetre, Tce, TonnePerSquareMetre},
};
use crate::{record, words};

words! {
    /// Stage of a lead, in order; the last three are side states.
    pub enum Stage {
        /// 线索
        Clue = "clue",
        /// 研判
        Appraisal = "appraisal",
        /// 在谈
        Talks = "talks",
        /// 意向
        Intent = "intent",
        /// 评审
        Review = "review",
        /// 签约
        Signed = "signed",
        /// 落地
        Landed = "landed",
        /// 开工
        Started = "started",
        /// 在建
        Building = "building",
        /// 竣工
        Completed = "completed",
        /// 投产
        Producing = "producing",
        /// 达产
        FullOutput = "full_output",
        /// 暂缓
        Paused = "paused",
        /// 终止
        Lost = "lost",
        /// 转介
        Referred = "referred",
    }
}

impl Stage {
    /// Whether the lead is still being worked on and has not landed.
    pub fn is_open(self) -> bool {
        self <= Self::Signed
    }
    /// Whether its firm fills a seat (from 落地 on; `product.md`, default counting).
    pub fn is_landed(self) -> bool {
        (Self::Landed..=Self::FullOutput).contains(&self)
    }
    /// Whether its site is no longer offered to others (from 签约 on): what it needs is not to be had a second time.
    pub fn holds_site(self) -> bool {
        (Self::Signed..=Self::FullOutput).contains(&self)
    }
    /// Whether it is off the chain: 暂缓, 终止, 转介.
    pub fn is_aside(self) -> bool {
        self > Self::FullOutput
    }
}

words! {
    /// 内资 or 外资.
    pub enum InvestmentKind {
        /// 内资
        Domestic = "domestic",
        /// 外资
        Foreign = "foreign",
        /// 中外合资
        Joint = "joint",
    }
}

words! {
    /// 建设性质
    pub enum BuildNature {
        /// 新建
        New = "new",
        /// 扩建
        Extension = "extension",
        /// 改建, 技改
        Renewal = "renewal",
        /// 迁建
        Relocation = "relocation",
    }
}

words! {
    /// Where a project is to stand: the two ways are judged by different thresholds.
    pub enum LandMode {
        /// 新增用地 (亩)
        NewLand = "new_land",
        /// 存量厂房 (㎡)
        Plant = "plant",
        /// 写字楼等，不用地
        None = "none",
    }
}

record! {
    /// A lead (线索/项目) of one company. Amounts are whole units of `currency`; the reader's unit is a matter of display.
    ///
    /// The fields are the union of the project forms in use; most are asked for only when a project gets that far.
    pub struct Lead(LeadId) in Lead {
        /// Company.
        company: CompanyId,
        /// Title.
        title: Text,
        /// Stage now.
        stage: Stage,
        /// Since when.
        stage_since: Option<Date>,
        /// Segment of the plan.
        segment: Option<SegmentId>,
        /// Intended base.
        base: Option<BaseId>,
        /// Intended place.
        place: Option<PlaceId>,
        /// 计划总投资
        total_investment: Option<Amount>,
        /// 固定资产投资
        fixed_investment: Option<Amount>,
        /// 用地
        land: Option<Mu>,
        /// 厂房
        plant: Option<SquareMetre>,
        /// Expected yearly output at full production.
        output: Option<Amount>,
        /// Expected yearly tax at full production.
        tax: Option<Amount>,
        /// Expected jobs.
        jobs: Option<i64>,
        /// The officer's own estimate of winning; the model's stays beside it.
        win_estimate: Option<Percent>,
        /// Officer in charge.
        owner: Option<AuthorId>,
        /// Where the lead came from.
        source: Text,
        /// What is to be done next.
        next_action: Text,
        /// By when.
        next_action_on: Option<Date>,
        /// Why it was lost.
        loss_reason: Text,
        /// Notes.
        notes: Text => personal,
        /// Currency of the amounts; none = 元.
        currency: Option<Currency>,
        /// 在线招商项目代码
        code: Text,
        /// 纳统项目名称
        statistics_name: Text,
        /// The day the lead came in; the first clock starts here.
        received_on: Option<Date>,
        /// 引荐方, who is owed an answer.
        referrer: Text,
        /// 投资类型
        investment_kind: Option<InvestmentKind>,
        /// 来源地
        origin_region: Text,
        /// Segment of second rank (次链).
        second_segment: Option<SegmentId>,
        /// 建设内容及规模
        content: Text,
        /// 主要产品及产能
        main_products: Text,
        /// 建设性质
        nature: Option<BuildNature>,
        /// 计划开工
        start_on: Option<Date>,
        /// 计划竣工
        finish_on: Option<Date>,
        /// 计划投产
        produce_on: Option<Date>,
        /// 分期
        phase: Text,
        /// 本期投资
        phase_investment: Option<Amount>,
        /// 年度计划投资
        year_investment: Option<Amount>,
        /// 年度形象进度
        year_progress: Text,
        /// 用地方式
        land_mode: Option<LandMode>,
        /// 用地手续
        land_procedure: Text,
        /// 占用基本农田
        farmland: Option<bool>,
        /// 涉及生态红线
        red_line: Option<bool>,
        /// 两高项目
        energy_hungry: Option<bool>,
        /// 节能审查
        energy_review: Text,
        /// 环评
        environment_review: Text,
        /// 安评
        safety_review: Text,
        /// 备案
        filing: Text,
        /// 用电
        power: Option<KiloVoltAmpere>,
        /// 年能耗
        energy: Option<Tce>,
        /// 环境容量需求
        discharge: Text,
        /// 厂房净高
        height: Option<Metre>,
        /// 楼面荷载
        floor_load: Option<TonnePerSquareMetre>,
        /// 研发平台
        rd_platform: Text,
        /// 近三年研发占比
        rd_share: Option<Percent>,
        /// 发明专利
        invention_patents: Option<i64>,
        /// 实用新型专利
        utility_patents: Option<i64>,
        /// 是否存量企业
        existing_firm: Option<bool>,
        /// 产业外溢项目
        spillover: Option<bool>,
        /// 飞地项目
        enclave: Option<bool>,
        /// 交办层级
        assigned_by: Text,
        /// 区级责任领导
        leader: Text,
        /// 市局联络人
        city_liaison: Text => personal,
        /// 报送联络人
        report_liaison: Text => personal,
        /// 电话核实日期
        verified_on: Option<Date>,
        /// 进展
        progress: Text,
        /// 存在问题
        problems: Text,
    }
}

impl Lead {
    /// A lead of which only key, company and title are known; a 线索.
    pub fn new(id: LeadId, company: CompanyId, title: &str) -> Self {
        Self {
            id,
            company,
            title: title.into(),
            stage: Stage::Clue,
            stage_since: None,
            segment: None,
            base: None,
            place: None,
            total_investment: None,
            fixed_investment: None,
            land: None,
            plant: None,
            output: None,
            tax: None,
            jobs: None,
            win_estimate: None,
            owner: None,
            source: Text::default(),
            next_action: Text::default(),
            next_action_on: None,
            loss_reason: Text::default(),
            notes: Text::default(),
            currency: None,
            code: Text::default(),
            statistics_name: Text::default(),
            received_on: None,
            referrer: Text::default(),
            investment_kind: None,
            origin_region: Text::default(),
            second_segment: None,
            content: Text::default(),
            main_products: Text::default(),
            nature: None,
            start_on: None,
            finish_on: None,
            produce_on: None,
            phase: Text::default(),
            phase_investment: None,
            year_investment: None,
            year_progress: Text::default(),
            land_mode: None,
            land_procedure: Text::default(),
            farmland: None,
            red_line: None,
            energy_hungry: None,
            energy_review: Text::default(),
            environment_review: Text::default(),
            safety_review: Text::default(),
            filing: Text::default(),
            power: None,
            energy: None,
            discharge: Text::default(),
            height: None,
            floor_load: None,
            rd_platform: Text::default(),
            rd_share: None,
            invention_patents: None,
            utility_patents: None,
            existing_firm: None,
            spillover: None,
            enclave: None,
            assigned_by: Text::default(),
            leader: Text::default(),
            city_liaison: Text::default(),
            report_liaison: Text::default(),
            verified_on: None,
            progress: Text::default(),
            problems: Text::default(),
        }
    }
}

record! {
    /// One move of a lead; insert-only.
    pub struct StageMove(StageMoveId) in StageMove {
        /// Lead that moved.
        lead: LeadId,
        /// From.
        from_stage: Option<Stage>,
        /// To.
        to_stage: Stage,
        /// On which day.
        moved_on: Option<Date>,
        /// Who moved it.
        author: Option<AuthorId>,
        /// Proof.
        proof: Text,
        /// Note.
        note: Text,
    }
}
