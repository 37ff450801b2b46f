//! Opens the window, or runs a command.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(zhaoshang::cli::main(std::env::args_os().skip(1)).code())
}
