// What each kind of work needs on the machine, in the order the things depend on each other.
import { chromium, firefox, geckodriver } from './browsers.mjs';
import { npmPackages } from './npm-packages.mjs';
import { bindgen, linker, lints, rust, target, wasmPack } from './rust.mjs';

export const forNative = [rust, linker];
export const forBuild = [...forNative, target, npmPackages, bindgen];
export const forTest = [...forBuild, wasmPack, chromium, firefox, geckodriver];
export const forLint = [...forNative, target, npmPackages, lints];
export const forFormat = [rust, npmPackages, lints];
export const forEverything = [...forTest, lints];
