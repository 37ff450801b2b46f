//! Words of the tab Terms of the page Plan & model, and of what corrections suggest.

use super::Lang;
use crate::messages;

messages! {
    /// Words of the tab Terms.
    pub enum TermsText {
        Tab => "词库", "Terms";
        Reading => "正在读取词库", "Reading the catalogue";
        NotReadable => "现行词库无法读取", "The catalogue in force cannot be read";
        Search => "查找词", "Find a term";
        Language => "语言", "Language";
        AnyLanguage => "全部", "All";
        Chinese => "中文", "Chinese";
        English => "英文", "English";
        TreeName => "词库目录", "Parts of the catalogue";
        OutOfScope => "规划外行业", "Trades outside the plan";
        OutOfScopeNote =>
            "规划外的词与规划内的词竞争，避免误认。",
            "Terms outside the plan compete with those inside, so that other trades are not mistaken for them.";
        NodeCount { name: String, count: String } => "{name}：{count} 个词", "{name}: {count} <term|terms>";
        EntriesShown { entries: String, words: String } => "{entries} 条，{words} 个词", "{entries} <entry|entries>, {words} <term|terms>";
        Found { query: String, entries: String } => "含“{query}”的有 {entries} 条", "{entries} <entry holds|entries hold> \"{query}\"";
        NoneFound { query: String } =>
            "没有一条含“{query}”，可以在上面添加。",
            "No entry holds \"{query}\"; it can be added above.";
        NoEntries => "这里还没有词。", "No terms here yet.";
        ChooseNode => "在左边选择环节或产品，或者查找一个词。", "Choose a segment or product on the left, or find a term.";

        Term => "词", "Term";
        Kind => "类别", "Kind";
        Place => "环节与产品", "Segment and product";
        Words => "词数", "Terms";
        Excluded => "排除语", "Excluded phrase";
        ExcludedNote =>
            "含有某个词、意思却不同的整句；命中时那个词不算。",
            "A whole phrase in which a term means something else; where it stands the term does not count.";
        IsOff => "已停用", "Off";
        PartlyOff { counting: String, all: String } => "{counting} / {all}", "{counting} of {all}";
        NewTerm => "新词", "New term";
        NewTermHint => "新词（花括号内可写几种说法）", "New term (alternatives in braces)";
        Add => "添加", "Add";
        Change { term: String } => "修改 {term}", "Change {term}";
        SwitchOff { term: String } => "停用 {term}", "Switch off {term}";
        SwitchOn { term: String } => "启用 {term}", "Switch on {term}";
        SwitchOffShort => "停用", "Switch off";
        SwitchOnShort => "启用", "Switch on";
        Changing { term: String } => "修改“{term}”", "Changing \"{term}\"";
        TakeOver => "更新", "Take over";
        Cancel => "取消", "Cancel";
        SingleWords => "点击单个词可以停用或启用：", "Click a single term to switch it off or on:";
        MoreWords { count: String } => "还有 {count} 个，请用查找缩小范围", "{count} more; narrow them down by searching";
        ChoosePlace => "选择环节", "Choose a segment";
        Refused { term: String, fault: String } => "“{term}”：{fault}", "\"{term}\": {fault}";
        AlreadyThere { term: String } => "“{term}”已在这里", "\"{term}\" is already here";

        Rehearsing => "试算对企业的影响", "Working out which companies change";
        NotRehearsed => "试算已停止，还不知道哪些企业会变。", "Stopped; it is not known which companies change.";
        RehearseAgain => "重新试算", "Work it out again";
        Moved { words: String, companies: String, sectors: String } =>
            "改动 {words} 个词，{companies} 家企业变化，其中 {sectors} 家改变赛道",
            "{words} <term|terms> changed, {companies} <company changes|companies change>, {sectors} of them their sector";
        NobodyMoves { words: String } => "改动 {words} 个词，没有企业因此变化。", "{words} <term|terms> changed, no company changes by it.";
        Settled { count: String } =>
            "另有 {count} 家的赛道由人工认定，不受影响",
            "{count} more have a sector set by a person and stay";
        Company => "企业", "Company";
        Now => "现在", "Now";
        Then => "保存后", "Once saved";
        Because => "依据", "Because";
        NowSpeaks { terms: String } => "新增{terms}", "now {terms}";
        NoLonger { terms: String } => "不再算{terms}", "no longer {terms}";
        Weighs => "同样的词，权重不同", "the same terms, weighed differently";
        StandingUnclear { path: String } => "{path} · 待确认", "{path} · to confirm";
        SamePlace => "位置不变", "same place";
        Strength => "强度", "Strength";
        StrengthMoves { before: String, after: String } => "{before} → {after}", "{before} → {after}";
        Outside => "规划外", "Outside the plan";
        OutsideUnclear => "规划外 · 待确认", "Outside the plan · to confirm";
        MovedRow { name: String, before: String, after: String } => "{name}：{before} → {after}", "{name}: {before} → {after}";

        Suggest => "按人工认定给出建议", "Suggest sectors from what people settled";
        SuggestNote =>
            "从已确认和改判的企业学习用词，只在证据单薄或规划外的企业名片上提示，从不自动改动赛道。",
            "Learns the words of companies whose sector a person has set. It only hints, on the card of companies whose \
             evidence is thin or that stand outside the plan, and never changes a sector by itself.";
        SuggestEnough { count: String } => "已有 {count} 家人工认定", "{count} <company is|companies are> settled by a person";
        SuggestFew { count: String, least: String } =>
            "已有 {count} 家人工认定，满 {least} 家且不止一个赛道才给建议",
            "{count} <company is|companies are> settled by a person; suggestions begin at {least}, of more than one sector";
        Suggestion { count: String, place: String } =>
            "按 {count} 条人工认定推断：可能属于“{place}”",
            "From {count} <company|companies> settled by a person: perhaps \"{place}\"";
        SuggestionWord { term: String, seen: String } => "“{term}”（{seen} 家）", "\"{term}\" ({seen} <company|companies>)";
        SuggestionWordsNote =>
            "这些词在多少家人工认定属于该赛道的企业中出现过",
            "In how many companies that people put into this sector the words occur";
        Accept => "采纳", "Accept";
        AcceptKey { key: usize } => "采纳（按 {key}）", "Accept (press {key})";

        Edits => "修改内容", "What was changed";
        EditAdd { term: String, kind: String, place: String } =>
            "添加“{term}”（{kind}，{place}）",
            "Add \"{term}\" ({kind}, {place})";
        EditChange { term: String, to: String, kind: String, place: String } =>
            "“{term}”改为“{to}”（{kind}，{place}）",
            "\"{term}\" becomes \"{to}\" ({kind}, {place})";
        EditOff { term: String, place: String } => "停用“{term}”（{place}）", "Switch off \"{term}\" ({place})";
        EditOn { term: String, place: String } => "启用“{term}”（{place}）", "Switch on \"{term}\" ({place})";
        DropEdit { what: String } => "撤销：{what}", "Drop: {what}";
        Broken { detail: String } => "试算出错：{detail}", "It could not be worked out: {detail}";
        CannotWrite { detail: String } => "无法写成文本：{detail}", "It cannot be written down: {detail}";
    }
}

/// Families of trades outside the plan, as the catalogue names them.
const FAMILIES: &[(&str, &str, &str)] = &[
    ("photovoltaics", "光伏", "Photovoltaics"),
    ("led_lighting", "照明", "Lighting"),
    ("display_panels", "显示面板", "Display panels"),
    ("printed_circuits", "印制电路板", "Printed circuits"),
    ("electronic_components", "电子元器件", "Electronic components"),
    ("electronics_trade", "电子贸易", "Electronics trade"),
    ("batteries", "电池", "Batteries"),
    ("fabless_ic", "芯片设计", "Chip design"),
    ("semi_equipment_materials", "半导体设备与材料", "Semiconductor equipment and materials"),
    ("laser_equipment", "激光设备", "Laser equipment"),
    ("power_equipment", "电力设备", "Power equipment"),
    ("instruments", "仪器仪表", "Instruments"),
    ("aerospace_rail_ships", "航空、轨道、船舶", "Aerospace, rail, ships"),
    ("chemicals", "化工", "Chemicals"),
    ("plastics_rubber", "塑料橡胶", "Plastics and rubber"),
    ("metals", "金属", "Metals"),
    ("mining_energy", "采矿与能源", "Mining and energy"),
    ("pharma", "医药", "Pharmaceuticals"),
    ("diagnostics", "体外诊断", "Diagnostics"),
    ("medical_consumables", "医用耗材", "Medical consumables"),
    ("medical_services", "医疗服务", "Medical services"),
    ("food_agriculture", "食品与农业", "Food and farming"),
    ("textiles_apparel", "纺织服装", "Textiles and clothing"),
    ("paper_packaging", "造纸与包装", "Paper and packaging"),
    ("software_it", "软件与信息技术", "Software and IT"),
    ("trade_retail", "批发零售", "Trade and retail"),
    ("real_estate_construction", "房地产与建筑", "Real estate and construction"),
    ("finance_business_services", "金融与商务服务", "Finance and business services"),
    ("transport_utilities", "运输与公用事业", "Transport and utilities"),
];

/// The name of a family outside the plan; its own word where nobody has named it.
pub fn family(id: &str, lang: Lang) -> String {
    match FAMILIES.iter().find(|(known, ..)| *known == id) {
        Some((_, zh, en)) => (if lang == Lang::Zh { *zh } else { *en }).to_owned(),
        None => id.replace('_', " "),
    }
}
