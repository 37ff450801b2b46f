//! The process that reads.

use std::{
    io::{self, BufReader, BufWriter, Read, Write},
    ops::ControlFlow,
};

use super::{
    limits,
    protocol::{self, Job, Kind},
};
use crate::exchange::read::{MAX_TEXT, Parsed, ReadError, parse, text};

/// Reads the list that comes in and sends its rows out; the whole life of the process. An error has nobody to be told
/// to: the parent sees that the process ended without an answer.
pub fn serve(input: impl Read, output: impl Write) -> io::Result<()> {
    limits::narrow()?;
    let (job, bytes) = receive(&mut BufReader::with_capacity(64 << 10, input))?;
    let mut output = BufWriter::with_capacity(64 << 10, output);
    let outcome = read(&job, &bytes, &mut output);
    drop(bytes);
    protocol::write_outcome(&mut output, outcome)?;
    output.flush()
}

fn receive(input: &mut impl Read) -> io::Result<(Job, Vec<u8>)> {
    let unexpected = || io::Error::from(io::ErrorKind::InvalidData);
    let mut payload = Vec::new();
    if protocol::next(input, &mut payload)? != Some(Kind::Job) {
        return Err(unexpected());
    }
    let job = serde_json::from_slice(&payload)?;
    let mut bytes = Vec::new();
    loop {
        match protocol::next(input, &mut payload)? {
            Some(Kind::Piece) if (bytes.len() + payload.len()) as u64 <= MAX_TEXT => bytes.extend_from_slice(&payload),
            Some(Kind::End) => return Ok((job, bytes)),
            _ => return Err(unexpected()),
        }
    }
}

fn read(job: &Job, bytes: &[u8], output: &mut impl Write) -> Result<Parsed, ReadError> {
    let Job { name, pasted, options } = job;
    let mut tell = |rows: usize| {
        let rows = u32::try_from(rows).unwrap_or(u32::MAX).to_le_bytes();
        // The parent is gone: there is nobody left to read for.
        match protocol::write(output, Kind::Rows, &rows).and_then(|()| output.flush()) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    };
    if *pasted {
        text::read_pasted(&String::from_utf8_lossy(bytes), name, options, &mut tell)
    } else {
        parse(bytes, name, options, &mut tell)
    }
}
