// Where everything is, from the repository's top.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const top = fileURLToPath(new URL('..', import.meta.url));

/** @param {string[]} parts */
export const fromTop = (...parts) => join(top, ...parts);

export const dist = fromTop('dist');
/** Cargo's own output folder; what the scripts keep between runs goes there too. */
export const target = process.env.CARGO_TARGET_DIR ?? fromTop('target');
/** Corpora and the scoring tool: kept beside the repository, because they are large and not ours. */
export const shared = fromTop('..', 'shared');

/** Where Cargo keeps the sources of crates. */
export const cargoHome = process.env.CARGO_HOME ?? join(homedir(), '.cargo');
/** Where `cargo install` puts programs. */
export const cargoBin = join(process.env.CARGO_INSTALL_ROOT ?? cargoHome, 'bin');
