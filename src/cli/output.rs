//! Answers to standard output, a line at a time. Whoever closes the pipe early (`| head`) has seen enough: the program
//! stops quietly.

use std::io::{self, BufWriter, Write};

use serde::Serialize;
use thiserror::Error;

use super::ExitKind;
use crate::text::format;

/// Output that could not go on.
#[derive(Debug, Error)]
pub enum OutputError {
    /// The reader has closed the pipe; nobody is left to tell.
    #[error("the reader closed the output")]
    Closed,
    /// The system refuses.
    #[error(transparent)]
    Failed(io::Error),
}

impl OutputError {
    /// How the run ends: a reader who has seen enough is no failure.
    pub fn exit(&self) -> ExitKind {
        match self {
            Self::Closed => ExitKind::Done,
            Self::Failed(_) => ExitKind::Failed,
        }
    }
}

impl From<io::Error> for OutputError {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::Closed } else { Self::Failed(error) }
    }
}

/// Writes one line.
pub fn line(out: &mut dyn Write, text: &str) -> Result<(), OutputError> {
    out.write_all(text.as_bytes())?;
    Ok(out.write_all(b"\n")?)
}

/// Writes one value as a line of JSON.
pub fn json_line<T: Serialize + ?Sized>(out: &mut dyn Write, value: &T) -> Result<(), OutputError> {
    serde_json::to_writer(&mut *out, value).map_err(io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}

/// A moment of the log as the clock of this computer shows it, to the minute.
pub fn local_minute(at_ms: i64) -> String {
    jiff::Timestamp::from_millisecond(at_ms)
        .map(|at| format::date_time(at.to_zoned_datetime(jiff::tz::TimeZone::system()).datetime()))
        .unwrap_or_default()
}

/// Runs with standard output locked and buffered, and flushes it at the end, also when `write` ends early.
pub fn with_stdout<T>(write: impl FnOnce(&mut dyn Write) -> Result<T, OutputError>) -> Result<T, OutputError> {
    let mut out = BufWriter::new(io::stdout().lock());
    let result = write(&mut out)?;
    out.flush()?;
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A writer whose reader has gone, or whose disk is full.
    struct Refusing(io::ErrorKind);

    impl Write for Refusing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Err(self.0.into())
        }
    }

    #[test]
    fn lines_end_with_one_newline() {
        let mut out = Vec::new();
        line(&mut out, "好").expect("written");
        json_line(&mut out, &serde_json::json!({"a": [1, "二"]})).expect("written");
        assert_eq!(String::from_utf8(out).expect("UTF-8"), "好\n{\"a\":[1,\"二\"]}\n");
    }

    #[test]
    fn a_closed_pipe_is_no_failure() {
        let closed = line(&mut Refusing(io::ErrorKind::BrokenPipe), "x").expect_err("closed");
        assert_eq!(closed.exit(), ExitKind::Done);
        let closed = json_line(&mut Refusing(io::ErrorKind::BrokenPipe), "x").expect_err("closed");
        assert_eq!(closed.exit(), ExitKind::Done);
        let full = line(&mut Refusing(io::ErrorKind::StorageFull), "x").expect_err("full");
        assert_eq!(full.exit(), ExitKind::Failed);
    }
}
