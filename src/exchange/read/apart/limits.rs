//! What the reading process may take, on both systems.

use std::{io, process::Child};

use super::MAX_MEMORY;
#[cfg(unix)]
use super::MAX_TIME;

/// Limits this very process: memory, time of the processor, no file written, no image of its memory left behind. Limits
/// that are already narrower stay.
#[cfg(unix)]
pub(super) fn narrow() -> io::Result<()> {
    use rlimit::Resource;
    let wanted =
        [(Resource::AS, MAX_MEMORY), (Resource::CPU, MAX_TIME.as_secs()), (Resource::FSIZE, 0), (Resource::CORE, 0)];
    for (resource, most) in wanted {
        let (_, hard) = resource.get()?;
        let most = most.min(hard);
        resource.set(most, most)?;
    }
    Ok(())
}

/// Limits this very process; what is left is watched by its parent.
#[cfg(windows)]
pub(super) fn narrow() -> io::Result<()> {
    Ok(())
}

/// The hold that the parent has on the reading process.
#[cfg(unix)]
pub(super) struct Hold;

#[cfg(unix)]
impl Hold {
    /// The process limits itself before it takes in a byte.
    #[allow(clippy::unnecessary_wraps)] // its twin can fail
    pub fn on(_: &Child) -> io::Result<Self> {
        Ok(Self)
    }

    /// Whether the process takes more memory than it may; the system sees to that.
    pub fn is_exceeded(&self, _: &Child) -> bool {
        false
    }
}

/// The hold that the parent has on the reading process.
#[cfg(windows)]
pub(super) struct Hold {
    /// The process ends with this, also when the parent is killed.
    _job: win32job::Job,
}

#[cfg(windows)]
impl Hold {
    /// Puts the process into a job that bounds its working memory and ends with its parent.
    pub fn on(child: &Child) -> io::Result<Self> {
        let most = usize::try_from(MAX_MEMORY).unwrap_or(usize::MAX);
        let mut limits = win32job::ExtendedLimitInfo::new();
        limits.limit_kill_on_job_close().limit_working_memory(1 << 20, most);
        let job = win32job::Job::create_with_limit_info(&limits)?;
        job.assign_process(handle(child))?;
        Ok(Self { _job: job })
    }

    /// Whether the process has asked for more memory than it may take. A job bounds what is in use; what was asked for
    /// is looked at whenever the parent wakes.
    pub fn is_exceeded(&self, child: &Child) -> bool {
        win32job::utils::get_process_memory_info(handle(child))
            .is_ok_and(|memory| memory.private_usage as u64 > MAX_MEMORY)
    }
}

#[cfg(windows)]
fn handle(child: &Child) -> isize {
    use std::os::windows::io::AsRawHandle;
    child.as_raw_handle() as isize
}
