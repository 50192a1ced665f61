import { LONGEST_PAGE } from './page.js';
import { inBytes } from './units.js';

/** What to tell a person when a page could not be read. */
export interface Fault {
  readonly title: string;
  readonly advice: string;
}

const NOT_STARTED: Fault = {
  title: 'Muslin could not start in this browser',
  advice: 'It needs WebAssembly and module workers, and its files beside this page. Run the build, then reload.',
};

const FAULTS: Readonly<Record<string, Fault>> = {
  'too-large': {
    title: 'That page is too long for the playground',
    advice: `It reads up to ${inBytes(LONGEST_PAGE)}. The command and the package set no such limit unless you ask for one.`,
  },
  'out-of-memory': {
    title: 'One piece of that page is too big to hold',
    advice: 'A single tag or comment runs on for hundreds of megabytes. Is something left unclosed near the top?',
  },
  binary: {
    title: 'That does not look like a page',
    advice: 'The file is binary: a picture, a PDF or an archive. Save the page as HTML or text and drop that.',
  },
  unreadable: {
    title: 'The file could not be read',
    advice: 'It may have been moved, or the browser was not allowed to open it. Try to pick it again.',
  },
  sample: {
    title: 'The sample could not be loaded',
    advice: 'Is the server that gave you this page still running?',
  },
  'load-failed': NOT_STARTED,
  unavailable: NOT_STARTED,
};

const UNEXPECTED: Fault = {
  title: 'Muslin stumbled over this page',
  advice:
    'That is a fault in Muslin, not in your page, and it can go on reading others. A report with the page would help.',
};

export function faultOf(code: string): Fault {
  return Object.hasOwn(FAULTS, code) ? (FAULTS[code] ?? UNEXPECTED) : UNEXPECTED;
}
