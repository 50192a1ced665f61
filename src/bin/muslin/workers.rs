use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread;

/// Results that wait for one before them, for each core.
const WAITING: usize = 32;

/// Does `work` on every input with all cores; `take` gets the results one by one in the inputs' order, and ends it with `false`.
pub fn each<I: Sync, R: Send>(inputs: &[I], work: impl Fn(&I) -> R + Sync, mut take: impl FnMut(&I, R) -> bool) {
    let cores = thread::available_parallelism()
        .map_or(1, usize::from)
        .min(inputs.len().max(1));
    let next = AtomicUsize::new(0);
    let (sender, receiver) = sync_channel::<(usize, R)>(cores * WAITING);
    thread::scope(|scope| {
        for _ in 0..cores {
            let (sender, next, work) = (sender.clone(), &next, &work);
            scope.spawn(move || {
                loop {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    let Some(input) = inputs.get(place) else { break };
                    if sender.send((place, work(input))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let (mut due, mut early) = (0, BTreeMap::new());
        'all: for (place, result) in receiver {
            early.insert(place, result);
            while let Some(result) = early.remove(&due) {
                let wanted = inputs.get(due).is_some_and(|input| take(input, result));
                due += 1;
                if !wanted {
                    break 'all;
                }
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn results_come_in_order() {
        let inputs: Vec<u64> = (0..1000).collect();
        let mut taken = Vec::new();
        each(
            &inputs,
            |input| input * 2,
            |_, result| {
                taken.push(result);
                true
            },
        );
        assert_eq!(taken, inputs.iter().map(|input| input * 2).collect::<Vec<_>>());
        let mut count = 0;
        each(
            &inputs,
            |input| *input,
            |_, _| {
                count += 1;
                count < 3
            },
        );
        assert_eq!(count, 3);
    }
}
