//! Words into an [`Invocation`].

use std::{
    ffi::{OsStr, OsString},
    ops::RangeInclusive,
    path::{Path, PathBuf},
};

use jiff::civil::Date;
use lexopt::Arg;

use super::{
    Command, CommandName, DocumentFormat, Invocation, Source, nearest,
    options::{OptionName, Scope},
};
use crate::{
    ledger::assessment::RankBy,
    report::{form::Scope as FormScope, level::Level},
    text::{
        Lang, Say as _,
        cli::{ArgumentName, UsageMessage},
    },
};

/// A command line that cannot be carried out: exit code 2.
#[derive(Debug, Clone, PartialEq)]
pub struct UsageError {
    /// Language to say it in.
    pub lang: Lang,
    /// The command that was recognised, whose help is worth reading.
    pub command: Option<CommandName>,
    /// What is wrong.
    pub message: UsageMessage,
}

/// Ending of workspace files.
const WORKSPACE_ENDING: &str = "zhaoshang";
/// A sheet holds 1,048,576 rows; title, subtitle and headings need three.
const MOST_COMPANIES: usize = 1_048_000;
const DEFAULT_TOP: usize = 30;
const DEFAULT_LIMIT: usize = 20;
const DEFAULT_COMPANIES: usize = 300;

/// What the words after the program's name ask for. `locale` decides the language when `--lang` does not.
pub fn parse(args: impl IntoIterator<Item = OsString>, locale: &str) -> Result<Invocation, UsageError> {
    let mut words = Words::gather(args);
    let lang = words.lang().unwrap_or_else(|| Lang::from_locale(locale));
    let command = words.take_command();
    let recognised = command.as_ref().ok().copied().flatten();
    match interpret(words, command, lang) {
        Ok((command, source)) => Ok(Invocation { lang, source, command }),
        Err(message) => Err(UsageError { lang, command: recognised, message }),
    }
}

type Refusal<T> = Result<T, UsageMessage>;

/// Help and version come first: whoever asks for help is not told that something is missing.
fn interpret(mut words: Words, command: Refusal<Option<CommandName>>, lang: Lang) -> Refusal<(Command, Source)> {
    if words.given(OptionName::Help) {
        return Ok((Command::Help(command.ok().flatten()), Source::None));
    }
    if words.given(OptionName::Version) {
        return Ok((Command::Version, Source::None));
    }
    if words.asks_for_help(&command) {
        return Ok((Command::Help(words.command_after_help()?), Source::None));
    }
    let command = command?;
    if let Some(fault) = words.fault.take() {
        return Err(fault);
    }
    words.check_scopes(command)?;
    words.choice::<Lang>(OptionName::Lang, &[("zh", Lang::Zh), ("en", Lang::En)])?;
    let source = words.source()?;
    let (command, source) = match command {
        Some(command) => words.command(command, source, lang)?,
        None => words.without_command(source),
    };
    match words.arguments.first() {
        Some(surplus) => Err(UsageMessage::SurplusArgument { word: shown(surplus) }),
        None => Ok((command, source)),
    }
}

/// The words of a command line, sorted but not yet judged.
#[derive(Default)]
struct Words {
    options: Vec<(OptionName, OsString)>,
    arguments: Vec<OsString>,
    /// The first thing that is wrong whatever the command.
    fault: Option<UsageMessage>,
}

impl Words {
    fn gather(args: impl IntoIterator<Item = OsString>) -> Self {
        let mut words = Self::default();
        let mut parser = lexopt::Parser::from_args(args);
        loop {
            let name = match parser.next() {
                Ok(None) => break,
                Ok(Some(Arg::Value(argument))) => {
                    words.arguments.push(argument);
                    continue;
                }
                Ok(Some(Arg::Long(long))) => OptionName::from_word(long).ok_or_else(|| format!("--{long}")),
                Ok(Some(Arg::Short(letter))) => OptionName::from_letter(letter).ok_or_else(|| format!("-{letter}")),
                Err(lexopt::Error::UnexpectedValue { option, value }) => {
                    words.refuse(UsageMessage::UnexpectedValue { option, value: shown(&value) });
                    continue;
                }
                // The parser only fails on values; should it learn another way to, the word is named all the same.
                Err(other) => {
                    words.refuse(UsageMessage::UnknownOption { word: other.to_string() });
                    continue;
                }
            };
            match name {
                Ok(name) if name.takes_value() => match parser.value() {
                    Ok(value) if is_option(&value) => {
                        words.refuse(UsageMessage::MissingValue { option: name.typed() });
                        words.options.extend(flag(&value).map(|flag| (flag, OsString::new())));
                    }
                    Ok(value) => words.add(name, value),
                    Err(_) => words.refuse(UsageMessage::MissingValue { option: name.typed() }),
                },
                Ok(name) => words.add(name, OsString::new()),
                Err(word) => {
                    // What follows an unknown option with `=` belongs to it.
                    let _ = parser.optional_value();
                    words.refuse(unknown_option(word));
                }
            }
        }
        words
    }

    fn refuse(&mut self, fault: UsageMessage) {
        self.fault.get_or_insert(fault);
    }

    fn add(&mut self, name: OptionName, value: OsString) {
        if !name.repeats() && self.given(name) {
            self.refuse(UsageMessage::Repeated { option: name.typed() });
        } else if name.takes_value() && value.is_empty() {
            self.refuse(UsageMessage::EmptyValue { option: name.typed() });
        } else {
            self.options.push((name, value));
        }
    }

    fn given(&self, name: OptionName) -> bool {
        self.options.iter().any(|(given, _)| *given == name)
    }

    fn value(&self, name: OptionName) -> Option<&OsStr> {
        self.options.iter().find(|(given, _)| *given == name).map(|(_, value)| value.as_os_str())
    }

    /// The language asked for, if it is one.
    fn lang(&self) -> Option<Lang> {
        match self.value(OptionName::Lang)?.to_str()? {
            "zh" => Some(Lang::Zh),
            "en" => Some(Lang::En),
            _ => None,
        }
    }

    /// The first argument as a command. A workspace file in its place is left for the window to open.
    fn take_command(&mut self) -> Refusal<Option<CommandName>> {
        let Some(word) = self.arguments.first() else { return Ok(None) };
        if is_workspace(word) {
            return Ok(None);
        }
        let word = shown(word);
        if let Some(command) = CommandName::from_word(&word) {
            self.arguments.remove(0);
            return Ok(Some(command));
        }
        let commands = CommandName::ALL.iter().map(|command| command.word());
        Err(match nearest(&word, commands) {
            Some(nearest) => UsageMessage::UnknownCommandNearest { word, nearest: nearest.to_owned() },
            None => UsageMessage::UnknownCommand { word },
        })
    }

    /// `zhaoshang help`, `zhaoshang help score`.
    fn asks_for_help(&self, command: &Refusal<Option<CommandName>>) -> bool {
        command.is_err() && self.arguments.first().is_some_and(|word| word == OptionName::Help.word())
    }

    fn command_after_help(&mut self) -> Refusal<Option<CommandName>> {
        self.arguments.remove(0);
        self.take_command()
    }

    fn check_scopes(&self, command: Option<CommandName>) -> Refusal<()> {
        for (name, _) in &self.options {
            let Scope::Commands(commands) = name.scope() else { continue };
            if command.is_some_and(|command| name.fits(command)) {
                continue;
            }
            let others = commands.iter().map(|command| command.word()).collect::<Vec<_>>().join(", ");
            let option = name.typed();
            return Err(match command {
                Some(command) => UsageMessage::OptionElsewhere { option, command: command.word().to_owned(), others },
                None => UsageMessage::OptionWithoutCommand { option, others },
            });
        }
        Ok(())
    }

    fn source(&self) -> Refusal<Source> {
        match (self.value(OptionName::Workspace), self.given(OptionName::Demo)) {
            (Some(_), true) => Err(UsageMessage::TwoSources),
            (Some(file), false) => Ok(Source::Workspace(file.into())),
            (None, true) => Ok(Source::Demo),
            (None, false) => Ok(Source::None),
        }
    }

    /// The window, on a workspace that may be named without an option, as file managers do.
    fn without_command(&mut self, source: Source) -> (Command, Source) {
        if source == Source::None && self.arguments.len() == 1 {
            let file = self.arguments.remove(0);
            return (Command::Window, Source::Workspace(file.into()));
        }
        (Command::Window, source)
    }

    fn command(&mut self, name: CommandName, source: Source, lang: Lang) -> Refusal<(Command, Source)> {
        let command = match name {
            CommandName::Import => Command::Import {
                list: self.argument(name, &ArgumentName::List, lang)?,
                sheet: self.text(OptionName::Sheet)?,
                map: self.text(OptionName::Map)?,
                hidden_rows: self.given(OptionName::HiddenRows),
                dry_run: self.given(OptionName::DryRun),
                json: self.given(OptionName::Json),
            },
            CommandName::Match => Command::Match {
                list: self.argument(name, &ArgumentName::List, lang)?,
                sheet: self.text(OptionName::Sheet)?,
                id: self.required(name, OptionName::Id)?,
                name: self.required(name, OptionName::Name)?,
                text: self.columns(name, OptionName::Text)?,
            },
            CommandName::Score => Command::Score { json: self.given(OptionName::Json) },
            CommandName::Forecast => {
                Command::Forecast { json: self.given(OptionName::Json), by: self.day(OptionName::By)? }
            }
            CommandName::Pursue => Command::Pursue {
                meetings: self.number(OptionName::Meetings, 0..=10_000)?,
                minutes: self.number(OptionName::Minutes, 0..=1_000_000)?,
                base: self.text(OptionName::Base)?,
                json: self.given(OptionName::Json),
            },
            CommandName::Shortlist => self.shortlist()?,
            CommandName::Duplicates => Command::Duplicates { json: self.given(OptionName::Json) },
            CommandName::Check => Command::Check { json: self.given(OptionName::Json) },
            CommandName::Undo => Command::Undo,
            CommandName::Redo => Command::Redo,
            CommandName::Log => Command::Log {
                limit: self.number(OptionName::Limit, 1..=1_000_000)?.unwrap_or(DEFAULT_LIMIT),
                exports: self.given(OptionName::Exports),
                json: self.given(OptionName::Json),
            },
            CommandName::Backup => Command::Backup { folder: self.value(OptionName::Output).map(PathBuf::from) },
            CommandName::Restore if self.given(OptionName::List) => Command::ListBackups,
            CommandName::Restore => Command::Restore { backup: self.argument(name, &ArgumentName::Backup, lang)? },
            CommandName::Demo => return self.demo(source),
            CommandName::Brief => self.brief(lang)?,
            CommandName::Form => return self.form(source, lang),
        };
        if source == Source::None && name != CommandName::Match {
            return Err(UsageMessage::NoSource { command: name.word().to_owned() });
        }
        Ok((command, source))
    }

    fn shortlist(&self) -> Refusal<Command> {
        let Some(output) = self.value(OptionName::Output).map(PathBuf::from) else {
            return Err(missing_option(CommandName::Shortlist, OptionName::Output));
        };
        let ending = output.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        let Some(format) = ending.as_deref().and_then(DocumentFormat::from_word) else {
            return Err(UsageMessage::WrongEnding { path: output.display().to_string() });
        };
        let ranks: Vec<_> = RankBy::ALL.iter().map(|mode| (mode.word(), *mode)).collect();
        let (level, reason) = self.level()?;
        Ok(Command::Shortlist {
            output,
            format,
            top: self.number(OptionName::Top, 1..=MOST_COMPANIES)?.unwrap_or(DEFAULT_TOP),
            base: self.text(OptionName::Base)?,
            sector: self.text(OptionName::Sector)?,
            rank: self.choice(OptionName::Rank, &ranks)?.unwrap_or(RankBy::Value),
            level,
            reason,
        })
    }

    /// The sample needs no data.
    fn form(&mut self, source: Source, lang: Lang) -> Refusal<(Command, Source)> {
        let name = CommandName::Form;
        let Some(output) = self.value(OptionName::Output).map(PathBuf::from) else {
            return Err(missing_option(name, OptionName::Output));
        };
        if self.given(OptionName::Sample) {
            return Ok((Command::FormSample { output }, Source::None));
        }
        let scopes: Vec<_> = FormScope::ALL.iter().map(|scope| (scope.word(), *scope)).collect();
        let (level, reason) = self.level()?;
        let command = Command::Form {
            template: self.argument(name, &ArgumentName::Template, lang)?,
            output,
            from: self.day(OptionName::From)?,
            to: self.day(OptionName::To)?,
            scope: self.choice(OptionName::Scope, &scopes)?.unwrap_or(FormScope::Active),
            level,
            reason,
        };
        if source == Source::None {
            return Err(UsageMessage::NoSource { command: name.word().to_owned() });
        }
        Ok((command, source))
    }

    /// The level, and what for.
    fn level(&self) -> Refusal<(Level, String)> {
        let levels: Vec<_> = Level::ALL.iter().map(|level| (level.word(), *level)).collect();
        let level = self.choice(OptionName::Level, &levels)?.unwrap_or(Level::Leader);
        let reason = self.text(OptionName::Reason)?.unwrap_or_default();
        Ok((level, reason))
    }

    fn day(&self, name: OptionName) -> Refusal<Option<Date>> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        match text.parse() {
            Ok(day) => Ok(Some(day)),
            Err(_) => Err(UsageMessage::NotADay { option: name.typed(), value: text }),
        }
    }

    fn brief(&mut self, lang: Lang) -> Refusal<Command> {
        let company = self.argument(CommandName::Brief, &ArgumentName::Company, lang)?;
        let Some(output) = self.value(OptionName::Output).map(PathBuf::from) else {
            return Err(missing_option(CommandName::Brief, OptionName::Output));
        };
        if !output.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(DocumentFormat::Pdf.word())) {
            return Err(UsageMessage::NotPdf { path: output.display().to_string() });
        }
        let (level, reason) = self.level()?;
        Ok(Command::Brief { company: company.to_string_lossy().into_owned(), output, level, reason })
    }

    /// The file may be named by `-o` or by `--workspace`; the data are its own, so `--demo` says nothing new.
    fn demo(&self, source: Source) -> Refusal<(Command, Source)> {
        let output = match (self.value(OptionName::Output), source) {
            (Some(file), _) => PathBuf::from(file),
            (None, Source::Workspace(file)) => file,
            (None, Source::Demo | Source::None) => return Err(missing_option(CommandName::Demo, OptionName::Output)),
        };
        let companies = self.number(OptionName::Companies, 1..=1_000_000)?.unwrap_or(DEFAULT_COMPANIES);
        let leads = self.number(OptionName::Leads, 0..=1_000_000)?;
        Ok((Command::Demo { companies, leads, output }, Source::None))
    }

    fn argument(&mut self, command: CommandName, argument: &ArgumentName, lang: Lang) -> Refusal<PathBuf> {
        if self.arguments.first().is_none_or(|argument| argument.is_empty()) {
            let command = command.word().to_owned();
            return Err(UsageMessage::MissingArgument { command, argument: argument.say(lang) });
        }
        Ok(self.arguments.remove(0).into())
    }

    fn text(&self, name: OptionName) -> Refusal<Option<String>> {
        self.value(name)
            .map(|value| value.to_str().map(str::to_owned))
            .map(|text| text.ok_or_else(|| UsageMessage::NotText { option: name.typed() }))
            .transpose()
    }

    fn required(&self, command: CommandName, name: OptionName) -> Refusal<String> {
        self.text(name)?.ok_or_else(|| missing_option(command, name))
    }

    /// Comma-separated columns, from every time the option was given.
    fn columns(&self, command: CommandName, name: OptionName) -> Refusal<Vec<String>> {
        let mut columns = Vec::new();
        for (given, value) in &self.options {
            if *given == name {
                let text = value.to_str().ok_or_else(|| UsageMessage::NotText { option: name.typed() })?;
                columns.extend(text.split(',').map(str::trim).filter(|column| !column.is_empty()).map(str::to_owned));
            }
        }
        match (columns.is_empty(), self.given(name)) {
            (true, true) => Err(UsageMessage::EmptyValue { option: name.typed() }),
            (true, false) => Err(missing_option(command, name)),
            (false, _) => Ok(columns),
        }
    }

    fn number(&self, name: OptionName, range: RangeInclusive<usize>) -> Refusal<Option<usize>> {
        let Some(value) = self.value(name) else { return Ok(None) };
        let number = value.to_str().and_then(|text| text.parse().ok()).filter(|number| range.contains(number));
        number.map(Some).ok_or_else(|| UsageMessage::NotANumber {
            option: name.typed(),
            value: shown(value),
            least: range.start().to_string(),
            most: range.end().to_string(),
        })
    }

    fn choice<T: Copy>(&self, name: OptionName, choices: &[(&str, T)]) -> Refusal<Option<T>> {
        let Some(value) = self.value(name) else { return Ok(None) };
        if let Some((_, choice)) = choices.iter().find(|(word, _)| value == *word) {
            return Ok(Some(*choice));
        }
        let (option, value) = (name.typed(), shown(value));
        let words = choices.iter().map(|(word, _)| *word);
        let nearest = nearest(&value, words.clone()).map(str::to_owned);
        let choices = words.collect::<Vec<_>>().join(", ");
        Err(match nearest {
            Some(nearest) => UsageMessage::NotAChoiceNearest { option, value, nearest, choices },
            None => UsageMessage::NotAChoice { option, value, choices },
        })
    }
}

fn missing_option(command: CommandName, option: OptionName) -> UsageMessage {
    UsageMessage::MissingOption { command: command.word().to_owned(), option: option.typed() }
}

fn unknown_option(word: String) -> UsageMessage {
    let bare = word.trim_start_matches('-');
    // One letter is near every other letter.
    let near =
        (bare.chars().count() > 1).then(|| nearest(bare, OptionName::ALL.iter().map(|name| name.word()))).flatten();
    match near {
        Some(near) => UsageMessage::UnknownOptionNearest { nearest: format!("--{near}"), word },
        None => UsageMessage::UnknownOption { word },
    }
}

/// Whether a word where a value should stand is an option instead.
fn is_option(word: &OsStr) -> bool {
    flag(word).is_some()
}

fn flag(word: &OsStr) -> Option<OptionName> {
    OptionName::from_word(word.to_str()?.strip_prefix("--")?)
}

fn is_workspace(word: &OsStr) -> bool {
    Path::new(word).extension().is_some_and(|ending| ending.eq_ignore_ascii_case(WORKSPACE_ENDING))
}

fn shown(word: &OsStr) -> String {
    word.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ask(line: &[&str]) -> Result<Invocation, UsageError> {
        parse(line.iter().map(OsString::from), "zh_CN.UTF-8")
    }

    fn command(line: &[&str]) -> Command {
        ask(line).unwrap_or_else(|error| panic!("{line:?}: {error:?}")).command
    }

    fn refusal(line: &[&str]) -> UsageMessage {
        ask(line).expect_err("refused").message
    }

    #[test]
    fn options_stand_before_or_after_the_command() {
        let expected = Command::Import {
            list: "a.xlsx".into(),
            sheet: Some("名单".into()),
            map: Some("电话=phone,名称=name".into()),
            hidden_rows: false,
            dry_run: true,
            json: true,
        };
        for line in [
            &[
                "--workspace",
                "w",
                "import",
                "a.xlsx",
                "--sheet",
                "名单",
                "--map",
                "电话=phone,名称=name",
                "--dry-run",
                "--json",
            ][..],
            &["import", "--dry-run", "--json", "--sheet=名单", "--map=电话=phone,名称=name", "a.xlsx", "--workspace=w"],
            &[
                "--json",
                "--dry-run",
                "--sheet",
                "名单",
                "--workspace",
                "w",
                "--map",
                "电话=phone,名称=name",
                "import",
                "a.xlsx",
            ],
        ] {
            let found = ask(line).expect("accepted");
            assert_eq!(found.command, expected);
            assert_eq!(found.source, Source::Workspace("w".into()));
        }
    }

    #[test]
    fn every_command_of_the_contract_is_understood() {
        assert_eq!(
            command(&["match", "l.csv", "--id", "i", "--name", "n", "--text", "a, b,c"]),
            Command::Match {
                list: "l.csv".into(),
                sheet: None,
                id: "i".into(),
                name: "n".into(),
                text: vec!["a".into(), "b".into(), "c".into()],
            }
        );
        assert_eq!(command(&["--demo", "score", "--json"]), Command::Score { json: true });
        let by = Some(jiff::civil::date(2027, 12, 31));
        assert_eq!(command(&["--demo", "forecast", "--by", "2027-12-31"]), Command::Forecast { json: false, by });
        assert_eq!(
            command(&["--demo", "shortlist", "-o", "o.XLSX"]),
            Command::Shortlist {
                output: "o.XLSX".into(),
                format: DocumentFormat::Xlsx,
                top: 30,
                base: None,
                sector: None,
                rank: RankBy::Value,
                level: Level::Leader,
                reason: String::new(),
            }
        );
        assert_eq!(
            command(&[
                "shortlist",
                "--demo",
                "--output",
                "o.csv",
                "--top",
                "5",
                "--base",
                "xiyong",
                "--sector",
                "semiconductor",
                "--rank",
                "priority",
                "--level",
                "full",
                "--reason",
                "会议",
            ]),
            Command::Shortlist {
                output: "o.csv".into(),
                format: DocumentFormat::Csv,
                top: 5,
                base: Some("xiyong".into()),
                sector: Some("semiconductor".into()),
                rank: RankBy::Priority,
                level: Level::Full,
                reason: "会议".into(),
            }
        );
        assert_eq!(
            command(&["pursue", "--demo", "--meetings", "0", "--minutes", "600", "--json"]),
            Command::Pursue { meetings: Some(0), minutes: Some(600), base: None, json: true }
        );
        assert_eq!(command(&["check", "--demo"]), Command::Check { json: false });
        assert_eq!(command(&["undo", "--demo"]), Command::Undo);
        assert_eq!(command(&["redo", "--demo"]), Command::Redo);
        assert_eq!(command(&["log", "--demo", "--limit", "3"]), Command::Log { limit: 3, exports: false, json: false });
        assert_eq!(
            command(&["log", "--exports", "--json", "--demo"]),
            Command::Log { limit: 20, exports: true, json: true }
        );
        assert_eq!(command(&["backup", "--workspace", "w", "-o", "d"]), Command::Backup { folder: Some("d".into()) });
        assert_eq!(command(&["restore", "b", "--workspace", "w"]), Command::Restore { backup: "b".into() });
        assert_eq!(command(&["restore", "--list", "--workspace", "w"]), Command::ListBackups);
        assert_eq!(
            command(&["demo", "--companies", "1000", "--leads", "0", "-o", "d.zhaoshang"]),
            Command::Demo { companies: 1000, leads: Some(0), output: "d.zhaoshang".into() }
        );
        assert_eq!(
            command(&["demo", "--workspace", "d.zhaoshang"]),
            Command::Demo { companies: 300, leads: None, output: "d.zhaoshang".into() }
        );
    }

    #[test]
    fn help_and_version_need_nothing_else() {
        assert_eq!(command(&["--help"]), Command::Help(None));
        assert_eq!(command(&["help"]), Command::Help(None));
        assert_eq!(command(&["-V"]), Command::Version);
        for name in CommandName::ALL {
            assert_eq!(command(&[name.word(), "--help"]), Command::Help(Some(*name)));
            assert_eq!(command(&["-h", name.word(), "--nonsense"]), Command::Help(Some(*name)));
            assert_eq!(command(&["help", name.word()]), Command::Help(Some(*name)));
        }
    }

    #[test]
    fn the_help_of_a_command_names_its_options_and_no_others() {
        for name in CommandName::ALL {
            for lang in [Lang::Zh, Lang::En] {
                let help = crate::text::cli::help(Some(*name)).say(lang);
                let words: Vec<&str> = help.split(|c: char| !c.is_ascii_alphabetic() && c != '-').collect();
                for option in OptionName::ALL {
                    let Scope::Commands(commands) = option.scope() else { continue };
                    let named = words.contains(&option.typed().as_str());
                    assert_eq!(named, commands.contains(name), "{name} {option} {lang:?}");
                }
            }
        }
    }

    #[test]
    fn without_a_command_the_window_opens() {
        assert_eq!(ask(&[]).expect("accepted").command, Command::Window);
        let demo = ask(&["--demo"]).expect("accepted");
        assert_eq!((demo.command, demo.source), (Command::Window, Source::Demo));
        let file = ask(&["台账.zhaoshang"]).expect("accepted");
        assert_eq!((file.command, file.source), (Command::Window, Source::Workspace("台账.zhaoshang".into())));
        assert!(matches!(refusal(&["a.zhaoshang", "b.zhaoshang"]), UsageMessage::SurplusArgument { .. }));
        assert!(matches!(refusal(&["--json"]), UsageMessage::OptionWithoutCommand { .. }));
    }

    #[test]
    fn language_comes_from_option_then_locale() {
        assert_eq!(ask(&["--lang", "en", "--demo"]).expect("accepted").lang, Lang::En);
        assert_eq!(parse([], "en_GB.UTF-8").expect("accepted").lang, Lang::En);
        assert_eq!(ask(&["--lang", "en", "nonsense"]).expect_err("refused").lang, Lang::En);
        assert!(matches!(refusal(&["--lang", "fr"]), UsageMessage::NotAChoice { .. }));
    }

    #[test]
    fn refusals_name_the_word_and_the_nearest_valid_one() {
        let check = |line: &[&str], zh: &str| {
            let error = ask(line).expect_err("refused");
            assert_eq!(error.say(Lang::Zh).lines().next(), Some(zh), "{line:?}");
        };
        check(&["--demo", "imprt", "a"], "没有“imprt”这个命令，是不是“import”？");
        check(&["--demo", "xyzzy"], "没有“xyzzy”这个命令。");
        check(&["--demo", "score", "--jsn"], "没有“--jsn”这个选项，是不是“--json”？");
        check(&["--demo", "score", "-x"], "没有“-x”这个选项。");
        check(&["--demo", "score", "--top", "3"], "“score”没有选项“--top”，它用于 shortlist。");
        check(&["--demo", "shortlist", "-o"], "选项“--output”后面缺少内容。");
        check(&["--demo", "shortlist", "-o", "--top", "3"], "选项“--output”后面缺少内容。");
        check(&["--demo", "shortlist"], "“shortlist”缺少选项“--output”。");
        check(&["--demo", "shortlist", "-o", "a.doc"], "“a.doc”的后缀要是 .xlsx、.csv 或 .pdf。");
        check(
            &["--demo", "shortlist", "-o", "a.csv", "--top", "0"],
            "“--top”要写 1 到 1048000 之间的整数，不能是“0”。",
        );
        check(
            &["--demo", "shortlist", "-o", "a.csv", "--rank", "prioritiy"],
            "“--rank”不能是“prioritiy”，是不是“priority”？可以是 value, cautious, optimistic, priority。",
        );
        check(&["--demo", "score", "--json=yes"], "选项“--json”不带内容，却写了“yes”。");
        check(&["--demo", "score", "--json", "--json"], "选项“--json”写了两次。");
        check(&["--demo", "score", "extra"], "多出了“extra”。");
        check(&["--demo", "import"], "“import”缺少名单文件。");
        check(&["match", "l", "--id", "a", "--name", "b"], "“match”缺少选项“--text”。");
        check(&["match", "l", "--id", "a", "--name", "b", "--text", ","], "选项“--text”的内容是空的。");
        check(&["--workspace", "", "score"], "选项“--workspace”的内容是空的。");
        check(&["--workspace", "a", "--demo", "score"], "--workspace 和 --demo 只能用一个。");
        check(&["score"], "“score”需要台账：请加 --workspace 文件，或用 --demo 试用演示数据。");
        check(&["demo"], "“demo”缺少选项“--output”。");
    }

    #[test]
    fn the_command_that_was_meant_is_pointed_to() {
        let error = ask(&["score"]).expect_err("refused");
        assert!(error.say(Lang::En).ends_with("See zhaoshang score --help"));
        assert!(ask(&["nonsense"]).expect_err("refused").say(Lang::Zh).ends_with("用法见 zhaoshang --help"));
    }

    #[cfg(unix)]
    #[test]
    fn file_names_need_not_be_text_but_columns_do() {
        use std::os::unix::ffi::OsStringExt as _;
        let odd = || OsString::from_vec(vec![b'a', 0xff, b'.', b'c', b's', b'v']);
        let words = |last: [OsString; 2]| ["--demo".into(), "import".into()].into_iter().chain(last);
        let found = parse(words([odd(), "--json".into()]), "").expect("accepted");
        assert!(matches!(found.command, Command::Import { list, .. } if list.as_os_str() == odd()));
        let refused = parse(words(["l.csv".into(), "--sheet".into()]).chain([odd()]), "").expect_err("refused");
        assert!(matches!(refused.message, UsageMessage::NotText { .. }));
    }

    proptest! {
        #[test]
        fn any_words_are_survived(words in prop::collection::vec(
            prop_oneof![
                "[-a-z=,.0-9汉]{0,12}",
                prop::sample::select(OptionName::ALL.iter().map(|name| name.typed()).collect::<Vec<_>>()),
                prop::sample::select(CommandName::ALL.iter().map(|name| name.word().to_owned()).collect::<Vec<_>>()),
            ],
            0..8,
        )) {
            if let Err(error) = parse(words.iter().map(OsString::from), "zh") {
                prop_assert!(!error.say(Lang::Zh).is_empty());
            }
        }
    }
}
