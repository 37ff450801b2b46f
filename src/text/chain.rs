//! Words of the chain: the picture, and the page it is on.

use super::{Label, Lang};
use crate::{ledger::chain_map::Cover, messages};

impl Label for Cover {
    fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Local, Lang::Zh) => "本地已有",
            (Self::Local, Lang::En) => "Made here",
            (Self::Landed, Lang::Zh) => "项目已落地",
            (Self::Landed, Lang::En) => "Project landed",
            (Self::Pipeline, Lang::Zh) => "项目在推进",
            (Self::Pipeline, Lang::En) => "In the pipeline",
            (Self::Nothing, Lang::Zh) => "空白",
            (Self::Nothing, Lang::En) => "Gap",
            (Self::Unknown, Lang::Zh) => "名单未全，不能断定",
            (Self::Unknown, Lang::En) => "List incomplete, not known",
        }
    }
}

messages! {
    /// Words of the picture of the chain and its page.
    pub enum ChainText {
        Title => "产业链图谱", "The industrial chain";
        Fill => "补链", "Fills a gap";
        Strengthen => "强链", "Strengthens";
        Extend => "延链", "Extends";
        FillMark => "补", "F";
        StrengthenMark => "强", "S";
        ExtendMark => "延", "E";
        FillNote => "本地没有企业生产，引进一家就补上这一环。", "No local firm makes it: one more closes the gap.";
        StrengthenNote { makers: usize, neighbours: usize } => "本地已有 {makers} 家生产，同环节还有 {neighbours} 家可以配套，引进是做强这一段。",
            "{makers} <local firm makes|local firms make> it and {neighbours} more of the segment can supply or buy: one more makes the link stronger.";
        ExtendNote { makers: usize } => "本地已有 {makers} 家生产，同环节没有别的企业，引进把这一段接长。",
            "{makers} <local firm makes|local firms make> it and nothing else of the segment is here: one more makes the chain longer.";
        LandedNote { landed: usize } => "本地企业没有登记生产它，已有落地项目 {landed} 个，所以不算缺口。评分在企业登记为本地产品之后才改。",
            "No local firm is registered as making it, but {landed} <project has|projects have> landed, so it is not called a gap. Scores follow once the firm is registered as local.";
        LandedAtOthers { count: usize } => "另有落地项目 {count} 个在别的基地。", "Landed at other bases: {count}.";
        UnsaidTitle { count: usize } => "同环节判不到产品的项目 {count}", "Projects of the segment, product not known {count}";
        UnsaidNote => "企业文字和项目都没有说明产品：可能就在这里，不计入产品的覆盖。", "Neither texts nor project say the product: it may be this one. They cover none.";
        UnsaidInSegment { count: usize } => "其中 {count} 个判不到产品，不计入产品的覆盖。", "Product not known of {count}: they cover none.";
        OpenNote => "这个环节有本地企业没有写明产品，写明之后才知道是补链、强链还是延链。",
            "Some local firms of the segment do not say what they make; until they do, which of the three it is stays open.";
        UnknownNote => "这个环节的本地企业名单还没有标为完整，没有登记不等于没有，所以不算缺口。",
            "The list of local firms of this segment is not marked complete. Not listed does not mean not here, so it is not called a gap.";
        HorizonEn { class: &'static str, word: String } => "{class}（{word}）", "{class} ({word})";
        ListComplete => "本地名单完整", "Local list complete";
        ListIncomplete => "本地名单未全", "Local list incomplete";
        Covered { here: usize, all: usize } => "已有 {here}/{all}", "{here} of {all} here";
        IncompleteMark { share: String } => "{share} · 名单未全", "{share} · list incomplete";
        LocalCount { count: usize } => "本地 {count} 家", "{count} local";
        LandedCount { count: usize } => "落地 {count} 项", "{count} landed";
        OpenCount { count: usize } => "在推进 {count} 项", "{count} in work";
        ProspectCount { count: usize } => "候选 {count} 家", "{count} <prospect|prospects>";
        ShortProspects { count: usize } => "候选 {count}", "{count} could come";
        ShortOpen { count: usize } => "推进 {count}", "{count} in work";
        Legend => "图例", "Legend";
        Made { workspace: String, day: String } => "{workspace} · {day}", "{workspace} · {day}";
        Fictional { made: String } => "{made} · 示例数据，企业均为虚构", "{made} · demonstration, all companies are fictional";
        Source => "本地：登记的本地企业产品。落地、推进：台账中的项目。候选：按文字或人工判到该产品的外地企业，不含准入不通过和项目已落地、在推进的。规划在两处列出的同一产品两处都计。补链、强链、延链按规划五、（二）；本地名单未标为完整的环节不判断缺口。",
            "Local: registered products of local firms. Landed, in work: projects of the workspace. Prospects: companies from elsewhere placed at the product by their texts or by a person, without those that fail a gate or have a project. A product the plan lists twice counts at both. Gaps after chapter 5 (2) of the plan; none is called where the local list is not complete.";

        Base => "基地", "Base";
        AllBases => "全部基地", "All bases";
        OfBase { base: String } => "落地、推进、候选只数{base}", "landed, in work and prospects of {base} only";
        ShowAllBases => "看全部基地", "Show all bases";
        BaseOn { base: String } => "只看{base}：落地、推进、候选和颜色只数意向或席位在该基地的，本地企业不分基地。",
            "Only {base}: landed, in work, prospects and the colours count what is meant for it; local firms stand for every base.";
        Sector => "赛道", "Sector";
        AllSectors => "全部赛道", "All sectors";
        Anchors => "显示传统产业", "Traditional sectors";
        AnchorsTip => "汽摩、装备、材料等传统产业是本地的客户和配套基础", "The traditional sectors are the customers and suppliers that are here";
        SavePicture => "存为图片", "Save as a picture";
        SaveTitle => "保存产业链图谱", "Save the picture of the chain";
        SaveNote => "A3 横向，PNG 为 300 dpi，SVG 可在办公软件里继续修改。图上只有产品名称和数量，没有企业名称。",
            "A3 landscape; PNG at 300 dpi, SVG can be changed in an office program. Names of products and counts only, no companies.";
        FileName { day: String } => "产业链图谱 {day}", "Industrial chain {day}";
        WholePicture => "看全图", "Whole picture";
        ZoomIn => "放大", "Zoom in";
        ZoomOut => "缩小", "Zoom out";
        PictureHelp => "滚轮缩放，拖动平移，点一格看明细；方向键在格子间移动，回车打开，Esc 收起。",
            "Wheel zooms, dragging moves, a click opens; arrow keys go from tile to tile, Enter opens, Esc closes.";

        GapsTitle => "缺口与短板", "Gaps and weak links";
        GapsNote => "只在本地名单完整的环节里断定，规划时序近的在前。", "Called only where the local list is complete; what the plan wants first stands first.";
        RelationTitle { relation: String, count: usize } => "{relation} {count}", "{relation} {count}";
        FillTip => "本地没有企业生产，也没有落地项目", "No local firm makes it and no project has landed";
        StrengthenTip => "本地有企业生产，同环节还有企业可以配套", "Local firms make it, and others of the segment can supply or buy";
        ExtendTip => "本地有企业生产，同环节没有别的企业", "Local firms make it, and nothing else of the segment is here";
        NoGaps => "没有能断定的补链、强链、延链产品。", "No product can be called one of the three.";
        ListsTitle => "本地名单未全的环节", "Segments whose local list is incomplete";
        ListsNote => "在这些环节里不能断定缺口。登记齐本地企业后，打开环节标为完整。",
            "No gap can be called there. Register the local firms, then open the segment and mark it complete.";
        CoverTitle => "覆盖情况", "Coverage";
        Products { count: usize } => "{count} 个产品", "{count} <product|products>";

        Path { sector: String, segment: String } => "{sector} › {segment}", "{sector} › {segment}";
        Heading { heading: String } => "规划{heading}", "Plan {heading}";
        WordOfPlan { word: String } => "规划原词：{word}", "In the plan's words: {word}";
        NoHorizon => "规划未注明时序", "The plan does not say when";
        Bounds { bounds: String } => "技术要求：{bounds}", "Technical bounds: {bounds}";
        Group { group: String } => "所属：{group}", "Group: {group}";
        Also { names: String } => "规划在别处也列了：{names}", "The plan lists it elsewhere too: {names}";
        Techniques { names: String } => "工艺与应用：{names}", "Techniques and uses: {names}";
        LocalTitle { count: usize } => "本地企业 {count}", "Local firms {count}";
        NoLocal => "没有登记的本地企业。", "No local firm is registered.";
        ProductsUnnamed => "未写明产品", "products not named";
        UnregisteredTitle { count: usize } => "标为本地、未登记产品 {count}", "Local, products not registered {count}";
        UnregisteredNote => "文字表明属于这里，但没有登记产品，不计入覆盖。", "Their texts place them here; until their products are registered they do not count as coverage.";
        NeedsTitle { count: usize } => "本地客户 {count}", "Local customers {count}";
        NeedsNote => "登记过采购需求的本地企业", "Local firms that registered what they look for";
        NeighboursTitle { count: usize } => "同环节配套 {count}", "Suppliers and buyers of the segment {count}";
        NeighboursNote => "本地生产同环节其他产品的企业", "Local firms that make other products of the segment";
        PlatformsTitle { count: usize } => "相关平台 {count}", "Platforms {count}";
        LeadsTitle { count: usize } => "项目 {count}", "Projects {count}";
        ElsewhereTitle { count: usize } => "在别的环节推进 {count}", "Pursued in another segment {count}";
        ElsewhereNote => "企业判到这里，项目写的是别的环节，只计在那里", "Their companies are placed here; the projects name another segment and count there";
        All { count: String } => "全部 {count}", "All {count}";
        Fewer => "收起", "Fewer";
        ProspectsTitle { count: String } => "候选企业 {count}", "Prospects {count}";
        ProspectsNote { shown: usize } => "价值最高的 {shown} 家和判定用到的字句", "The {shown} of highest value, with the words that place them";
        NoProspects => "没有判到这里、还没有项目的外地企业。", "No company from elsewhere could come here.";
        OpenCompanies { count: String } => "在企业页看 {count} 家", "See {count} on the companies page";
        EvidenceConfirmed => "人工判定", "placed by a person";
        EvidenceNone => "字句见企业卡", "words are on the card";
        MarkComplete => "标为本地名单完整", "Mark the local list complete";
        MarkIncomplete => "改为名单未全", "Mark it incomplete";
        MarkTip => "说明这个环节的本地企业都已登记，缺口从此可以断定；可以撤销", "Says that every local firm of the segment is registered, so that gaps can be called; can be undone";
        MarkSource => "在产业链页标注", "marked on the chain page";
        CompleteOn { day: String } => "{day} 标为完整", "Marked complete on {day}";
        Back => "返回概览", "Back to the overview";
        Working => "正在统计产业链", "Counting the chain";
        Status { products: usize, gaps: usize, open: usize } => "{products} 个产品，空白 {gaps} 个，名单未全的环节 {open} 个", "{products} <product|products>, {gaps} <gap|gaps>, {open} <segment|segments> with an incomplete list";
    }
}
