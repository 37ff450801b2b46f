//! Words of tables one can write into.

use super::{Lang, Say};
use crate::{messages, ui::TableKey};

messages! {
    /// Words of tables one can write into.
    pub enum GridText {
        Filter { column: String } => "筛选“{column}”", "Filter {column}";
        FindValue => "查找取值", "Find a value";
        Counting => "正在统计", "Counting";
        Empty => "（空）", "(empty)";
        AllValues => "不限", "All values";
        MoreValues { count: String } => "还有 {count} 个取值，请用上面的查找", "{count} <more value|more values>; use the search above";

        WillChange { cells: String } => "将修改 {cells} 个单元格", "{cells} <cell|cells> will change";
        WillAdd { rows: String } => "新增 {rows} 行", "{rows} <row|rows> will be added";
        WillAddCompanies { count: String } => "其中新企业 {count} 家", "{count} <new company|new companies> with them";
        NewCompany { name: String } => "{name}（新企业）", "{name} (new company)";
        StaySame { cells: String } => "{cells} 个内容相同", "{cells} are the same already";
        AreRefused { cells: String } => "{cells} 个不能写入", "{cells} cannot be written";
        AndMore { cells: String } => "另有 {cells} 个单元格", "and {cells} <more cell|more cells>";
        OfRow => "行", "Row";
        OfColumn => "列", "Column";
        Before => "原值", "Before";
        After => "新值", "After";
        Written => "填入的内容", "Written";
        WhyRefused => "原因", "Why not";
        Refused => "不能写入的单元格（保持原值）", "Cells that cannot be written (they stay as they are)";
        Apply => "写入", "Write";
        Required => "不能为空", "must not be empty";
        Computed => "这一列是计算出来的，不能填写", "this column is computed";
        OtherRecord => "这一列是企业的资料，请到企业页修改", "this column belongs to the company; change it there";
        ByMoving => "阶段要用“移动”来改，会记下日期和依据", "stages change by moving, which keeps date and proof";
        OtherCurrency => "与这个项目其他金额的币种不同，请先统一币种", "the lead's other amounts are in another currency";
        NoCompany => "新项目要有企业：请把“企业”一列一起粘贴，填企业的全称、简称或信用代码",
            "a new lead needs a company: paste the column Company too, with a name or a credit code";
        SeveralCompanies => "有多家企业叫这个名字，请改填全称或信用代码", "several companies are called so; give the full name or the credit code";
        UnknownCode => "没有这个信用代码的企业，请填企业名称", "no company has this credit code; give its name";
        NotWritten { column: String, text: String, why: String } => "“{text}”不能填入“{column}”：{why}", "\"{text}\" cannot stand in {column}: {why}";
        NothingChanges => "没有单元格会改变", "No cell would change";

        Paste => "粘贴", "Paste";
        FillDown => "向下填充", "Fill down";
        ClearCells => "清除单元格", "Clear cells";
        Write { column: String } => "填写“{column}”", "Write {column}";
        ReplaceTitle => "查找和替换", "Find and replace";
        FindWhat => "查找内容", "Find";
        ReplaceWith => "替换为", "Replace with";
        InColumn => "所在列", "Column";
        AllColumns => "所有可填写的列", "All columns one can write into";
        Preview => "预览…", "Preview…";
        BulkTitle { count: String } => "批量修改 {count} 行", "Change {count} <row|rows>";
        Bulk => "批量修改…", "Change all…";
        Replace => "查找和替换…", "Find and replace…";
        TableKeys => "在表格里", "In tables";
        KeyCopy => "复制单元格或整行", "Copy cells or rows";
        KeyEdit => "编辑单元格", "Write into the cell";
        KeyClear => "清除单元格；选中整行时删除", "Clear cells; delete rows chosen whole";
        KeyOpen => "打开", "Open";
        KeyAll => "全选", "Choose everything";
        KeyRow => "选中整行", "Choose the whole row";
        KeyExtend => "扩大选区", "Widen the range";
        KeyEnds => "到第一行、最后一行", "To the first or last row";
        KeyExtendToEnds => "选到第一行、最后一行", "Choose up to the first or last row";
        KeyFold => "收起、展开全部分组", "Fold or open all groups";
        NewValue => "新的值", "New value";
        ChooseValue => "请选择", "Choose";

        Group => "分组", "Group";
        GroupedBy { column: String } => "按{column}分组", "By {column}";
        GroupTip => "按一列的取值把行归到一起；Alt+↑ 全部收起，Alt+↓ 全部展开", "Gather rows by the values of a column; Alt+Up folds all, Alt+Down opens all";
        NoGroup => "不分组", "No groups";
        FoldAll => "全部收起", "Fold all";
        UnfoldAll => "全部展开", "Open all";
        GroupEmpty => "（未填）", "(empty)";

        Marks => "标色", "Marks";
        MarksCount { count: String } => "标色 {count}", "Marks {count}";
        MarksTip => "符合条件的单元格标上底色和符号", "Give cells that fit a rule a ground and a sign";
        NoMarks => "还没有标色规则。例如：行动日期 早于 今天，计划总投资 大于 1亿元。",
            "No rules yet. For instance: due before today, investment above 100 million.";
        AddMark => "添加规则", "Add a rule";
        MarksNote => "排在前面的规则优先；保存视图时一起保存。", "Earlier rules win; views keep them.";
        MarksDone => "完成", "Done";
        MarkColumn { number: usize } => "规则 {number} 的列", "Column of rule {number}";
        MarkTest { number: usize } => "规则 {number} 的条件", "Condition of rule {number}";
        MarkValue { number: usize } => "规则 {number} 的值", "Value of rule {number}";
        MarkHint => "1亿元、今天…", "100 million, today…";
        MarkRow => "整行", "Whole row";
        DeleteMark { number: usize } => "删除规则 {number}", "Delete rule {number}";
        TestIs => "等于", "is";
        TestHolds => "包含", "holds";
        TestAbove => "大于/晚于", "above";
        TestBelow => "小于/早于", "below";
        TestEmpty => "为空", "is empty";
        TestFilled => "不为空", "is filled";
        ToneFlag => "琥珀色旗", "Amber flag";
        ToneTag => "紫色标签", "Violet tag";
        TonePin => "青色图钉", "Teal pin";
        ToneBell => "橄榄色铃", "Olive bell";

        Views => "视图", "Views";
        NoViews => "还没有保存过视图。视图记住列、列宽、顺序、排序和筛选，所有人共用。",
            "No views yet. A view keeps columns, widths, order, sort and filter for everybody.";
        ViewName => "视图名称", "Name of the view";
        SaveView => "保存为视图", "Save as a view";
        UpdateView { name: String } => "用现在的样子更新“{name}”", "Update \"{name}\" to how the table stands";
        DeleteView { name: String } => "删除视图“{name}”", "Delete the view \"{name}\"";

        Export => "导出", "Export";
        ExportTitle => "导出看到的表格", "Export the table as seen";
        ExportPath => "文件", "File";
        Browse => "浏览…", "Browse…";
        FileExists => "已有同名文件。再按一次就替换它。", "There is such a file. Press again to replace it.";
        ReplaceFile => "替换", "Replace";
        Exporting => "正在导出", "Exporting";
        Exported { path: String } => "已导出：{path}", "Exported: {path}";

        SumCount { count: String } => "计数 {count}", "Count {count}";
        SumColumn { column: String, sum: String, mean: String } =>
            "{column}合计 {sum}、平均 {mean}", "{column}: sum {sum}, average {mean}";
        SumMean { column: String, mean: String } => "{column}平均 {mean}", "{column}: average {mean}";
        SumMore { columns: String } => "另 {columns} 列", "further columns: {columns}";
        Sum { count: String, sum: String, mean: String } => "计数 {count} · 合计 {sum} · 平均 {mean}", "Count {count} · sum {sum} · average {mean}";
    }
}

impl Say for TableKey {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Copy => GridText::KeyCopy,
            Self::Paste => GridText::Paste,
            Self::FillDown => GridText::FillDown,
            Self::Replace => GridText::ReplaceTitle,
            Self::Edit => GridText::KeyEdit,
            Self::Clear => GridText::KeyClear,
            Self::Open => GridText::KeyOpen,
            Self::All => GridText::KeyAll,
            Self::Row => GridText::KeyRow,
            Self::Extend => GridText::KeyExtend,
            Self::Ends => GridText::KeyEnds,
            Self::ExtendToEnds => GridText::KeyExtendToEnds,
            Self::Fold => GridText::KeyFold,
        }
        .say(lang)
    }
}
