// Every scenario of the face that needs nothing of a window: run in Node and in browsers.
import { givenBlocks } from './blocks.mjs';
import { cleaning } from './cleaning.mjs';
import { crashes } from './crashes.mjs';
import { filtering } from './filters.mjs';
import { inputs } from './inputs.mjs';
import { refusals } from './refusals.mjs';
import { strange } from './strange.mjs';
import { streams } from './streams.mjs';

/** @type {Record<string, Record<string, () => void | Promise<void>>>} */
export const subjects = { inputs, strange, streams, blocks: givenBlocks, cleaning, filtering, refusals, crashes };
