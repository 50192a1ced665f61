import { pageFrom } from './input.js';
import type { Page } from './page.js';
import { pageOf } from './plain.js';
import { counted } from './units.js';

/** A longer source is shown in part and not to be edited: text fields get slow long before extraction does. */
const EDITABLE = 300_000;

/** How long after the last key the text is read again, in milliseconds. */
const PAUSE = 250;

/** The source of the page: a field to look at it, to change it, and to paste another into. */
export class SourceField {
  #pause = 0;

  constructor(
    private readonly field: HTMLTextAreaElement,
    private readonly note: HTMLElement,
    private readonly to: {
      /** A page took the place of what was in the field. */
      pasted(page: Page): void;
      /** What is in the field was changed by hand. */
      edited(page: Page): void;
    },
  ) {
    field.addEventListener('paste', (event) => this.#paste(event));
    field.addEventListener('input', () => {
      window.clearTimeout(this.#pause);
      this.#pause = window.setTimeout(() => this.to.edited(pageOf('Edited source', field.value)), PAUSE);
    });
  }

  show({ source }: Page): void {
    window.clearTimeout(this.#pause);
    const whole = source.length <= EDITABLE;
    this.field.readOnly = !whole;
    this.field.value = whole ? source : source.slice(0, EDITABLE);
    this.field.scrollTop = 0;
    this.note.hidden = whole;
    this.note.textContent = whole
      ? ''
      : `The first ${counted(EDITABLE, 'character')} of ${counted(source.length, 'character')}. Paste to replace them all.`;
  }

  /** Empties the field and puts the cursor there, ready for a paste. */
  clear(): void {
    window.clearTimeout(this.#pause);
    this.field.readOnly = false;
    this.field.value = '';
    this.note.hidden = true;
    this.field.focus();
  }

  /** A paste over nothing, over everything, or of something long is a new page; any other is an edit like typing. */
  #paste(event: ClipboardEvent): void {
    const { field } = this;
    const page = pageFrom(event.clipboardData);
    if (!page) return;
    const replaces = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    if (!replaces && !field.readOnly && page.source.length < EDITABLE) return;
    event.preventDefault();
    this.to.pasted(page);
  }
}
