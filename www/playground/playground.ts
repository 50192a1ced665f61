// Puts the playground together: a page comes in, its article, facts and what was left out are shown beside it.
import type { Removed } from '../package/index.js';
import { showArticle, showNoArticle } from './article.js';
import { copyText } from './copy.js';
import { byId, choose, onChoice } from './elements.js';
import { showFacts } from './facts.js';
import { faultOf } from './faults.js';
import { PageFrame } from './frame.js';
import { Highlighter, type Mark } from './highlight.js';
import { type Inlet, openDropZone, takeDrops, takePastes, takePicks } from './input.js';
import { KINDS } from './kinds.js';
import { Locator } from './locate.js';
import { showNumbers } from './numbers.js';
import { type Page, PageError } from './page.js';
import { pageOf } from './plain.js';
import { RemovedList } from './removed.js';
import { Samples } from './samples.js';
import { SourceField } from './source.js';
import { type Reading, Strainer } from './strainer.js';
import { counted, inBytes } from './units.js';

/** A page of more UTF-16 units or more tags is drawn only when asked: its layout keeps the window busy for a second. */
const DRAWN_AT_ONCE = { units: 3_000_000, tags: 80_000 };

const main = byId('main', HTMLElement);
const articlePane = byId('article', HTMLElement);
const dropZone = byId('drop-zone', HTMLElement);
const copyButton = byId('copy', HTMLButtonElement);
const live = byId('live', HTMLElement);

const strainer = new Strainer();
let locator: Locator | undefined;
let articleText = '';

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

const frame = new PageFrame(byId('stage', HTMLElement), (view) => {
  takePastes(view, inlet);
  takeDrops(view, dropZone);
});
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
byId('paste', HTMLButtonElement).addEventListener('click', () => {
  choose('pane', 'page');
  choose('view', 'source');
  samples.leave();
  showEmpty();
  source.clear();
});
copyButton.addEventListener('click', () => copyText(articleText, articlePane, copyButton, announce));
void samples.start();

/** Reads a page and shows what comes of it, beside the page itself. */
async function read(page: Page): Promise<void> {
  if (!/\S/.test(page.source)) {
    showEmpty();
    return;
  }
  main.dataset.state = 'reading';
  articlePane.ariaBusy = 'true';
  showPageNote(page);
  void draw(page);
  try {
    showReading(page, await strainer.read(page));
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
  try {
    await frame.show(page.html);
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
  articleText = article.text;
  copyButton.disabled = !found;
  if (found) showArticle(articlePane, article);
  else showNoArticle(articlePane);
  showFacts(byId('facts', HTMLElement), article);
  showNumbers(byId('numbers', HTMLElement), page, reading);
  removed.show(article.removed);
  const leftOut = `${counted(article.removed.length, 'block')} left out.`;
  const words = article.wordCount === undefined ? '' : `: ${counted(article.wordCount, 'word')}`;
  announce(found ? `${article.title ?? 'Article'}${words}. ${leftOut}` : `No article found. ${leftOut}`);
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
  frame.clear();
  byId('draw-prompt', HTMLElement).hidden = true;
  byId('page-note', HTMLElement).hidden = true;
}

function clearResults(): void {
  articleText = '';
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
