// Puts the playground together: a page comes in, its article, facts and what was left out are shown beside it.
import type { Removed } from '../package/index.js';
import { type Form, showArticle, showNoArticle, writtenAs } from './article.js';
import { CleanView } from './clean-view.js';
import { copyText } from './copy.js';
import { byId, choose, onChoice } from './elements.js';
import { showFacts } from './facts.js';
import { faultOf } from './faults.js';
import { PageFrame } from './frame.js';
import { Highlighter, type Mark } from './highlight.js';
import { type Inlet, openDropZone, takeDrops, takePastes, takePicks } from './input.js';
import { KINDS } from './kinds.js';
import { Locator } from './locate.js';
import { showCleanNumbers, showNumbers } from './numbers.js';
import { type Page, PageError } from './page.js';
import { pageOf } from './plain.js';
import { RemovedList } from './removed.js';
import { Samples } from './samples.js';
import { SourceField } from './source.js';
import { type Cleaning, type Reading, Strainer } from './strainer.js';
import { counted, inBytes } from './units.js';

/** A page of more UTF-16 units or more tags is drawn only when asked: its layout keeps the window busy for a second. */
const DRAWN_AT_ONCE = { units: 3_000_000, tags: 80_000 };

const main = byId('main', HTMLElement);
const articlePane = byId('article', HTMLElement);
const dropZone = byId('drop-zone', HTMLElement);
const copyButton = byId('copy', HTMLButtonElement);
const live = byId('live', HTMLElement);

const strainer = new Strainer('article');
let locator: Locator | undefined;
/** The page that is here, and what was read of it. */
let current: { readonly page: Page; readonly reading?: Reading } | undefined;

const inlet: Inlet = {
  take: (page) => {
    samples.leave();
    source.show(page);
    choose('view', 'rendered');
    void read(page);
  },
  refuse: (error) => {
    clearPage();
    showFault(error);
  },
};

const takeFrom = (view: Window) => {
  takePastes(view, inlet);
  takeDrops(view, dropZone);
};
const frame = new PageFrame(byId('stage', HTMLElement), 'The page as it was given', takeFrom);
const cleanView = new CleanView(byId('clean-stage', HTMLElement), takeFrom);
const highlighter = new Highlighter(byId('outlines', HTMLElement), frame);
const samples = new Samples(byId('samples', HTMLElement), inlet);
const source = new SourceField(byId('source', HTMLTextAreaElement), byId('source-note', HTMLElement), {
  pasted: (page) => inlet.take(page),
  edited: (page) => {
    samples.leave();
    void read(page);
  },
});
const removed = new RemovedList(
  byId('removed', HTMLElement),
  byId('removed-count', HTMLElement),
  {
    point,
    unpoint: () => highlighter.clear(),
    reveal: () => {
      choose('view', 'rendered');
      if (!byId('page-pane', HTMLElement).checkVisibility()) choose('pane', 'page')?.focus();
    },
  },
  announce,
);

takePastes(window, inlet);
takeDrops(window, dropZone);
openDropZone(dropZone, inlet);
takePicks(byId('picker', HTMLInputElement), inlet);
onChoice('view', (view) => {
  main.dataset.view = view;
});
onChoice('pane', (pane) => {
  main.dataset.pane = pane;
});
onChoice('result', (result) => {
  main.dataset.result = result;
  const isPage = result === 'page';
  byId('article-name', HTMLElement).textContent = isPage ? 'Without clutter' : 'The article';
  byId('pane-name', HTMLElement).textContent = isPage ? 'Without clutter' : 'Article';
  byId('removed-name', HTMLElement).textContent = isPage ? 'Removed' : 'Left out';
  if (current?.reading) void showResult(current.page, current.reading);
});
byId('paste', HTMLButtonElement).addEventListener('click', () => {
  choose('pane', 'page');
  choose('view', 'source');
  samples.leave();
  showEmpty();
  source.clear();
});
copyButton.addEventListener('click', () =>
  copyText(current?.reading ? writtenAs(form(), current.reading.article) : '', articlePane, copyButton, announce),
);
void samples.start();

/** The form in which the article is wanted. */
function form(): Form {
  const { result } = main.dataset;
  return result === 'html' || result === 'markdown' ? result : 'article';
}

/** Reads a page and shows what comes of it, beside the page itself. */
async function read(page: Page): Promise<void> {
  if (!/\S/.test(page.source)) {
    showEmpty();
    return;
  }
  current = { page };
  cleanView.clear();
  main.dataset.state = 'reading';
  articlePane.ariaBusy = 'true';
  showPageNote(page);
  void draw(page);
  try {
    const reading = await strainer.read(page);
    current = { page, reading };
    await showResult(page, reading);
  } catch (error) {
    if (error instanceof PageError && error.code === 'superseded') return;
    showFault(error);
  }
}

/** Shows what is wanted of a page that was read: its article, or what is left of it without its clutter. */
async function showResult(page: Page, reading: Reading): Promise<void> {
  if (main.dataset.result !== 'page') {
    showReading(page, reading);
    return;
  }
  showFacts(byId('facts', HTMLElement), reading.article);
  try {
    const cleaning = await cleanView.clean(page);
    if (current?.page === page && main.dataset.result === 'page') showCleaning(page, cleaning);
  } catch (error) {
    if (error instanceof PageError && error.code === 'superseded') return;
    showFault(error);
  }
}

async function draw(page: Page, asked = false): Promise<void> {
  highlighter.clear();
  const prompt = byId('draw-prompt', HTMLElement);
  prompt.hidden = asked || !isHeavy(page.html);
  if (!prompt.hidden) {
    frame.clear();
    byId('draw-size', HTMLElement).textContent = inBytes(page.bytes);
    byId('draw', HTMLButtonElement).onclick = () => void draw(page, true);
    return;
  }
  await unlessAborted(frame.show(page.html));
  if (asked && current?.page === page && current.reading) await showResult(page, current.reading);
}

/** Drawing ends early when another page comes. */
async function unlessAborted(drawing: Promise<void>): Promise<void> {
  try {
    await drawing;
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
  }
}

function isHeavy(html: string): boolean {
  return html.length > DRAWN_AT_ONCE.units || html.split('<').length > DRAWN_AT_ONCE.tags;
}

function showReading(page: Page, reading: Reading): void {
  const { article } = reading;
  const found = article.text !== '';
  settle('ready');
  copyButton.disabled = !found;
  if (found) showArticle(articlePane, article, form());
  else showNoArticle(articlePane);
  showFacts(byId('facts', HTMLElement), article);
  showNumbers(byId('numbers', HTMLElement), page, reading);
  removed.show(article.removed, 'Nothing was left out: all of this page reads like the article.');
  const leftOut = `${counted(article.removed.length, 'block')} left out.`;
  const words = article.wordCount === undefined ? '' : `: ${counted(article.wordCount, 'word')}`;
  announce(found ? `${article.title ?? 'Article'}${words}. ${leftOut}` : `No article found. ${leftOut}`);
}

function showCleaning(page: Page, cleaning: Cleaning): void {
  const { clean } = cleaning;
  settle('ready');
  showCleanNumbers(byId('numbers', HTMLElement), page, cleaning);
  removed.show(clean.removed, 'Nothing was removed: no ads and no recommendations were found in this page.');
  announce(`The page without its clutter: ${counted(clean.removed.length, 'block')} removed.`);
  // A page that is drawn only when asked is not drawn twice before.
  if (byId('draw-prompt', HTMLElement).hidden) void unlessAborted(cleanView.draw(cleaning));
}

function showEmpty(): void {
  clearResults();
  clearPage();
  settle('empty');
  articlePane.replaceChildren(byId('empty', HTMLTemplateElement).content.cloneNode(true));
}

function showFault(error: unknown): void {
  clearResults();
  settle('fault');
  const { title, advice } = faultOf(error instanceof PageError ? error.code : 'unexpected');
  const shown = byId('fault', HTMLTemplateElement).content.cloneNode(true) as DocumentFragment;
  const fill = (selector: string, text: string) => {
    const element = shown.querySelector(selector);
    if (element) element.textContent = text;
  };
  fill('.state-title', title);
  fill('.state-advice', advice);
  fill('.state-detail', error instanceof Error ? error.message : String(error));
  articlePane.replaceChildren(shown);
  announce(`${title}. ${advice}`);
}

function clearPage(): void {
  current = undefined;
  frame.clear();
  cleanView.clear();
  byId('draw-prompt', HTMLElement).hidden = true;
  byId('page-note', HTMLElement).hidden = true;
}

function clearResults(): void {
  copyButton.disabled = true;
  removed.clear();
  byId('facts', HTMLElement).replaceChildren();
  byId('numbers', HTMLElement).replaceChildren();
}

function settle(state: 'ready' | 'empty' | 'fault'): void {
  main.dataset.state = state;
  articlePane.ariaBusy = 'false';
}

/** Says how the page was read, where that is not plain to see. */
function showPageNote(page: Page): void {
  const note = byId('page-note', HTMLElement);
  note.hidden = page.readAs === 'html';
  const button = byId('read-formatted', HTMLButtonElement);
  button.hidden = page.formatted === undefined;
  button.onclick = () => inlet.take(pageOf('Pasted HTML', page.formatted ?? ''));
}

/** Outlines blocks in the page view, as many of them as are found there. */
function point(blocks: readonly Removed[], scroll: boolean): { found: number; seen: boolean } {
  const { root } = frame;
  if (root && locator?.root !== root) locator = new Locator(root);
  const marks = blocks.flatMap((block): Mark[] => {
    const place = root && locator?.locate(block);
    return place ? [{ place, kind: block.kind, label: KINDS[block.kind].one }] : [];
  });
  const seen = highlighter.show(marks);
  if (scroll && marks[0]) highlighter.bringIntoView(marks[0].place);
  return { found: marks.length, seen };
}

function announce(message: string): void {
  live.textContent = message;
}
