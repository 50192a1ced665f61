//! The command `muslin`: clean articles out of files of HTML.

mod arguments;
mod inputs;
mod output;
mod texts;
mod workers;

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use arguments::{Arguments, Format};
use inputs::Input;

fn main() -> ExitCode {
    let arguments = match Arguments::from_env() {
        Ok(Some(arguments)) => arguments,
        Ok(None) => return ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("muslin: {message}\nTry 'muslin --help'.");
            return ExitCode::from(2);
        }
    };
    match run(&arguments) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        // Whoever read the output has gone, as `head` does; that is no failure.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("muslin: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Extracts every input and writes the results in their order; gives how many inputs failed.
fn run(arguments: &Arguments) -> io::Result<usize> {
    let endings: &[&str] = match arguments {
        Arguments {
            format: Format::Jsonl,
            text: true,
            ..
        } => &inputs::TEXTS,
        Arguments {
            format: Format::Jsonl, ..
        } => &inputs::PAGES,
        _ => &[],
    };
    let (inputs, mut failures) = inputs::find(&arguments.paths, endings);
    let mut out = BufWriter::new(io::stdout().lock());
    let progress = io::stderr().is_terminal() && inputs.len() > 1;
    let (mut done, mut broken) = (0, None);
    workers::each(
        &inputs,
        |input: &Input| output::written(input, arguments),
        |input, result| {
            done += 1;
            let written = match result {
                Ok(text) => out.write_all(&text),
                Err(message) => {
                    failures += 1;
                    if progress {
                        eprint!("\r\x1b[K");
                    }
                    eprintln!("muslin: {}: {message}", input.name());
                    Ok(())
                }
            };
            if progress && (done % 16 == 0 || done == inputs.len()) {
                eprint!("\r\x1b[K{done} of {} pages", inputs.len());
            }
            broken = written.err();
            broken.is_none()
        },
    );
    if progress {
        eprintln!();
    }
    match broken {
        Some(error) => Err(error),
        None => out.flush().map(|()| failures),
    }
}
