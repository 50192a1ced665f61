// What the wasm file weighs on the wire, against the budget.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { fromTop, target } from '../paths.mjs';
import { kilobytes } from '../report.mjs';
import { fingerprint } from './stage.mjs';
import { wasmFile } from './wasm.mjs';

/** @typedef {{ raw: number, gzip: number, brotli: number }} Sizes  bytes */

/** @returns {{ brotli: number }} the most bytes that muslin_bg.wasm may take */
export const budget = () => JSON.parse(readFileSync(fromTop('scripts', 'size-budget.json'), 'utf8'))['muslin_bg.wasm'];

/**
 * Measures the wasm file; what was measured before is remembered, because the best compression takes seconds.
 *
 * @returns {Sizes}
 */
export function measureWasm() {
  const record = join(target, 'stages', 'size.json');
  const of = fingerprint([wasmFile]);
  if (existsSync(record)) {
    const known = JSON.parse(readFileSync(record, 'utf8'));
    if (known.of === of) return known.sizes;
  }
  const bytes = readFileSync(wasmFile);
  const sizes = {
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes).length,
  };
  mkdirSync(join(target, 'stages'), { recursive: true });
  writeFileSync(record, JSON.stringify({ of, sizes }));
  return sizes;
}

/**
 * @param {Sizes} sizes
 * @param {{ brotli: number }} limit
 */
export function describeSizes({ raw, gzip, brotli }, limit) {
  const verdict = brotli <= limit.brotli ? 'within' : 'OVER';
  const figures = `${kilobytes(raw)} raw, ${kilobytes(gzip)} gzip, ${kilobytes(brotli)} brotli`;
  return `muslin_bg.wasm: ${figures}; ${verdict} the budget of ${kilobytes(limit.brotli)} brotli`;
}
