// The ways a page comes in: pasted anywhere in the window, dropped onto it, picked from a dialog.
import { decode } from './decode.js';
import { LONGEST_PAGE, type Page, PageError } from './page.js';
import { holdsTags, pageOf } from './plain.js';

/** Where pages go, and what could not become one. */
export interface Inlet {
  take(page: Page): void;
  refuse(error: unknown): void;
}

/** A page from the clipboard, or nothing where it holds no text. */
export function pageFrom(clipboard: DataTransfer | null): Page | undefined {
  const plain = clipboard?.getData('text/plain') ?? '';
  const formatted = clipboard?.getData('text/html') ?? '';
  if (holdsTags(plain)) return pageOf('Pasted HTML', plain);
  if (/\S/.test(plain)) return pageOf('Pasted text', plain, holdsTags(formatted) ? { formatted } : {});
  return /\S/.test(formatted) ? pageOf('Pasted HTML', formatted) : undefined;
}

/** A paste anywhere but in a text field gives a page. */
export function takePastes(view: Window, inlet: Inlet): void {
  view.document.addEventListener('paste', (event) => {
    if (event.target && 'tagName' in event.target && event.target.tagName === 'TEXTAREA') return;
    const page = pageFrom(event.clipboardData);
    if (!page) return;
    event.preventDefault();
    inlet.take(page);
  });
}

/**
 * A file dropped anywhere in the window gives a page. As soon as one is dragged over `view` (this window or the
 * frame's), `zone` covers everything, so that no other place of the page, and no frame, can take the drop.
 */
export function takeDrops(view: Window, zone: HTMLElement): void {
  const cover = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    zone.hidden = false;
  };
  view.document.addEventListener('dragenter', cover);
  view.document.addEventListener('dragover', cover);
  view.document.addEventListener('drop', (event) => event.preventDefault());
}

/** What the zone does with a file that is over it. */
export function openDropZone(zone: HTMLElement, inlet: Inlet): void {
  zone.addEventListener('dragleave', () => {
    zone.hidden = true;
  });
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    zone.hidden = true;
    const file = event.dataTransfer?.files[0];
    if (file) void takeFile(file, inlet);
  });
}

/** A file picked from the dialog gives a page. */
export function takePicks(picker: HTMLInputElement, inlet: Inlet): void {
  picker.addEventListener('change', () => {
    const file = picker.files?.[0];
    if (file) void takeFile(file, inlet);
    picker.value = ''; // the same file may be picked again after it was changed
  });
}

async function takeFile(file: File, inlet: Inlet): Promise<void> {
  try {
    inlet.take(await readFile(file));
  } catch (error) {
    inlet.refuse(error);
  }
}

async function readFile(file: File): Promise<Page> {
  if (file.size > LONGEST_PAGE) throw new PageError('too-large', `${file.name} holds ${file.size} bytes`);
  const bytes = await file.arrayBuffer().catch((error: unknown) => {
    throw new PageError('unreadable', String(error));
  });
  const { text, charset } = decode(new Uint8Array(bytes));
  return pageOf(file.name, text, { bytes: file.size, charset });
}
