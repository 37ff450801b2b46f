//! Words that say what a company does with a thing, and what is not said about it: verbs, negation, fields of use,
//! heads of compounds, boilerplate of registries.
//!
//! These are general language, not catalogue: they hold for every industry.

use crate::domain::fit::Role;

/// What a cue does to the terms around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    /// Says the role of a clause.
    Verb(Role),
    /// Strikes through what follows in its comma group: 不含.
    Negates,
    /// The same for a whole list: does not make x, y and z.
    NegatesList,
    /// At the end of a clause it strikes through what it speaks of: X业务已停止; before a thing it negates: 已停止X业务.
    Ends,
    /// The same, but never of what comes after it: X was discontinued.
    Ended,
    /// Says that something has ended only with 已 before it (已于去年停产), and nothing of what comes after it: a plant that
    /// has stopped is somebody's customer (已停产企业的改造).
    Stops,
    /// Strikes through what precedes: 除外.
    Excepts,
    /// What follows is where the product goes, not the product: 应用于, used in.
    UsedIn,
    /// 配套: after 为 it brings the product (为X配套Y), otherwise where this goes.
    Supplies,
    /// What follows says whom it is for, less clearly, up to the next comma: 为…提供.
    For,
    /// The same where the list may go on behind the comma: for cars, trucks and buses.
    ForList,
    /// What precedes is a field or kind of customer: 领域, industry.
    Field,
    /// The thing before it is not the product but what this is made for or of: X设备, X software.
    Head,
    /// Like `Head`, but after a machine only a doubling (数控机床设备).
    MachineHead,
    /// What precedes in its item is the name of a company.
    NameEnd,
    /// The company says what its business is: 主营业务, specialises in.
    Focus,
    /// Says nothing about the company up to the end of its clause.
    Boilerplate,
    /// Marks a registry entry.
    Registry,
}

/// Every cue with its words; braces as in the catalogue.
#[rustfmt::skip] // One word a line would hide the whole.
pub(super) const CUES: &[(Cue, &[&str])] = &[
    (Cue::Verb(Role::Makes), &[
        "生产", "制造", "加工", "量产", "代工", "组装", "装配", "产销", "制作", "研制", "研产销", "智造",
        "制备", "自产", "铸造", "manufactur{e,es,ed,er,ers,ing}", "produc{e,es,ed,er,ers,ing}", "production",
        "maker", "makers", "makes", "making", "fabricat{e,es,ed,ion,or,ing,ing and selling}",
        "assembl{e,es,ed,ing}", "oem", "odm", "oem odm",
    ]),
    (Cue::Verb(Role::Develops), &[
        "研发", "设计", "开发", "研究", "研制开发", "技术开发", "develop", "develops", "developed",
        "developer", "developers", "developing", "development", "design", "designs", "designed", "designer",
        "designers", "designing", "r&d", "research", "engineers", "engineering", "innovat{es,ing,or}",
    ]),
    (Cue::Verb(Role::Serves), &[
        "安装", "维修", "检测", "检验", "维护", "保养", "修理", "运维", "技术服务", "技术咨询", "技术转让",
        "咨询服务", "调试", "检修", "改造", "运营", "投资运营", "install", "installs", "installation", "maintenance", "maintains",
        "repair", "repairs", "repairing", "servicing", "consulting", "calibration", "refurbish{es,ed,ment}",
        "after sales service",
    ]),
    (Cue::Verb(Role::Trades), &[
        "销售", "代理", "贸易", "批发", "零售", "进出口", "出口", "进口", "采购", "经销", "分销", "购销",
        "批发零售", "批零", "代销", "营销", "供应链管理", "供销", "转口贸易", "互联网销售", "网上销售",
        "批发兼零售", "批发及零售", "展销", "distribut{e,es,ed,ing,or,ors,ion}", "sale", "sales", "sell",
        "sells", "selling", "sold", "trad{e,es,ing,er,ers}", "wholesal{e,er,ers,ing}", "retail", "retailer",
        "retailers", "retailing", "retails", "resell{er,ers,s,ing}", "import", "imports", "importer",
        "importing", "export", "exports", "exporter", "exporting", "dealer", "dealers", "marketing",
        "markets and sells", "stockist", "sourcing", "procurement",
    ]),
    (Cue::Verb(Role::Owns), &[
        "租赁", "出租", "持有", "融资租赁", "经营租赁", "leas{es,ing}", "rental", "rents", "owns", "holds",
    ]),
    (Cue::Negates, &[
        "不含", "不包含", "不包括", "不从事", "不涉及", "不生产", "不得从事", "不得", "停止", "终止", "不再",
        "不直接", "未从事", "并非", "尚未", "暂不", "禁止", "退出", "不经营", "除了", "关停", "拟转让", "不属于",
    ]),
    (Cue::Ends, &[
        "已停止", "已停止{生产,经营,销售,运营}", "停止{生产,经营,销售,运营}", "已经停止", "已终止", "已剥离", "已出售",
        "已关停", "已转让", "已退出", "已关闭", "已注销", "不再生产", "不再从事", "has ceased", "have ceased",
        "no longer {made,manufactured,offered,produced,sold}",
    ]),
    (Cue::Ended, &[
        // Of products, “have been sold” says the opposite.
        "{was,were,been} {discontinued,divested}", "{was,were,been} {discontinued,divested} in",
        "{business,division,operations} {has been,have been,was,were} {sold,closed}",
        "{business,division,operations} {has been,have been,was,were} {sold,closed} in",
    ]),
    (Cue::Stops, &["停产", "停业"]),
    (Cue::NegatesList, &[
        "excluding", "except", "except for", "excludes", "does not", "do not", "did not", "no longer",
        "not including", "other than", "ceased", "discontinued", "divested", "has sold", "without", "is not",
        "are not", "not engaged in",
    ]),
    (Cue::Excepts, &[
        "除外", "excluded", "excepted",
    ]),
    (Cue::UsedIn, &[
        "应用于", "用于", "适用于", "服务于", "使用于", "运用于", "应用在", "用在", "应用领域", "下游应用",
        "应用范围", "下游客户", "客户包括", "下游", "主要客户", "主要客户为", "供应给", "供货给", "销往",
        "配套于", "应用场景", "可广泛用于", "涵盖领域", "上游", "客户涵盖", "产品覆盖领域",
        "used in", "used for", "used by", "for use in", "for use with", "used as", "applications include",
        "application in", "applied in", "applied to", "application fields", "customers include",
        "customers in", "serves customers", "serving the", "serves the", "suppl{y,ies} to", "supplier to",
        "suppliers to", "supplied to", "end markets", "found in", "its customers", "sold to", "suitable for",
        "ranging from automotive", "end users", "incorporated into", "such as automotive",
    ]),
    (Cue::For, &[
        "提供给", "针对", "为客户", "随着", "受益于", "助力", "赋能", "面向",
    ]),
    (Cue::Supplies, &["配套", "提供配套", "配套生产", "配套供应"]),
    (Cue::ForList, &[
        "for", "to the", "to customers",
    ]),
    (Cue::Field, &[
        "领域", "行业", "等领域", "等行业", "市场", "等市场", "客户", "厂商", "厂家", "产业链", "等产业",
        "等场景", "场景", "等方面", "等下游", "等客户", "整车厂", "industry", "industries", "market",
        "markets", "sector", "sectors", "application", "applications", "customers", "companies", "end use",
        "field", "fields", "users", "clients",
    ]),
    (Cue::Head, &[
        "用", "专用", "材料", "原材料", "模具", "软件", "耗材", "试剂", "检测设备", "测试设备", "生产设备",
        "制造设备", "生产线", "产线", "检测仪器", "仪器", "测试仪", "夹具", "治具", "工装", "外壳", "壳体",
        "支架", "包装", "清洗", "洁净", "厂房", "工程", "行业应用", "气体", "化学品", "电子化学品", "辅料",
        "涂料", "胶", "胶粘剂", "油", "润滑油", "散热器", "线束", "电缆", "线缆", "电线", "连接器", "轴承",
        "紧固件", "铸件", "锻件", "冲压件", "结构件", "密封件", "弹簧", "钢", "铝", "铜", "橡胶", "塑料",
        "陶瓷", "玻璃", "漆包线", "磁材", "磁性材料", "磁钢", "硅钢", "铁芯", "绕组线", "小镇", "产业园",
        "园区", "基金", "物流", "运输", "仓储", "培训", "工具", "刀具", "教学", "materials", "software",
        "tools", "services", "testing", "chemicals", "gases", "consumables", "packaging materials", "wire",
        "cables", "molds", "moulds", "design tools", "cleaning",
    ]),
    (Cue::MachineHead, &[
        "设备", "装备", "机械", "equipment", "machinery", "machines",
    ]),
    (Cue::NameEnd, &[
        "有限公司", "有限责任公司", "股份有限公司", "股份公司", "co", "corp", "corporation", "inc", "ltd",
        "limited", "co ltd", "incorporated", "plc", "gmbh", "holdings", "group", "company limited", "llc",
        "technologies inc", "technologies", "technology co",
    ]),
    (Cue::Focus, &[
        "主营业务", "主营", "主要产品", "主要业务", "主要从事", "专业从事", "专注于", "专注", "致力于",
        "从事", "核心产品", "主导产品", "产品包括", "产品有", "产品主要包括", "产品涵盖", "主业", "产品为",
        "业务为", "主要生产", "专业生产", "专业制造", "深耕", "聚焦", "聚焦于", "围绕着", "定位于",
        "发展方向", "核心业务", "业务板块", "业务涵盖", "产品线", "主打产品", "是一家", "领先的", "龙头",
        "产品主要有", "主要包括", "产品分为", "主要产品包括", "主要产品为", "主营产品", "代表产品",
        "principally engaged in", "principal activit{y,ies}", "primarily engaged in", "engaged in",
        "engages in", "specializ{es,ing,ed} in", "specialis{es,ing,ed} in", "leading", "leader in",
        "its products include", "products include", "product portfolio", "main products", "its main products",
        "offers", "provides", "focus{es,ed,ing} on", "core business", "principal products", "company that",
        "operates as", "销售的产品", "销售的主要产品",
    ]),
    (Cue::Boilerplate, &[
        "依法须经批准", "须经批准", "经相关部门批准", "经有关部门批准", "凭营业执照", "凭{有效,}许可证",
        "具体经营项目以", "国家禁止", "国家限定公司", "国家法律法规", "法律法规禁止", "法律、行政法规",
        "法律,行政法规", "法律法规规定", "国务院决定", "涉及前置", "涉及许可", "涉及专项", "后方可开展",
        "方可经营", "以审批结果为准", "以相关部门批准", "未经批准", "不得从事本市产业政策禁止",
        "市场主体依法自主选择", "外商投资准入", "负面清单", "国家规定实施准入", "企业依法自主", "需经审批",
        "取得许可后", "许可证有效期", "有效期至", "有效期限", "自营和代理", "法定代表人", "注册资本",
        "注册地址", "曾用名",
    ]),
    (Cue::Registry, &[
        "一般项目", "许可项目", "一般经营项目", "许可经营项目", "经营范围", "前置许可", "兼营范围",
    ]),
];

#[cfg(test)]
mod tests {
    use super::{super::spec::expand, CUES};

    #[test]
    fn no_word_is_two_cues() {
        let mut seen = std::collections::HashMap::new();
        for (cue, words) in CUES {
            for word in words.iter().flat_map(|word| expand(word).unwrap()) {
                let former = seen.insert(word.clone(), *cue);
                assert!(former.is_none_or(|former| former == *cue), "{word}: {former:?} and {cue:?}");
            }
        }
    }
}
