//! Work that has a deadline.

use std::{
    sync::mpsc::{RecvTimeoutError, channel},
    thread,
    time::Duration,
};

/// Some fifty times what a slow machine needs for the largest page here in a debug build.
const DEADLINE: Duration = Duration::from_secs(250);

/// Runs `work` on a thread of its own, with the stack every thread gets, and fails where it panics or misses the deadline.
pub fn watched<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, receiver) = channel();
    let worker = thread::spawn(move || sender.send(work()));
    match receiver.recv_timeout(DEADLINE) {
        Ok(result) => result,
        Err(RecvTimeoutError::Timeout) => panic!("not done after {DEADLINE:?}: the work grows faster than the page"),
        Err(RecvTimeoutError::Disconnected) => match worker.join() {
            Err(panic) => std::panic::resume_unwind(panic),
            Ok(_) => panic!("the worker ended without a result"),
        },
    }
}
