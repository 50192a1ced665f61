// Every scenario of the face that needs nothing of a window: run in Node and in browsers.
import { givenBlocks } from './blocks.mjs';
import { cleaning } from './cleaning.mjs';
import { crashes } from './crashes.mjs';
import { encodings } from './encodings.mjs';
import { filtering } from './filters.mjs';
import { inputs } from './inputs.mjs';
import { refusals } from './refusals.mjs';
import { strange } from './strange.mjs';
import { streams } from './streams.mjs';
import { texts } from './texts.mjs';

/** @type {Record<string, Record<string, () => void | Promise<void>>>} */
export const subjects = {
  inputs,
  strange,
  streams,
  encodings,
  blocks: givenBlocks,
  cleaning,
  filtering,
  texts,
  refusals,
  crashes,
};
