//! Words of the editors of the model: thresholds, curves, profiles, help with weights.

use crate::messages;

messages! {
    /// What the editors of the model say.
    pub enum ModelEditText {
        MovedBy { criteria: String } => "主要因：{criteria}", "Mainly because of: {criteria}";
        Library => "门槛库", "Library of thresholds";
        LibraryNote =>
            "各地公布的数字，差距可达五倍；口径不同的不能采用。采用后可再改。",
            "What places have published; figures differ five-fold. What is measured differently cannot be taken over.";
        Place => "地点、年份", "Place, year";
        InUnit => "换算后", "In this unit";
        AsWritten => "原文", "As written";
        Take => "采用", "Take over";
        TakeWords { place: String, value: String } => "采用 {place} 的 {value}", "Take over {value} of {place}";
        Rented { name: String } => "租用厂房的企业没有亩，改看{name}：", "Rented plant has no mu; looked at instead: {name}";
        TakenFrom { place: String, source: String } => "{place}：{source}", "{place}: {source}";
        TakenFromHectare { place: String, source: String, value: String } =>
            "{place}：{source}；原文 {value} 万元/公顷，÷15", "{place}: {source}; as written {value} per hectare, ÷15";
        TakenFromReciprocal { place: String, source: String, value: String } =>
            "{place}：{source}；原文 {value} 吨标煤/万元，取倒数", "{place}: {source}; as written {value} tce per 10k yuan, turned over";
        Admission => "准入", "admission";
        Average => "平均", "average";
        Goal => "目标", "goal";
        AtLeast { value: String } => "≥ {value}", "≥ {value}";
        AtMost { value: String } => "≤ {value}", "≤ {value}";
        WanPerMu { value: String } => "{value} 万元/亩", "{value} × 10k yuan/mu";
        WanPerHectare { value: String } => "{value} 万元/公顷", "{value} × 10k yuan/ha";
        WanPerPlant { value: String } => "{value} 万元/千㎡", "{value} × 10k yuan/1000 ㎡";
        WanPerTce { value: String } => "{value} 万元/吨标煤", "{value} × 10k yuan/tce";
        TcePerWan { value: String } => "{value} 吨标煤/万元", "{value} tce/10k yuan";
        OtherBasis => "分子是总投资，口径不同", "counts total investment";
        OtherBasisFixed => "分子是固定资产投资，口径不同", "counts fixed-asset investment";
        BasisUnstated => "原文未写明总投资还是固定资产投资", "does not say which investment it counts";
        Adjusted { was: String } => "假设：人工调整；原出处：{was}", "assumption: adjusted by hand; was: {was}";
        PointX { name: String, place: String } => "{name} 第 {place} 点的数值", "{name}: number of point {place}";
        PointV { name: String, place: String } => "{name} 第 {place} 点的分值", "{name}: worth of point {place}";
        WordV { name: String, word: String } => "{name} “{word}”的分值", "{name}: worth of \"{word}\"";
        AddPoint { name: String } => "{name}：加一点", "{name}: add a point";
        AddPointShort => "加一点", "Add a point";
        RemovePoint { name: String, place: String } => "{name}：删去第 {place} 点", "{name}: remove point {place}";
        DragNote => "拖动圆点，或在右边填写；点之间按直线取值。", "Drag the points or type the figures; between them the line counts.";
        NewPoint => "假设：新增", "assumption: added";
        Reach { class: String, group: String } => "{group} 达到 {class} 类的下限", "{group}: least for class {class}";
        VetoOf { group: String } => "{group} 低于此值一律归 C（0 = 不设）", "{group}: below this always C (0 = none)";
        MajorityOf => "达标权重合计", "Weight that must reach it";
        NewVeto => "假设：人工设定", "assumption: set by hand";
        HelpTitle => "帮助定权重", "Help with the weights";
        HelpNote =>
            "先问：各组从最差到最好这一步，哪一步最值得？记 100，其余与它相比打分（摆幅法）。只定得出先后时，看两种次序法，相差多少就是次序没有说清的部分。",
            "Ask first: of all steps from worst to best, which is worth most? Rate it 100 and the others beside it (swing). Where only an order can be agreed, compare the two order methods: what they differ by is what an order leaves open.";
        Rating => "摆幅分", "Swing";
        RatingOf { group: String } => "{group} 摆幅分", "{group}: swing";
        BySwing => "摆幅法", "Swing";
        ByCentroid => "次序法 ROC", "Order (ROC)";
        ByRankSum => "次序法 均降", "Order (even)";
        Now => "现行", "Now";
        TakeWeights { way: String } => "采用：{way}", "Use: {way}";
        Spread => "离散（诊断）", "Dispersion";
        SpreadNote =>
            "按已评企业的数据离散程度（CRITIC）算出的权重，只供诊断：哪一列差异大就偏向哪一列，多一家企业就会变，不代表政策意图。",
            "What the dispersion of today's data would give (CRITIC). A diagnostic only: it follows whatever varies most, changes with every company added, and says nothing about policy.";
    }
}
