//! Opens the window, or runs a command.

use std::process::ExitCode;

use mimalloc::MiMalloc;
use zhaoshang::{
    cli::{self, Command, ExitKind, Invocation, Source},
    text::{Lang, Say},
    ui::{self, Launch, Opening},
};

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    // Before anything else: this may be the process that reads a list for another.
    if let Some(exit) = cli::read_for_parent(&arguments) {
        return ExitCode::from(exit.code());
    }
    cli::offer_reading();
    let locale = sys_locale::get_locale().unwrap_or_default();
    let exit = match cli::parse(arguments.clone(), &locale) {
        Ok(Invocation { lang, source, command: Command::Window }) => window(lang, source),
        _ => cli::main(arguments),
    };
    ExitCode::from(exit.code())
}

fn window(lang: Lang, source: Source) -> ExitKind {
    let open = match source {
        Source::None => None,
        Source::Workspace(path) => Some(Opening::Existing(path)),
        Source::Demo => Some(Opening::Demo),
    };
    match ui::run(Launch::of_user(lang, open)) {
        Ok(()) => ExitKind::Done,
        Err(error) => {
            eprintln!("{}", error.say(lang));
            ExitKind::Failed
        }
    }
}
