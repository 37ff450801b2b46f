//! Parts of company names: trades and forms of organisation.

use std::{
    collections::{HashMap, HashSet},
    sync::OnceLock,
};

use super::parts::FormClass;

/// Trades and what is said in their place, as names end with them.
const TRADES: &str = "\
科技 技术 高科 高科技 高新技术 新技术 信息 信息技术 信息科技 网络 网络科技 网络技术 软件 软件技术 智能 智能科技 智能装备 智能制造 智能技术 \
智造 数字 数据 大数据 云计算 物联网 人工智能 自动化 自动化设备 自动化科技 控制 系统 集成 系统集成 电子 电子科技 电子技术 电子商务 \
微电子 半导体 集成电路 芯片 光电 光电科技 光电技术 光学 光电子 显示 显示技术 激光 传感 传感器 传感技术 机器人 仪器 仪表 \
仪器仪表 测控 测控技术 计量 检测 检测技术 检验检测 电气 电器 电力 电力设备 电力工程 电机 电源 电缆 电线 电线电缆 线缆 线束 \
机械 机械设备 机械制造 机械配件 机械加工 机械科技 机电 机电设备 机电工程 机具 农机 农业机械 工程机械 精密机械 精密 精工 精机 机床 数控 数控机床 数控设备 重工 \
重型机械 工业 工业设备 装备 装备制造 设备 设备制造 成套设备 动力 动力机械 发动机 内燃机 压缩机 泵业 水泵 阀门 管业 管道 管件 液压 \
液压机械 气动 轴承 齿轮 传动 链条 紧固件 标准件 弹簧 模具 工具 工量具 刀具 五金 五金制品 五金工具 铸造 锻造 铸锻 铸业 \
精密铸造 热处理 焊接 焊材 钣金 喷漆 钣金喷漆 喷涂 电镀 表面处理 炉料 耐火材料 磨料 磨具 汽车 汽车零部件 汽车部件 汽车配件 汽车电子 汽车科技 \
汽车技术 汽车系统 汽车饰件 汽车内饰件 汽车销售 汽车销售服务 汽车服务 汽车维修 汽车维修服务 汽车贸易 汽贸 汽修 汽配 汽车用品 车业 \
车辆 专用车 专用汽车 新能源汽车 摩托车 摩托车配件 摩配 车料 零部件 零配件 配件 部件 组件 构件 机车 轨道交通 交通 交通设施 船舶 船业 航空 航天 \
航空航天 物流 运输 货运 客运 快递 仓储 仓储物流 供应链 供应链管理 贸易 商贸 经贸 工贸 物贸 国贸 国际贸易 进出口 进出口贸易 商务 商业 商行 百货 \
实业 产业 实业发展 发展 开发 投资 投资管理 投资发展 资产 资产管理 资本 基金 股权投资 创业投资 管理 企业管理 咨询 管理咨询 企业管理咨询 \
信息咨询 服务 技术服务 商务服务 文化 文化传播 文化传媒 传媒 传播 广告 广告传媒 影视 动漫 教育 教育科技 培训 会展 展览 \
医疗 医疗器械 医疗科技 医疗设备 医疗用品 器械 医学 医用材料 医用科技 医药 医药科技 制药 药业 大药房 药房 药店 中药 中药材 保健 健康 健康科技 健康管理 养老 生物 生物科技 \
生物技术 生物医药 生物工程 生物制品 基因 诊断 口腔 食品 食品科技 食品工业 食品加工 食品添加剂 调味品 调味食品 豆制品 肉制品 肉类 乳业 饮料 饮品 饮用水 酒业 酒厂 酿酒 酿造 茶业 茶叶 粮油 \
粮食 粮油食品 面粉 面业 油脂 糖业 盐业 果蔬 果品 蔬菜 水果 农业 农业科技 农业发展 农业开发 生态农业 农产品 农资 农牧 农牧科技 种业 种植 种养殖 养殖 畜牧 禽业 牧业 饲料 肥业 肥料 化肥 水产 渔业 林业 木业 \
木材 木制品 板材 板业 人造板 家具 实木家具 家居 家居用品 家私 橱柜 衣柜 门窗 门业 厨具 厨业 厨房设备 卫浴 洁具 陶瓷 瓷业 玻璃 玻璃制品 石材 石业 石膏 \
石膏板 石料 砂石 矿业 矿产 矿山 矿山机械 矿山设备 煤业 煤炭 煤矿 建材 建筑材料 新型建材 建材科技 建筑 建筑工程 建筑劳务 建筑机械 建筑安装 建筑装饰 建筑科技 建设 建设工程 建设集团 建工 \
安装 安装工程 装饰 装饰工程 装饰材料 装饰设计 装潢 装修 装饰装修 幕墙 钢结构 钢构 钢结构工程 钢铁 钢业 钢材 钢管 钢丝绳 不锈钢 不锈钢制品 金属 金属材料 金属制品 金属科技 \
有色金属 有色 合金 铝业 铝材 铝制品 铝合金 铜业 铜材 镁业 钛业 稀土 贵金属 水泥 水泥制品 混凝土 商品混凝土 商砼 砼 预制构件 砖业 砖瓦 墙材 墙体材料 管桩 防水材料 防水 保温材料 保温 防腐 \
防腐材料 涂料 油漆 化工 化工科技 化工机械 精细化工 日化 化学 化学工业 化学品 化纤 树脂 胶业 胶粘剂 染料 颜料 助剂 催化剂 石化 石油 石油化工 石油机械 石油科技 石油装备 油品 燃料 燃气 天然气 气体 \
加油站 热力 热电 供热 材料 新材料 新材料科技 材料科技 复合材料 高分子材料 高分子 纳米 纳米科技 纳米材料 石墨 石墨烯 碳素 炭素 塑料 塑料制品 塑料包装 塑胶 塑胶制品 塑业 塑编 橡胶 橡胶制品 橡塑 橡塑制品 \
轮胎 乳胶制品 纸业 纸品 造纸 纸制品 纸箱 纸箱包装 板纸 包装 包装材料 包装制品 包装科技 包装印刷 印刷 印务 彩印 印刷包装 印刷机械 纺织 纺织品 纺织科技 纺业 棉业 棉纺织 棉纺 棉纺织品 毛纺 针织 针纺织品 织造 织布 印染 \
家纺 合线 纱业 服装 服饰 服装加工 制衣 鞋业 鞋材 皮革 皮业 箱包 箱包制品 手套 帽业 玩具 工艺品 礼品 文具 办公用品 办公设备 体育用品 健身器材 乐器 珠宝 首饰 钟表 眼镜 化妆品 \
美容 美发 美容美发 日用品 生活用品 卫生用品 塑料加工 消毒 餐具消毒 家电 电器维修 制冷 制冷设备 空调 空调设备 暖通 照明 照明科技 照明电器 灯具 灯饰 通信 通讯 通信技术 通信设备 通讯设备 通信工程 电信 \
电商 能源 新能源 新能源科技 能源科技 能源技术 电池 蓄电池 锂电 锂业 储能 光伏 光伏科技 光伏发电 太阳能 风电 风能 水电 发电 充电桩 节能 节能环保 节能科技 环保 环保科技 环保设备 环保工程 环境 环境科技 环境工程 水处理 \
水务 净水 污水处理 再生资源 再生资源回收 废旧物资 废旧物资回收 物资 物资回收 物资贸易 回收 固废 无害化处理 动物无害化处理 地热工程 地热 工程 工程技术 工程设计 工程管理 工程咨询 市政 市政工程 路桥 公路 \
公路工程 路桥工程 隧道 水利 水利工程 园林 园林绿化 园林工程 园林景观 绿化 绿化工程 景观 苗木 花卉 花木 爆破 勘察 钻探 测绘 规划 规划设计 规划设计咨询 设计 建筑设计 设计咨询 监理 造价 \
房地产 房地产开发 房地产经纪 置业 地产 物业 物业管理 物业服务 酒店 酒店管理 宾馆 餐饮 餐饮管理 餐饮服务 旅游 旅游开发 旅行社 娱乐 体育 体育文化 消防 消防器材 消防工程 消防设备 安防 安防科技 安全 安全技术 安全科技 安保 \
保安 保安服务 劳务 劳务派遣 人力资源 家政 家政服务 保洁 维修 租赁 设备租赁 汽车租赁 拍卖 典当 保险 保险代理 融资 融资租赁 融资担保 担保 小额贷款 金融 证券 期货 信托 银行 \
知识产权 会计 税务 法律 翻译 研发 创新 创业 孵化器 科技发展 科技开发 科技服务 制造 生产 加工 经营 销售 批发 零售 制品 用品 产品 器材 设施 耗材 工业园 产业园 \
铝型材 铝型材制品 合金配件 铝合金配件 砼泵配件 泵配件 工程配件 桌椅 实木桌椅 地毯 窗帘 布艺 床上用品 电动车 电动车配件 自行车 童车 叉车 起重机 起重机械 起重设备 电梯 锅炉 换热设备 换热器 压力容器 容器 风机 除尘设备 干燥设备 粉体 粉体设备 粉末 \
石膏粉 滑石粉 石英 硅业 硅胶 氟化工 氯碱 农药 农化 兽药 动物药业 动保 宠物 宠物食品 面粉机械 粮油机械 食品机械 包装机械 塑料机械 纺织机械 木工机械 木业机械 制鞋 建筑器材 脚手架 模板 租赁站 工程服务 计算机 电脑 数码 数码科技 家用电器 音响 电声 安全玻璃 特种玻璃 特钢 \
薄板 精密薄板 带钢 线材 丝网 筛网 滤清器 过滤 过滤设备 刹车片 制动 制动系统 减震器 车轮 轮毂 车桥 变速箱 密封 密封件 密封材料 石棉 玻纤 玻璃纤维 玻璃钢 碳纤维 纤维 电磁线 漆包线 变压器 开关 电控 低压电器 高低压电器 电路板 线路板 电路 电容 电阻 电感 磁业 磁材 磁性材料 晶体 封装 封装测试 测试 测试技术 半导体科技 半导体技术 半导体设备";

/// Forms of organisation, longest first where one ends with another.
const FORMS: &[(&str, FormClass)] = &[
    ("股份有限责任公司", FormClass::Stock),
    ("股份有限公司", FormClass::Stock),
    ("股份公司", FormClass::Stock),
    ("有限责任公司", FormClass::Company),
    ("有限公司", FormClass::Company),
    ("总公司", FormClass::Company),
    ("公司", FormClass::Company),
    ("集团", FormClass::Company),
    ("专业合作社联合社", FormClass::Cooperative),
    ("农民专业合作社", FormClass::Cooperative),
    ("专业合作社", FormClass::Cooperative),
    ("供销合作社", FormClass::Cooperative),
    ("合作社", FormClass::Cooperative),
    ("家庭农场", FormClass::Individual),
    ("有限合伙企业", FormClass::Partnership),
    ("合伙企业", FormClass::Partnership),
    ("事务所", FormClass::Partnership),
    ("工程技术研究院", FormClass::Institution),
    ("研究总院", FormClass::Institution),
    ("研究院", FormClass::Institution),
    ("研究所", FormClass::Institution),
    ("设计院", FormClass::Institution),
    ("大学", FormClass::Institution),
    ("学院", FormClass::Institution),
    ("学校", FormClass::Institution),
    ("医院", FormClass::Institution),
    ("协会", FormClass::Institution),
    ("委员会", FormClass::Institution),
    ("销售中心", FormClass::Individual),
    ("服务中心", FormClass::Individual),
    ("维修中心", FormClass::Individual),
    ("加工中心", FormClass::Individual),
    ("中心", FormClass::Other),
    ("养殖场", FormClass::Individual),
    ("种植场", FormClass::Individual),
    ("工程处", FormClass::Other),
    ("农场", FormClass::Other),
    ("林场", FormClass::Other),
    ("总厂", FormClass::Works),
    ("加工厂", FormClass::Works),
    ("制造厂", FormClass::Works),
    ("作坊", FormClass::Works),
    ("厂", FormClass::Works),
    ("经营部", FormClass::Individual),
    ("经销部", FormClass::Individual),
    ("经销处", FormClass::Individual),
    ("经营店", FormClass::Individual),
    ("专营店", FormClass::Individual),
    ("专卖店", FormClass::Individual),
    ("门市部", FormClass::Individual),
    ("门市", FormClass::Individual),
    ("营业部", FormClass::Individual),
    ("销售部", FormClass::Individual),
    ("销售处", FormClass::Individual),
    ("批发部", FormClass::Individual),
    ("服务部", FormClass::Individual),
    ("服务站", FormClass::Individual),
    ("加工部", FormClass::Individual),
    ("加工点", FormClass::Individual),
    ("加工店", FormClass::Individual),
    ("维修部", FormClass::Individual),
    ("维修店", FormClass::Individual),
    ("修理部", FormClass::Individual),
    ("修理厂", FormClass::Works),
    ("回收站", FormClass::Individual),
    ("收购站", FormClass::Individual),
    ("收购点", FormClass::Individual),
    ("工作室", FormClass::Individual),
    ("便利店", FormClass::Individual),
    ("超市", FormClass::Individual),
    ("商行", FormClass::Individual),
    ("商店", FormClass::Individual),
    ("商铺", FormClass::Individual),
    ("商场", FormClass::Individual),
    ("车行", FormClass::Individual),
    ("药房", FormClass::Individual),
    ("药店", FormClass::Individual),
    ("餐馆", FormClass::Individual),
    ("饭店", FormClass::Individual),
    ("批发行", FormClass::Individual),
    ("贸易行", FormClass::Individual),
    ("店", FormClass::Individual),
    ("铺", FormClass::Individual),
    ("部", FormClass::Individual),
    ("坊", FormClass::Individual),
    ("庄", FormClass::Individual),
    ("站", FormClass::Individual),
    ("处", FormClass::Other),
    ("场", FormClass::Other),
];

/// Ends of names of branches; what stands before is the firm.
pub(super) const BRANCHES: &[&str] = &[
    "分公司",
    "子公司",
    "分厂",
    "分店",
    "分行",
    "支行",
    "分部",
    "分院",
    "分社",
    "分所",
    "分理处",
    "办事处",
    "代表处",
    "营业部",
    "门市部",
    "经营部",
    "销售部",
    "批发部",
    "服务部",
    "项目部",
    "连锁店",
    "专卖店",
    "车间",
    "仓库",
    "工厂",
];

/// Ends of English names that say the form of organisation.
pub(super) const LATIN_FORMS: &[&str] = &[
    "co",
    "company",
    "ltd",
    "limited",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "llc",
    "llp",
    "gmbh",
    "ag",
    "kg",
    "plc",
    "sa",
    "spa",
    "srl",
    "bv",
    "nv",
    "kk",
    "ab",
    "oy",
    "as",
    "pte",
    "pty",
    "sdn",
    "bhd",
];
/// Ends of English names that say a trade.
pub(super) const LATIN_TRADES: &[&str] = &[
    "technology",
    "technologies",
    "tech",
    "electronics",
    "electronic",
    "electric",
    "machinery",
    "machine",
    "industry",
    "industries",
    "industrial",
    "manufacturing",
    "international",
    "engineering",
    "systems",
    "solutions",
    "materials",
    "material",
    "semiconductor",
    "semiconductors",
    "equipment",
    "trading",
    "medical",
    "automation",
    "automotive",
    "auto",
    "parts",
    "energy",
    "tools",
    "science",
    "biotech",
    "biotechnology",
    "pharmaceutical",
    "chemical",
    "plastics",
    "new",
    "precision",
    "intelligent",
    "robot",
    "robotics",
    "environmental",
    "development",
    "enterprise",
    "enterprises",
];

/// Longest trade, in characters.
const LONGEST: usize = 8;

fn trades() -> &'static HashSet<&'static str> {
    static TRADE_SET: OnceLock<HashSet<&'static str>> = OnceLock::new();
    TRADE_SET.get_or_init(|| TRADES.split_ascii_whitespace().collect())
}

/// Trades that are not in the list but that the names of many companies end with.
#[derive(Debug, Clone, Default)]
pub struct Trades {
    learned: HashSet<Box<str>>,
}

/// So many different names before an ending make it a trade, and at least one in so many companies has it.
const NAMES_BEFORE: usize = 4;
const ONE_IN: usize = 1_000;

impl Trades {
    /// Learns from names whose known trades were taken off.
    pub(super) fn learn<'t>(brands: impl Iterator<Item = &'t str> + Clone) -> Self {
        let mut endings: HashMap<&str, HashSet<&str>> = HashMap::new();
        let mut companies = 0;
        for brand in brands {
            companies += 1;
            let starts: Vec<usize> = brand.char_indices().map(|(at, _)| at).collect();
            // Two signs of a name stay, and two make a trade.
            for start in starts.iter().take(starts.len().saturating_sub(1)).skip(2) {
                let (before, ending) = brand.split_at(*start);
                endings.entry(ending).or_default().insert(before);
            }
        }
        let enough = NAMES_BEFORE.max(companies / ONE_IN);
        let learned = endings.into_iter().filter(|(_, before)| before.len() >= enough);
        Self { learned: learned.map(|(ending, _)| ending.into()).collect() }
    }

    fn holds(&self, word: &str) -> bool {
        trades().contains(word) || self.learned.contains(word)
    }

    /// Byte offset at which the trades at the end of a text begin; at least `keep` characters stay before them.
    pub(super) fn start(&self, text: &str, keep: usize) -> usize {
        trade_start(text, keep, |word| self.holds(word))
    }
}

fn trade_start(text: &str, keep: usize, holds: impl Fn(&str) -> bool) -> usize {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut end = starts.len() - 1;
    while end > keep {
        let first = end.saturating_sub(LONGEST).max(keep);
        let Some(start) = (first..end).find(|start| holds(&text[starts[*start]..starts[end]])) else {
            break;
        };
        end = start;
    }
    starts[end]
}

/// Whether a text is made of trades alone.
pub(super) fn is_trade(text: &str) -> bool {
    !text.is_empty() && trade_start(text, 0, |word| trades().contains(word)) == 0
}

/// The form of organisation a name ends with, and where it begins.
pub(super) fn form(name: &str) -> Option<(usize, FormClass)> {
    FORMS
        .iter()
        .filter(|(form, _)| name.len() > form.len() && name.ends_with(form))
        .max_by_key(|(form, _)| form.len())
        .map(|(form, class)| (name.len() - form.len(), *class))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trades_are_taken_from_the_end_and_leave_a_name() {
        for (core, brand) in [
            ("长安汽车", "长安"),
            ("华新材料", "华新"),
            ("恒大新材料科技", "恒大"),
            ("江岸芯源", "江岸芯源"),
            ("建材", "建材"),
        ] {
            assert_eq!(&core[..Trades::default().start(core, 2)], brand, "{core}");
        }
        assert!(is_trade("再生资源") && is_trade("汽车销售服务") && !is_trade("鑫源建材"));
    }

    #[test]
    fn endings_of_many_names_are_trades() {
        let brands = ["浩杰机床附件", "浩扬机床附件", "精信机床附件", "圣亚机床附件", "江岸芯源"];
        let trades = Trades::learn(brands.into_iter());
        assert_eq!(trades.start("凤源机床附件", 2), "凤源".len());
        assert_eq!(trades.start("江岸芯源", 2), "江岸芯源".len());
    }

    #[test]
    fn the_longest_form_counts() {
        assert_eq!(form("甲乙股份有限公司"), Some((6, FormClass::Stock)));
        assert_eq!(form("甲乙建材经营部"), Some((12, FormClass::Individual)));
        assert_eq!(form("公司"), None);
    }
}
