/** A page as it was given to the playground, whichever way it came. */
export interface Page {
  /** What to call it: a sample's title, a file's name, 'Pasted HTML'. */
  readonly name: string;
  /** What was given, as text. */
  readonly source: string;
  /** What is drawn: the source itself, or the lines of plain text as HTML. */
  readonly html: string;
  /** Length of what was given, in bytes. */
  readonly bytes: number;
  /** Pages are read by `extract`, texts by `cleanText`. */
  readonly readAs: 'html' | 'text';
  /** The encoding the bytes of a file were read in. */
  readonly charset?: string;
  /** The formatted version of a plain text, where the clipboard held both. */
  readonly formatted?: string;
}

/** The longest page the playground reads, in bytes. */
export const LONGEST_PAGE = 64 * 1024 * 1024;

/** Why a page could not be read, with the short name that `faults.ts` has words for. */
export class PageError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'PageError';
  }
}
