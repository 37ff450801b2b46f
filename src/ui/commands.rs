//! Everything one can ask the window to do: one list that feeds menus, palette, buttons and shortcuts.

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use super::{route::PageId, theme::icons};

/// What must be there for a command to be of use.
#[allow(clippy::struct_excessive_bools)] // each is one condition, and all combinations can be
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct State {
    /// A workspace is open.
    pub open: bool,
    /// It can be written.
    pub writable: bool,
    /// There is something to undo.
    pub can_undo: bool,
    /// There is something to redo.
    pub can_redo: bool,
    /// There is a page to go back to.
    pub can_go_back: bool,
    /// There is a page to go forward to.
    pub can_go_forward: bool,
    /// A job is running.
    pub busy: bool,
}

macro_rules! commands {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {
        /// Something one can ask the window to do. Label and tooltip are in `text::ui_commands`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Command { $($(#[$meta])* $name),+ }

        impl Command {
            /// All of them, in the order of menus and palette.
            pub const ALL: &[Self] = &[$(Self::$name),+];
        }
    };
}

commands! {
    /// The command palette.
    Palette,
    /// Go to the overview.
    GoOverview,
    /// Go to the companies.
    GoCompanies,
    /// Go to the leads.
    GoPipeline,
    /// Go to the bases and their forecast.
    GoCapacity,
    /// Go to the chain.
    GoChain,
    /// Go to the fairs.
    GoFair,
    /// Go to the shortlist.
    GoShortlist,
    /// Go to the reports.
    GoReports,
    /// Go to plan and model.
    GoPlan,
    /// Go to the data page.
    GoData,
    /// Back to the page before.
    GoBack,
    /// Forward again.
    GoForward,
    /// Put the cursor into the page's search field.
    Find,
    /// Put companies side by side.
    Compare,
    /// Choose whom to pursue.
    Pursue,
    /// Import a list.
    Import,
    /// Add a company.
    AddCompany,
    /// Add a lead.
    AddLead,
    /// Capture a talk at a fair.
    CaptureTalk,
    /// Look for companies entered twice.
    FindDuplicates,
    /// Take the last step back.
    Undo,
    /// Do the step taken back again.
    Redo,
    /// A new workspace.
    NewWorkspace,
    /// Open a workspace.
    OpenWorkspace,
    /// Open the demonstration.
    OpenDemo,
    /// Close the workspace and go to the start page.
    CloseWorkspace,
    /// Make a verified backup.
    BackUp,
    /// Check the whole file.
    CheckFile,
    /// Stop what is running.
    CancelJobs,
    /// Settings of the window.
    Settings,
    /// Light, dark, or as the system has it.
    SwitchTheme,
    /// The other language.
    SwitchLanguage,
    /// Larger text.
    LargerText,
    /// Smaller text.
    SmallerText,
    /// Text in its usual size.
    NormalText,
    /// All shortcuts.
    Shortcuts,
    /// Leave.
    Quit,
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
}

const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

impl Command {
    /// Its keys, if it has any.
    pub const fn shortcut(self) -> Option<KeyboardShortcut> {
        match self {
            Self::Palette => Some(ctrl(Key::K)),
            Self::GoOverview => Some(ctrl(Key::Num1)),
            Self::GoCompanies => Some(ctrl(Key::Num2)),
            Self::GoPipeline => Some(ctrl(Key::Num3)),
            Self::GoCapacity => Some(ctrl(Key::Num8)),
            Self::GoChain => Some(ctrl(Key::Num9)),
            Self::GoShortlist => Some(ctrl(Key::Num4)),
            Self::GoReports => Some(ctrl_shift(Key::R)),
            Self::GoPlan => Some(ctrl(Key::Num5)),
            Self::GoData => Some(ctrl(Key::Num6)),
            Self::GoFair => Some(ctrl_shift(Key::F)),
            Self::CaptureTalk => Some(ctrl(Key::T)),
            Self::GoBack => Some(alt(Key::ArrowLeft)),
            Self::GoForward => Some(alt(Key::ArrowRight)),
            Self::Find => Some(ctrl(Key::F)),
            Self::Import => Some(ctrl(Key::I)),
            Self::AddCompany => Some(ctrl_shift(Key::N)),
            Self::AddLead => Some(ctrl(Key::L)),
            Self::Undo => Some(ctrl(Key::Z)),
            Self::Redo => Some(ctrl(Key::Y)),
            Self::NewWorkspace => Some(ctrl(Key::N)),
            Self::OpenWorkspace => Some(ctrl(Key::O)),
            Self::BackUp => Some(ctrl_shift(Key::B)),
            Self::Settings => Some(ctrl(Key::Comma)),
            Self::LargerText => Some(ctrl(Key::Equals)),
            Self::SmallerText => Some(ctrl(Key::Minus)),
            Self::NormalText => Some(ctrl(Key::Num0)),
            Self::Shortcuts => Some(KeyboardShortcut::new(Modifiers::NONE, Key::F1)),
            Self::Quit => Some(ctrl(Key::Q)),
            Self::OpenDemo
            | Self::FindDuplicates
            | Self::Compare
            | Self::Pursue
            | Self::CloseWorkspace
            | Self::CheckFile
            | Self::CancelJobs
            | Self::SwitchTheme
            | Self::SwitchLanguage => None,
        }
    }

    /// Further keys people know for the same thing.
    pub const fn other_shortcut(self) -> Option<KeyboardShortcut> {
        match self {
            Self::Redo => Some(ctrl_shift(Key::Z)),
            Self::Palette => Some(ctrl_shift(Key::P)),
            Self::LargerText => Some(ctrl(Key::Plus)),
            _ => None,
        }
    }

    /// Whether a text field keeps these keys for itself while it has the focus.
    pub const fn yields_to_text(self) -> bool {
        matches!(self, Self::Undo | Self::Redo)
    }

    /// Whether it can be done now.
    pub const fn enabled(self, state: State) -> bool {
        match self {
            Self::GoOverview
            | Self::GoCompanies
            | Self::GoPipeline
            | Self::GoCapacity
            | Self::GoChain
            | Self::GoFair
            | Self::GoShortlist
            | Self::GoReports
            | Self::GoPlan
            | Self::GoData
            | Self::Find
            | Self::Compare
            | Self::Pursue
            | Self::FindDuplicates
            | Self::CloseWorkspace
            | Self::CheckFile
            | Self::BackUp => state.open,
            Self::Import | Self::AddCompany | Self::AddLead | Self::CaptureTalk => state.open && state.writable,
            Self::GoBack => state.open && state.can_go_back,
            Self::GoForward => state.open && state.can_go_forward,
            Self::Undo => state.can_undo && state.writable,
            Self::Redo => state.can_redo && state.writable,
            Self::CancelJobs => state.busy,
            Self::Palette
            | Self::NewWorkspace
            | Self::OpenWorkspace
            | Self::OpenDemo
            | Self::Settings
            | Self::SwitchTheme
            | Self::SwitchLanguage
            | Self::LargerText
            | Self::SmallerText
            | Self::NormalText
            | Self::Shortcuts
            | Self::Quit => true,
        }
    }

    /// The page it goes to.
    pub const fn page(self) -> Option<PageId> {
        match self {
            Self::GoOverview => Some(PageId::Overview),
            Self::GoCompanies => Some(PageId::Companies),
            Self::GoPipeline => Some(PageId::Pipeline),
            Self::GoCapacity => Some(PageId::Capacity),
            Self::GoChain => Some(PageId::Chain),
            Self::GoFair => Some(PageId::Fair),
            Self::CaptureTalk => Some(PageId::Capture),
            Self::GoShortlist => Some(PageId::Shortlist),
            Self::GoReports => Some(PageId::Reports),
            Self::GoPlan => Some(PageId::Plan),
            Self::GoData => Some(PageId::Data),
            Self::Import => Some(PageId::Import),
            Self::Compare => Some(PageId::Compare),
            Self::Pursue => Some(PageId::Pursue),
            _ => None,
        }
    }

    /// The command that goes to a page.
    pub const fn for_page(page: PageId) -> Self {
        match page {
            PageId::Overview => Self::GoOverview,
            PageId::Companies => Self::GoCompanies,
            PageId::Pipeline => Self::GoPipeline,
            PageId::Capacity => Self::GoCapacity,
            PageId::Chain => Self::GoChain,
            PageId::Fair => Self::GoFair,
            PageId::Capture => Self::CaptureTalk,
            PageId::Shortlist => Self::GoShortlist,
            PageId::Reports => Self::GoReports,
            PageId::Plan => Self::GoPlan,
            PageId::Data => Self::GoData,
            PageId::Import => Self::Import,
            PageId::Compare => Self::Compare,
            PageId::Pursue => Self::Pursue,
        }
    }

    /// Its icon in menus and palette.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Palette => icons::COMMAND,
            Self::GoOverview => PageId::Overview.icon(),
            Self::GoCompanies => PageId::Companies.icon(),
            Self::GoPipeline => PageId::Pipeline.icon(),
            Self::GoCapacity => PageId::Capacity.icon(),
            Self::GoChain => PageId::Chain.icon(),
            Self::GoFair => PageId::Fair.icon(),
            Self::CaptureTalk => PageId::Capture.icon(),
            Self::GoShortlist => PageId::Shortlist.icon(),
            Self::GoReports => PageId::Reports.icon(),
            Self::GoPlan => PageId::Plan.icon(),
            Self::GoData => PageId::Data.icon(),
            Self::GoBack => icons::ARROW_LEFT,
            Self::GoForward => icons::ARROW_RIGHT,
            Self::Find => icons::MAGNIFYING_GLASS,
            Self::Import => PageId::Import.icon(),
            Self::Compare => PageId::Compare.icon(),
            Self::Pursue => PageId::Pursue.icon(),
            Self::AddCompany | Self::AddLead => icons::PLUS,
            Self::FindDuplicates => icons::COPY,
            Self::Undo => icons::ARROW_U_UP_LEFT,
            Self::Redo => icons::ARROW_U_UP_RIGHT,
            Self::NewWorkspace => icons::FILE_PLUS,
            Self::OpenWorkspace => icons::FOLDER_OPEN,
            Self::OpenDemo => icons::STOREFRONT,
            Self::CloseWorkspace => icons::SIGN_OUT,
            Self::BackUp => icons::FLOPPY_DISK,
            Self::CheckFile => icons::SHIELD_CHECK,
            Self::CancelJobs => icons::STOP,
            Self::Settings => icons::GEAR_SIX,
            Self::SwitchTheme => icons::MOON,
            Self::SwitchLanguage => icons::TRANSLATE,
            Self::LargerText | Self::SmallerText | Self::NormalText => icons::TEXT_AA,
            Self::Shortcuts => icons::KEYBOARD,
            Self::Quit => icons::X,
        }
    }

    /// Every shortcut with its command, those with more modifiers first, because keys are matched without regard to
    /// further modifiers held.
    pub fn by_keys() -> Vec<(KeyboardShortcut, Self)> {
        let mut all: Vec<(KeyboardShortcut, Self)> = Self::ALL
            .iter()
            .flat_map(|command| {
                [command.shortcut(), command.other_shortcut()].into_iter().flatten().map(|keys| (keys, *command))
            })
            .collect();
        all.sort_by_key(|(KeyboardShortcut { modifiers, .. }, _)| {
            let held = [modifiers.alt, modifiers.shift, modifiers.command];
            std::cmp::Reverse(held.into_iter().filter(|held| *held).count())
        });
        all
    }

    /// The keys as they are written on a keyboard: `Ctrl+Shift+N`.
    pub fn keys(self) -> Option<String> {
        self.shortcut().map(written)
    }
}

/// What keys do in a table one can write into, while it has the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKey {
    /// Copy the cells or rows chosen.
    Copy,
    /// Paste over them.
    Paste,
    /// Fill the range with its first row.
    FillDown,
    /// Find and replace.
    Replace,
    /// Write into the cell.
    Edit,
    /// Clear the cells, or delete rows chosen whole.
    Clear,
    /// Open the row.
    Open,
    /// Choose everything.
    All,
    /// Choose the whole row.
    Row,
    /// Widen the range.
    Extend,
    /// To the first or last row.
    Ends,
    /// Widen the range to the first or last row.
    ExtendToEnds,
    /// Fold or open all groups.
    Fold,
}

impl TableKey {
    /// All of them, in the order of the list of shortcuts.
    pub const ALL: &[Self] = &[
        Self::Copy,
        Self::Paste,
        Self::FillDown,
        Self::Replace,
        Self::Edit,
        Self::Clear,
        Self::Open,
        Self::All,
        Self::Row,
        Self::Extend,
        Self::Ends,
        Self::ExtendToEnds,
        Self::Fold,
    ];

    /// Its keys, all with the same modifiers.
    pub const fn shortcuts(self) -> &'static [KeyboardShortcut] {
        const fn shift(key: Key) -> KeyboardShortcut {
            KeyboardShortcut::new(Modifiers::SHIFT, key)
        }
        const fn bare(key: Key) -> KeyboardShortcut {
            KeyboardShortcut::new(Modifiers::NONE, key)
        }
        const EXTEND: &[KeyboardShortcut] =
            &[ctrl_shift(Key::Home), ctrl_shift(Key::End), ctrl_shift(Key::ArrowUp), ctrl_shift(Key::ArrowDown)];
        match self {
            Self::Copy => const { &[ctrl(Key::C)] },
            Self::Paste => const { &[ctrl(Key::V)] },
            Self::FillDown => const { &[ctrl(Key::D)] },
            Self::Replace => const { &[ctrl(Key::H)] },
            Self::Edit => const { &[bare(Key::F2)] },
            Self::Clear => const { &[bare(Key::Delete)] },
            Self::Open => const { &[bare(Key::Enter)] },
            Self::All => const { &[ctrl(Key::A)] },
            Self::Row => const { &[shift(Key::Space)] },
            Self::Extend => {
                const { &[shift(Key::ArrowUp), shift(Key::ArrowDown), shift(Key::ArrowLeft), shift(Key::ArrowRight)] }
            }
            Self::Ends => const { &[ctrl(Key::Home), ctrl(Key::End), ctrl(Key::ArrowUp), ctrl(Key::ArrowDown)] },
            Self::ExtendToEnds => EXTEND,
            Self::Fold => const { &[alt(Key::ArrowUp), alt(Key::ArrowDown)] },
        }
    }

    /// The keys as they are written on a keyboard, the modifiers once: `Ctrl+Home End`.
    pub fn keys(self) -> String {
        let mut keys = String::new();
        for shortcut in self.shortcuts() {
            if keys.is_empty() {
                keys = written(*shortcut);
            } else {
                keys.push(' ');
                keys.push_str(sign_of(shortcut.logical_key));
            }
        }
        keys
    }
}

/// A key as it is written on a keyboard.
fn sign_of(key: Key) -> &'static str {
    match key {
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::Comma => ",",
        Key::Equals => "=",
        Key::Minus => "-",
        other => other.name(),
    }
}

/// A shortcut as it is written on a keyboard.
pub fn written(shortcut: KeyboardShortcut) -> String {
    let KeyboardShortcut { modifiers, logical_key } = shortcut;
    let mut parts = Vec::new();
    if modifiers.ctrl || modifiers.command {
        parts.push("Ctrl");
    }
    if modifiers.alt {
        parts.push("Alt");
    }
    if modifiers.shift {
        parts.push("Shift");
    }
    parts.push(sign_of(logical_key));
    parts.join("+")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::text::{Label, Lang};

    #[test]
    fn no_two_commands_share_keys() {
        let mut seen: BTreeMap<String, Command> = BTreeMap::new();
        for command in Command::ALL {
            for shortcut in [command.shortcut(), command.other_shortcut()].into_iter().flatten() {
                if let Some(other) = seen.insert(written(shortcut), *command) {
                    panic!("{command:?} and {other:?} both want {}", written(shortcut));
                }
            }
        }
    }

    #[test]
    fn no_command_takes_a_key_of_tables() {
        for command in Command::ALL {
            for shortcut in [command.shortcut(), command.other_shortcut()].into_iter().flatten() {
                let taken = TableKey::ALL.iter().find(|key| key.shortcuts().contains(&shortcut));
                assert_eq!(taken, None, "{command:?} takes {}", written(shortcut));
            }
        }
        assert_eq!(TableKey::FillDown.keys(), "Ctrl+D");
        assert_eq!(TableKey::Extend.keys(), "Shift+↑ ↓ ← →");
    }

    #[test]
    fn no_two_commands_share_a_label() {
        for lang in [Lang::Zh, Lang::En] {
            let mut seen = BTreeMap::new();
            for command in Command::ALL {
                if let Some(other) = seen.insert(command.label(lang), command) {
                    panic!("{command:?} and {other:?} are both called {}", command.label(lang));
                }
            }
        }
    }

    #[test]
    fn keys_that_edit_text_are_left_to_text_fields() {
        // What every text field understands: a command on the same keys must let the field go first.
        let editing = [Key::A, Key::C, Key::V, Key::X, Key::Z, Key::Y];
        for command in Command::ALL {
            for KeyboardShortcut { modifiers, logical_key } in
                [command.shortcut(), command.other_shortcut()].into_iter().flatten()
            {
                let edits = modifiers.command && editing.contains(&logical_key);
                assert!(!edits || command.yields_to_text(), "{command:?} takes {logical_key:?} from text fields");
            }
        }
    }

    #[test]
    fn without_a_workspace_only_what_needs_none_is_offered() {
        let offered: Vec<Command> =
            Command::ALL.iter().copied().filter(|command| command.enabled(State::default())).collect();
        assert!(offered.contains(&Command::OpenWorkspace) && offered.contains(&Command::Palette));
        assert!(!offered.contains(&Command::Import) && !offered.contains(&Command::Undo));
    }

    #[test]
    fn every_page_of_the_rail_has_its_command() {
        for page in PageId::RAIL {
            assert_eq!(Command::for_page(*page).page(), Some(*page));
        }
    }
}
