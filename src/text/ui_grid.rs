//! Words of tables one can write into.

use crate::messages;

messages! {
    /// Words of tables one can write into.
    pub enum GridText {
        Filter { column: String } => "筛选“{column}”", "Filter {column}";
        FindValue => "查找取值", "Find a value";
        Counting => "正在统计", "Counting";
        Empty => "（空）", "(empty)";
        AllValues => "不限", "All values";
        MoreValues { count: String } => "还有 {count} 个取值，请用上面的查找", "{count} more values; use the search above";

        WillChange { cells: String } => "将修改 {cells} 个单元格", "{cells} cells will change";
        WillAdd { rows: String } => "新增 {rows} 行", "{rows} rows will be added";
        StaySame { cells: String } => "{cells} 个内容相同", "{cells} are the same already";
        AreRefused { cells: String } => "{cells} 个不能写入", "{cells} cannot be written";
        AndMore { cells: String } => "另有 {cells} 个单元格", "and {cells} more cells";
        Refused => "不能写入的单元格（保持原值）", "Cells that cannot be written (they stay as they are)";
        Apply => "写入", "Write";
        Required => "不能为空", "must not be empty";
        Computed => "这一列是计算出来的，不能填写", "this column is computed";
        NotWritten { column: String, text: String, why: String } => "“{text}”不能填入“{column}”：{why}", "“{text}” cannot stand in {column}: {why}";
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
        BulkTitle { count: String } => "批量修改 {count} 行", "Change {count} rows";
        Bulk => "批量修改…", "Change all…";
        NewValue => "新的值", "New value";

        Views => "视图", "Views";
        NoViews => "还没有保存过视图。视图记住列、列宽、顺序、排序和筛选，所有人共用。",
            "No views yet. A view keeps columns, widths, order, sort and filter for everybody.";
        ViewName => "视图名称", "Name of the view";
        SaveView => "保存为视图", "Save as a view";
        UpdateView { name: String } => "用现在的样子更新“{name}”", "Update “{name}” to how the table stands";
        DeleteView { name: String } => "删除视图“{name}”", "Delete the view “{name}”";

        Export => "导出", "Export";
        ExportTitle => "导出看到的表格", "Export the table as seen";
        ExportPath => "文件", "File";
        Browse => "浏览…", "Browse…";
        FileExists => "已有同名文件。再按一次就替换它。", "There is such a file. Press again to replace it.";
        ReplaceFile => "替换", "Replace";
        Exporting => "正在导出", "Exporting";
        Exported { path: String } => "已导出：{path}", "Exported: {path}";

        Sum { count: String, sum: String, mean: String } => "计数 {count} · 合计 {sum} · 平均 {mean}", "Count {count} · sum {sum} · average {mean}";
    }
}
