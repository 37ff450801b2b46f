//! Words for faults of the workspace file.

use super::{Lang, Say};
use crate::{
    messages,
    store::{BackupInfo, BackupReason, StoreError},
    text::Label,
};

messages! {
    /// What is wrong with the file, and what to do.
    pub enum StoreText {
        Missing { path: String } =>
            "没有找到台账文件：{path}。它可能已被移走或改名。请检查路径，或新建一个台账（命令行：import 或 demo）。",
            "There is no workspace at {path}. It may have been moved or renamed. Check the path, or make a new one (command line: import or demo).";
        Exists { path: String } =>
            "{path} 已经存在，没有覆盖。请换一个名字，或先移走它。",
            "{path} already exists and was not replaced. Choose another name, or move it away first.";
        Foreign { path: String } =>
            "{path} 不是招商工作台的台账，没有改动它。如果这是一份名单，请把它导入到台账里。",
            "{path} is not a Zhaoshang workspace; it was not touched. If it is a list, import it into a workspace.";
        Newer { path: String, found: u32, known: u32 } =>
            "{path} 是较新版本的程序写的（格式 {found}，本程序认识到 {known}），没有改动它。请升级程序后再打开。",
            "{path} was written by a newer version (format {found}; this program knows up to {known}). It was not touched. Update the program to open it.";
        Damaged { path: String, detail: String } =>
            "台账文件已损坏：{path}（{detail}）。文件原样保留。",
            "The workspace is damaged: {path} ({detail}). It is kept as it is.";
        DamagedWithBackup { path: String, detail: String, backup: String, made: String } =>
            "台账文件已损坏：{path}（{detail}）。文件原样保留。最近一份核验过的备份：{backup}（{made}）；可以恢复到它（命令行：restore），损坏的文件会留在旁边。",
            "The workspace is damaged: {path} ({detail}). It is kept as it is. The newest verified backup is {backup} ({made}); it can be brought back (command line: restore); the damaged file stays beside it.";
        Held { path: String } =>
            "{path} 正被另一个程序占用。请先关闭它再试。",
            "{path} is in use by another program. Close it and try again.";
        HeldBy { path: String, host: String, user: String, pid: u32 } =>
            "{path} 正由 {user} 在 {host} 上打开（进程 {pid}）。请先在那里关闭再试。",
            "{path} is open by {user} on {host} (process {pid}). Close it there and try again.";
        ReadOnly { path: String } =>
            "{path} 或其所在文件夹不可写。请复制到可写的位置再打开。",
            "{path} or its folder cannot be written. Copy it to a place that can, and open it there.";
        DiskFull { path: String } =>
            "磁盘已满，没有写入 {path}，原有数据未变。请腾出空间后再试。",
            "The disk is full; nothing was written to {path} and its data are as they were. Free some space and try again.";
        Io { path: String, detail: String } =>
            "无法读写 {path}：{detail}。请检查路径、权限和存储设备。",
            "{path} cannot be read or written: {detail}. Check the path, the permissions and the device.";
        Setting { pragma: &'static str, found: String, wanted: &'static str } =>
            "数据库设置 {pragma} 是 {found}，应为 {wanted}；为安全起见没有继续。",
            "The database setting {pragma} is {found} instead of {wanted}; nothing was done, to be safe.";
        Record { entity: String, key: String, detail: String } =>
            "记录 {entity} {key} 的内容不合格式：{detail}。请做完整性检查（命令行：check），并考虑恢复备份。",
            "Record {entity} {key} holds something it cannot hold: {detail}. Check its integrity (command line: check), and consider restoring a backup.";
        NoRecord { entity: String, key: String } =>
            "记录 {entity} {key} 已不存在，可能已被删除。",
            "Record {entity} {key} is not there any more; it may have been deleted.";
        Rule { detail: String } =>
            "这项改动违反台账的规则，没有写入：{detail}。",
            "The change breaks a rule of the workspace and was not written: {detail}.";
        Unverified { path: String, detail: String } =>
            "备份 {path} 与原文件不一致（{detail}），没有采用。请检查磁盘后重试。",
            "The backup {path} differs from its workspace ({detail}) and was not kept. Check the disk and try again.";
        Database { path: String, detail: String } =>
            "数据库出错（{path}）：{detail}。原有数据未变。",
            "The database reported a fault ({path}): {detail}. The data are as they were.";
    }
}

impl Say for StoreError {
    fn say(&self, lang: Lang) -> String {
        let shown = |path: &std::path::Path| path.display().to_string();
        let text = match self {
            Self::Missing { path } => StoreText::Missing { path: shown(path) },
            Self::Exists { path } => StoreText::Exists { path: shown(path) },
            Self::Foreign { path } => StoreText::Foreign { path: shown(path) },
            Self::Newer { path, found, known } => StoreText::Newer { path: shown(path), found: *found, known: *known },
            Self::Damaged { path, detail, backup: None } => {
                StoreText::Damaged { path: shown(path), detail: detail.clone() }
            }
            Self::Damaged { path, detail, backup: Some(backup) } => StoreText::DamagedWithBackup {
                path: shown(path),
                detail: detail.clone(),
                backup: shown(&backup.path),
                made: made_at(backup),
            },
            Self::Held { path, holder: None } => StoreText::Held { path: shown(path) },
            Self::Held { path, holder: Some(holder) } => StoreText::HeldBy {
                path: shown(path),
                host: holder.host.clone(),
                user: holder.user.clone(),
                pid: holder.pid,
            },
            Self::ReadOnly { path } => StoreText::ReadOnly { path: shown(path) },
            Self::DiskFull { path } => StoreText::DiskFull { path: shown(path) },
            Self::Io { path, source } => StoreText::Io { path: shown(path), detail: source.to_string() },
            Self::Setting { pragma, found, wanted } => StoreText::Setting { pragma, found: found.clone(), wanted },
            Self::Record { entity, key, detail } => {
                StoreText::Record { entity: entity.to_string(), key: key.to_string(), detail: detail.clone() }
            }
            Self::NoRecord { entity, key } => StoreText::NoRecord { entity: entity.to_string(), key: key.to_string() },
            Self::Rule { detail } => StoreText::Rule { detail: detail.clone() },
            Self::Unverified { path, detail } => StoreText::Unverified { path: shown(path), detail: detail.clone() },
            Self::Database { path, detail } => StoreText::Database { path: shown(path), detail: detail.clone() },
        };
        text.say(lang)
    }
}

/// When a backup was made, by the clock of this computer.
pub fn made_at(backup: &BackupInfo) -> String {
    let zone = jiff::tz::TimeZone::system();
    backup.made_at.to_zoned_datetime(zone).strftime("%Y-%m-%d %H:%M").to_string()
}

impl Label for BackupReason {
    fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Asked, Lang::Zh) => "手动",
            (Self::Asked, Lang::En) => "asked for",
            (Self::BeforeImport, Lang::Zh) => "导入前",
            (Self::BeforeImport, Lang::En) => "before an import",
            (Self::BeforeRestore, Lang::Zh) => "恢复前",
            (Self::BeforeRestore, Lang::En) => "before a restore",
            (Self::BeforeMigration, Lang::Zh) => "升级前",
            (Self::BeforeMigration, Lang::En) => "before an upgrade",
        }
    }
}
