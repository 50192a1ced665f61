// The Rust toolchain, its wasm target, and the cargo tools that the build and the browser tests use.
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fromTop } from '../paths.mjs';
import { ask, Failure, find, findAll, run } from '../programs.mjs';
import { say } from '../report.mjs';
import { installPackages } from './system-packages.mjs';

/** @typedef {import('./step.mjs').SetupStep} SetupStep */

export const wasmTarget = 'wasm32-unknown-unknown';

/**
 * Whether one version is at least another.
 *
 * @param {string} version @param {string} least  both of numbers and dots
 */
export function isAtLeast(version, least) {
  return version.localeCompare(least, 'en', { numeric: true }) >= 0;
}

/** The oldest Rust that compiles the crate. */
function neededRust() {
  const [, version = '0'] = readFileSync(fromTop('Cargo.toml'), 'utf8').match(/^rust-version = "([\d.]+)"/m) ?? [];
  return version;
}

/** The wasm-bindgen that the crate is built with; the command that processes the wasm must be exactly this one. */
function neededBindgen() {
  const lock = fromTop('Cargo.lock');
  const locked = existsSync(lock) ? readFileSync(lock, 'utf8') : '';
  const pinned = readFileSync(fromTop('Cargo.toml'), 'utf8');
  const version =
    locked.match(/name = "wasm-bindgen"\r?\nversion = "([\d.]+)"/)?.[1] ??
    pinned.match(/^wasm-bindgen = "=([\d.]+)"/m)?.[1];
  if (!version) throw new Failure('neither Cargo.lock nor Cargo.toml names the version of wasm-bindgen');
  return version;
}

/** @param {string} program */
async function versionOf(program) {
  return (await ask(program, ['--version'])).stdout.match(/\d+(\.\d+)+/)?.[0];
}

/**
 * Installs a command written in Rust: prebuilt where cargo-binstall is there, else from source.
 *
 * @param {string} crate
 * @param {string} [version]
 */
export async function cargoInstall(crate, version) {
  if (find('cargo-binstall')) {
    try {
      return await run('cargo', ['binstall', '--no-confirm', version ? `${crate}@${version}` : crate]);
    } catch {
      say('  no prebuilt program to be had, building it instead');
    }
  }
  say(`  building ${crate} from source; this takes some minutes, once`);
  const exactly = version ? ['--version', version] : [];
  const quietly = process.stdout.isTTY ? [] : ['--quiet'];
  await run('cargo', ['install', '--force', ...quietly, crate, ...exactly]);
}

/** @type {SetupStep} */
export const rust = {
  name: 'Rust',
  isThere: async () => {
    const version = find('cargo') && (await versionOf('rustc'));
    return version !== undefined && isAtLeast(version, neededRust());
  },
  install: async () => {
    if (!find('rustup'))
      throw new Failure(`no Rust ${neededRust()} or newer is on the PATH, and no rustup to install it`);
    await run('rustup', ['toolchain', 'install', 'stable', '--profile', 'minimal']);
  },
  get whatToDo() {
    return (
      `Install Rust ${neededRust()} or newer as https://rustup.rs says, open a new terminal and try again.\n` +
      'With rustup there already: `rustup update stable && rustup default stable`.'
    );
  },
};

/** @type {SetupStep} */
export const linker = {
  name: 'C linker',
  isThere: () => process.platform === 'win32' || find('cc', 'clang', 'gcc') !== undefined,
  install: () => installPackages({ apt: [['gcc', 'libc6-dev']] }),
  whatToDo:
    'Rust links with the C compiler of the system. Debian, Ubuntu: `apt-get install build-essential`; macOS: `xcode-select --install`.',
};

/** @type {SetupStep} */
export const target = {
  name: 'wasm target',
  isThere: async () => {
    const { ok, stdout } = await ask('rustc', ['--print', 'target-libdir', '--target', wasmTarget]);
    return ok && existsSync(stdout.trim());
  },
  install: async () => {
    if (!find('rustup')) throw new Failure('this Rust was not installed by rustup');
    await run('rustup', ['target', 'add', wasmTarget]);
  },
  whatToDo:
    `With rustup: \`rustup target add ${wasmTarget}\`. With a distribution's Rust, its package for that target ` +
    '(Debian: libstd-rust-dev-wasm32; Fedora: rust-std-static-wasm32-unknown-unknown).',
};

/** The wasm-bindgen command of the crate's own version, wherever on the PATH it is. */
export async function findBindgen() {
  const version = neededBindgen();
  for (const file of findAll('wasm-bindgen')) {
    const hasRunner = find(`${dirname(file)}/wasm-bindgen-test-runner`) !== undefined;
    if (hasRunner && (await versionOf(file)) === version) return file;
  }
  return undefined;
}

/** @type {SetupStep} */
export const bindgen = {
  name: 'wasm-bindgen',
  isThere: async () => (await findBindgen()) !== undefined,
  // Without --locked: its lock file may name versions that a mirrored registry does not have yet.
  install: () => cargoInstall('wasm-bindgen-cli', neededBindgen()),
  get whatToDo() {
    return `\`cargo install wasm-bindgen-cli --version ${neededBindgen()}\`, the version the crate is built with.`;
  },
};

/** @type {SetupStep} */
export const wasmPack = {
  name: 'wasm-pack',
  isThere: () => find('wasm-pack') !== undefined,
  install: () => cargoInstall('wasm-pack'),
  whatToDo: "`cargo install wasm-pack`, or your system's package of it.",
};

/** @type {SetupStep} */
export const lints = {
  name: 'clippy and rustfmt',
  isThere: () => find('cargo-clippy') !== undefined && find('cargo-fmt') !== undefined,
  install: async () => {
    if (!find('rustup')) throw new Failure('this Rust was not installed by rustup');
    await run('rustup', ['component', 'add', 'clippy', 'rustfmt']);
  },
  whatToDo:
    "`rustup component add clippy rustfmt`, or your distribution's packages of them (Debian: rust-clippy rustfmt).",
};
