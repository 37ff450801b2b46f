//! Words of the form for files that leave the workspace, and of the list of what has left.

use crate::messages;

messages! {
    /// Words of the form.
    pub enum OutgoingText {
        Title { what: &'static str } => "导出{what}", "Export: {what}";
        Path => "文件", "File";
        Browse => "浏览…", "Browse…";
        Level => "级别", "Level";
        LeaderNote =>
            "领导级：不含电话、邮箱、法定代表人、联系人和备注。",
            "Leader: without phones, e-mails, legal representatives, contacts and notes.";
        PublicNote =>
            "公开级：不含任何个人信息和洽谈情况。",
            "Public: nothing personal and nothing from negotiations.";
        FullNote =>
            "完整级：含联系方式和备注，仅限内部使用，须写明用途。",
            "Full: with contacts and notes, for internal use; say what for.";
        Purpose => "用途", "Purpose";
        PurposeHint => "为什么需要完整级", "Why the full level is needed";
        PurposeMissing => "完整级须写明用途。", "The full level needs a purpose.";
        LoggedNote =>
            "导出会记入导出记录：谁、何时、级别、行数和文件校验值。",
            "The export is logged: who, when, level, rows and the fingerprint of the file.";
        NotLoggedNote => "台账以只读方式打开，这次导出不会被记录。", "The workspace is open read-only; this export is not logged.";
        FileExists => "已有同名文件。再按一次就替换它。", "There is such a file. Press again to replace it.";
        Replace => "替换", "Replace";
        Export => "导出", "Export";
        Writing => "正在导出", "Exporting";
        ChosenByTalks =>
            "表中列哪些行是按项目或往来定的，这本身就说明了洽谈情况，不能按公开级导出。请先去掉有关项目、基地的筛选和搜索词，或改用领导级。没有写入文件。",
            "Which rows stand in this table was decided by leads or contacts, which tells of negotiations, so it cannot be written at the public level. Take away filters by lead or base and the words searched for, or choose another level. Nothing was written.";
        Brief => "一页简报", "One-page brief";
        Capacity => "席位报告", "Capacity report";
        Written { path: String } => "已导出：{path}", "Exported: {path}";
    }
}

messages! {
    /// Words of the list of exports.
    pub enum ExportsText {
        None => "还没有导出过文件", "Nothing was exported yet";
        NoneNote =>
            "短名单、企业简报、表格等每次导出都会记在这里：谁、何时、级别、行数和文件校验值。",
            "Every shortlist, brief or table that is exported is listed here: who, when, level, rows and the fingerprint of the file.";
        When => "时间", "When";
        Who => "导出人", "Who";
        What => "内容", "What";
        About => "对象", "About";
        Level => "级别", "Level";
        Rows => "行数", "Rows";
        File => "文件", "File";
        Size => "大小", "Size";
        Purpose => "用途", "Purpose";
        Hash => "校验值", "Fingerprint";
        HashTip { sha256: String } => "文件的 SHA-256：{sha256}", "SHA-256 of the file: {sha256}";
        Count { count: String } => "共导出 {count} 次", "{count} <export|exports>";
    }
}
