// All the face's scenarios and the package itself in one file, the wasm inside: what tests/browser.rs loads.
import init from 'muslin';
import wasm from '../../dist/package/wasm/muslin_bg.wasm';
import { subjects } from '../face/all.mjs';
import { decluttering } from './declutter.js';
import { documents } from './documents.js';
import { loading } from './loading.js';
import { overlays } from './overlays.js';

// Fresh copies of this file are made by the scenarios of loading, which use the package through these.
export * from 'muslin';
export { bytes, init };

/** The module as esbuild brings it along: see scripts/build/test-face.mjs. */
const bytes = wasm as Uint8Array<ArrayBuffer>;

const scenarios: Record<string, () => void | Promise<void>> = Object.assign(
  {},
  ...Object.values({ ...subjects, loading, documents, decluttering, overlays }),
);

/** The names of all scenarios. */
export const names = (): string[] => Object.keys(scenarios);

/** Runs one scenario; fails as it fails. */
export async function run(name: string): Promise<void> {
  await init(bytes);
  const scenario = scenarios[name];
  if (scenario === undefined) throw new Error(`there is no scenario '${name}'`);
  await scenario();
}
