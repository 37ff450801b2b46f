//! The process that wants a list: starts the one that reads, feeds it, takes its rows, and ends it.

use std::{
    io::{self, BufReader, Read, Write},
    ops::ControlFlow,
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::{
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
    },
    time::{Duration, Instant},
};

use sha2::{Digest, Sha256};

use super::{
    ARGUMENT, MAX_TIME,
    limits::Hold,
    protocol::{self, Answer, Job, Kind, Said},
};
use crate::exchange::read::{Parsed, Progress, ReadError, hex};

/// How often the parent looks whether the reading shall stop.
const TICK: Duration = Duration::from_millis(40);
/// Frames that wait to be taken in.
const WAITING: usize = 8;
/// Bytes fed at once.
const PIECE: usize = 256 << 10;

/// Reads the bytes of `source` as a list; gives it with the SHA-256 of the bytes. The bytes pass through once and are
/// kept nowhere else, so a file that changes meanwhile cannot mix two states. When this returns, the process has ended.
pub(in super::super) fn read(
    program: &Path,
    job: &Job,
    source: impl Read + Send,
    progress: Progress<'_>,
) -> Result<(Parsed, String), ReadError> {
    let mut command = Command::new(program);
    command.arg(ARGUMENT).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    // A drive from which the program was started can be taken out meanwhile.
    command.current_dir(std::env::temp_dir());
    // The allocator takes addresses by the gigabyte, which is all the reader may have.
    command.env("MIMALLOC_ARENA_RESERVE", "32768");
    hide_console(&mut command);
    let mut child = command.spawn().map_err(ReadError::ReaderNotStarted)?;
    let outcome = converse(&mut child, job, source, progress);
    // Over, whatever came of it: a process that ended cannot be killed, and one that did not shall not go on.
    let _ = child.kill();
    let _ = child.wait();
    outcome
}

fn converse(
    child: &mut Child,
    job: &Job,
    source: impl Read + Send,
    progress: Progress<'_>,
) -> Result<(Parsed, String), ReadError> {
    let hold = Hold::on(child).map_err(ReadError::ReaderNotStarted)?;
    let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(ReadError::ReaderDied);
    };
    let fed = AtomicBool::new(false);
    let (sender, frames) = sync_channel(WAITING);
    std::thread::scope(|scope| {
        let feeding = scope.spawn(|| {
            let outcome = feed(input, job, source);
            fed.store(true, Ordering::Release);
            outcome
        });
        scope.spawn(move || fetch(output, &sender));
        let taken = take(frames, child, &hold, &fed, progress);
        if taken.is_err() {
            // Ends both pipes, and with them the two threads.
            let _ = child.kill();
        }
        match (feeding.join(), taken) {
            (_, Err(ReadError::Cancelled)) => Err(ReadError::Cancelled),
            // The file itself could not be read to its end; what the reader made of its beginning does not count.
            (Ok(Err(Unfed::Source(error))), _) => Err(ReadError::Open(error)),
            (Ok(Ok(sha256)), Ok(parsed)) => Ok((parsed, sha256)),
            (_, Err(error)) => Err(error),
            _ => Err(ReadError::ReaderDied),
        }
    })
}

/// Why the reader was not given all bytes.
enum Unfed {
    /// They could not be read.
    Source(io::Error),
    /// It does not take them.
    Reader,
}

/// Gives the reader its job and the bytes; gives their SHA-256.
fn feed(mut input: ChildStdin, job: &Job, mut source: impl Read) -> Result<String, Unfed> {
    let refused = |_: io::Error| Unfed::Reader;
    protocol::write_value(&mut input, Kind::Job, job).map_err(refused)?;
    let mut sum = Sha256::new();
    let mut piece = vec![0; PIECE];
    loop {
        let count = match source.read(&mut piece) {
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(Unfed::Source(error)),
        };
        if count == 0 {
            break;
        }
        sum.update(&piece[..count]);
        protocol::write(&mut input, Kind::Piece, &piece[..count]).map_err(refused)?;
    }
    protocol::write(&mut input, Kind::End, &[]).and_then(|()| input.flush()).map_err(refused)?;
    Ok(hex(&sum.finalize()))
}

/// Takes frames from the pipe until it ends or nobody wants them.
fn fetch(output: ChildStdout, frames: &SyncSender<(Kind, Vec<u8>)>) {
    let mut output = BufReader::with_capacity(64 << 10, output);
    loop {
        let mut payload = Vec::new();
        // A broken frame is the end of the conversation; the other side of the channel sees that it came too early.
        let Ok(Some(kind)) = protocol::next(&mut output, &mut payload) else { return };
        if frames.send((kind, payload)).is_err() {
            return;
        }
    }
}

/// Makes a list of the frames. Owns their channel, so that nobody waits to send when this returns.
fn take(
    frames: Receiver<(Kind, Vec<u8>)>,
    child: &Child,
    hold: &Hold,
    fed: &AtomicBool,
    progress: Progress<'_>,
) -> Result<Parsed, ReadError> {
    let mut answer = Answer::default();
    let mut rows = 0;
    let mut since_fed: Option<Instant> = None;
    loop {
        match frames.recv_timeout(TICK) {
            Ok((kind, payload)) => match answer.take(kind, &payload)? {
                Said::Rows(count) => rows = count,
                Said::More => {}
                Said::Done => return answer.finish(),
            },
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(ReadError::ReaderDied),
        }
        if let ControlFlow::Break(()) = progress(rows) {
            return Err(ReadError::Cancelled);
        }
        if hold.is_exceeded(child) {
            return Err(ReadError::ReaderDied);
        }
        if fed.load(Ordering::Acquire) && since_fed.get_or_insert_with(Instant::now).elapsed() > MAX_TIME {
            return Err(ReadError::ReaderTooSlow { seconds: MAX_TIME.as_secs() });
        }
    }
}

/// A window must not flash a console.
#[cfg(windows)]
fn hide_console(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
fn hide_console(_: &mut Command) {}
