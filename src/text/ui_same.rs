//! Words of the duplicates of the data page.

use crate::messages;

messages! {
    /// Words of the duplicates.
    pub enum DuplicatesText {
        Looking => "正在查找重复企业", "Looking for duplicates";
        Look => "查找重复", "Look for duplicates";
        LookAgain => "重新查找", "Look again";
        Looked { companies: String } => "已比对 {companies} 家企业", "{companies} <company|companies> compared";
        Outdated => "企业有改动，可重新查找", "Companies changed since";
        Stopped => "已停止查找。", "The search was stopped.";
        Broken { why: String } => "查找没有完成：{why}", "The search failed: {why}";

        Queue { count: String } => "待判断 {count}", "Open {count}";
        Apart { count: String } => "不是同一家 {count}", "Different {count}";
        Merged { count: String } => "已合并 {count}", "Merged {count}";
        All { count: String } => "全部 {count}", "All {count}";
        OfLikeness { likeness: &'static str, count: String } => "{likeness} {count}", "{likeness} {count}";
        ByImport { count: String } => "导入时列入 {count}", "From imports {count}";

        ColumnLikeness => "判断", "Likeness";
        ColumnChance => "可能", "Chance";
        ColumnOne => "企业一", "One";
        ColumnOther => "企业二", "Other";
        ColumnWhy => "依据", "Why";
        ColumnKept => "保留的企业", "Company kept";
        ColumnGone => "并入的记录", "Record merged";
        ColumnDay => "日期", "Day";
        ColumnWho => "经办", "By";
        Chosen { count: String } => "已选 {count} 对", "{count} selected";

        NothingYet => "还没有查找过", "Not looked for yet";
        NothingYetNote =>
            "按信用代码、曾用名、字号、行业、行政区划、电话等逐项比对，只列出来请您判断，不会自动合并。",
            "Codes, former names, parts of names, places and phones are compared; pairs are listed for you, nothing is merged by itself.";
        NothingFound => "没有需要判断的企业", "No pairs to judge";
        NothingFoundNote => "导入名单或修改企业后，可以再查一次。", "Look again after importing lists or changing companies.";
        NothingApart => "还没有判断为“不是同一家”的企业", "Nothing judged different yet";
        NothingApartNote => "判断过的一对不会再列出来；在这里可以改回待判断。", "A judged pair is not listed again; it can be reopened here.";
        NothingMerged => "还没有合并过企业", "Nothing merged yet";
        NothingMergedNote => "合并可以撤回：两条记录会恢复成合并前的样子。", "A merge can be taken back: both records return as they were.";
        SelectPair => "选中一对查看依据。", "Select a pair to see why.";
        Gone => "其中一家已删除。", "One of the two is gone.";

        Merge => "合并…", "Merge…";
        NotTheSame => "不是同一家", "Not the same";
        Reopen => "改回待判断", "Reopen";
        ShowCard { name: String } => "打开“{name}”", "Open \"{name}\"";
        FromImport { list: String } => "导入“{list}”时列入", "Noticed when \"{list}\" was imported";
        Judged { who: String, day: String } => "{who} {day} 判断", "Judged by {who} on {day}";
        Steps => "逐项比对", "Step by step";
        StepsNote =>
            "每项分量是“同一家时出现的机会”与“两家时出现的机会”之比（以 2 为底取对数），逐项相加；频率按本台账统计。",
            "Each step weighs how often it shows among records of one company against records of two (as log2); the steps add up. Frequencies are those of this workspace.";
        StepItem => "比对项", "Step";
        StepResult => "结果", "Result";
        StepWeight => "分量", "Weight";
        StepWords { evidence: &'static str, level: &'static str, bits: String } => "{evidence} {level} {bits}", "{evidence} {level} {bits}";
        Total => "合计", "Sum";

        MergeTitle => "合并为一家", "Merge into one";
        MergeNote =>
            "逐项选择留下的内容；没有选的一边仍保留在变更历史里。合并后可以整体撤回。",
            "Choose what stays, field by field; the other side remains in the history. The whole merge can be taken back.";
        KeepThis { name: String } => "保留“{name}”", "Keep \"{name}\"";
        Field => "字段", "Field";
        Stays => "保留的企业", "Kept";
        Goes => "并入的记录", "Merged in";
        Both => "两者都留", "Both";
        TakeValue { field: String, value: String } => "{field}：采用 {value}", "{field}: take {value}";
        SameFields { count: String } => "其余 {count} 项相同或都没有填写。", "The other {count} <field is|fields are> equal or empty.";
        MovesTo { what: String } => "一并移过去：{what}", "Moves along: {what}";
        MovesNothing => "并入的记录没有其他内容需要移动。", "Nothing else belongs to the record merged in.";
        Counted { count: String, what: &'static str } => "{count} 条{what}", "{count} × {what}";
        Unite => "合并", "Merge";
        Cancel => "取消", "Cancel";
        TakeBack => "撤回合并", "Take the merge back";
        TakeBackNote =>
            "两条记录恢复成合并前的样子；如果其后有改动建立在合并之上，会说明原因并保持不变。",
            "Both records return as they were; if something later builds on the merge, the reason is given and nothing changes.";
        MergedFrom { name: String } => "由“{name}”并入", "Merged from \"{name}\"";
        Blank => "（空）", "(empty)";
    }
}
