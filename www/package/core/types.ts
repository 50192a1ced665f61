// The shapes that cross between the face and its users, and nothing else.
import type { CompiledModule } from './platform.js';

/** An article strained out of a page: a plain object that survives `structuredClone`. Absent facts are `null`, never `''`. */
export interface Article {
  /** The headline, without the site's name. */
  title: string | null;
  /** Who wrote it: names only, parted by commas. */
  byline: string | null;
  /** The publication's name. */
  siteName: string | null;
  /**
   * When it was published, in ISO 8601 with what the page says of time and zone; where it shows only when it was changed,
   * that.
   */
  publishedTime: string | null;
  /** When it was last changed, in ISO 8601 with what the page says of time and zone. */
  modifiedTime: string | null;
  /** The page's language as a BCP 47 tag: as declared, or else by its text. */
  lang: string | null;
  /** The page's base direction: as declared, or else `'rtl'` for a language written so. */
  dir: 'ltr' | 'rtl' | null;
  /** The canonical address, or else the one the page was read from. */
  url: string | null;
  /** The address of the lead image. */
  image: string | null;
  /** A short summary: the page's description, or else the first paragraph. */
  excerpt: string | null;
  /**
   * The address of the page on which the article goes on, where it has more than one page and the page's own address is
   * known (from {@link Options.url} or the page); the next article's is none.
   */
  nextPage: string | null;
  /** That the article is cut short, and by what. Muslin knows no way around it. */
  partial: PartialArticle | null;
  /** The clean text: blocks parted by one blank line, items of a list and rows of a table a line each. */
  text: string;
  /**
   * The article as a document: a fragment of HTML that is safe to show, with headings (from `h2` on: the title is not in it),
   * lists, quotations, code, data tables, links and pictures. Its elements, attributes and addresses are those of a short list
   * in which nothing runs; addresses are absolute where the page's own is known.
   */
  html: string;
  /** The same as Markdown: CommonMark, and GitHub's tables, strikethrough and formulas. */
  markdown: string;
  /** Words in `text`; in scripts written without spaces, estimated from the letters. */
  wordCount: number;
  /** How long it takes to read, in whole minutes: 230 words a minute, and one at least where there is text. */
  readingTimeMinutes: number;
  /** How sure Muslin is that the page is an article, from 0 to 1. */
  score: number;
  /** What was left out, in the order of the page. */
  removed: Removed[];
}

/** That an article is cut short. */
export interface PartialArticle {
  /** What keeps the rest: a subscription or registration, or a link to the whole article. */
  reason: 'paywall' | 'continue-reading';
}

/** A part of the page that was left out of the article. */
export interface Removed {
  /** What it was taken for. */
  kind: RemovedKind;
  /** Why, for a person to read, e.g. `marker .related-posts` or `heading "You may also like"`. */
  reason: string;
  /** Where it stood, as a CSS selector: `body > main > aside.related`. */
  path: string;
  /** Its text, white space folded. */
  text: string;
}

/**
 * What a removed part was taken for: advertising, links to other articles, readers' comments, a call to subscribe or buy, buttons
 * to share or follow, a cookie notice, a paywall's message, menus and the like, or all else that is not the article.
 */
export type RemovedKind =
  | 'ad'
  | 'recommendation'
  | 'comments'
  | 'newsletter'
  | 'share'
  | 'consent'
  | 'paywall'
  | 'navigation'
  | 'boilerplate';

/** A block of an article's text: what a blank line or a line break parts in {@link Article.text}. */
export interface Block {
  /** What the page's markup says it is. */
  kind: BlockKind;
  /** Its text, white space folded but for code; the cells of a table's row are parted by a tab. */
  text: string;
  /**
   * The same as HTML that is safe to show, with what it stands in: `<ul><li>…`, `<blockquote><p>…`. Pictures stand between
   * blocks and are in none.
   */
  html: string;
  /** Of a heading, and of nothing else: 1 to 6. */
  level?: 1 | 2 | 3 | 4 | 5 | 6;
}

/**
 * What a block is: a heading, a paragraph (whatever is nothing else), an item of a list or glossary, a paragraph of a
 * quotation, preformatted text, a row of a table or its caption, or the caption of a figure.
 */
export type BlockKind = 'heading' | 'paragraph' | 'list-item' | 'quote' | 'code' | 'table' | 'figure';

/** Whether a page looks like an article. */
export interface ProbablyArticle {
  /** Whether the page is more likely an article than not. */
  verdict: boolean;
  /** How sure Muslin is that it is, from 0 to 1. */
  score: number;
}

/** Settings of an extraction; each may be left out. Names that are not here are ignored. */
export interface Options {
  /**
   * The address the page was loaded from: {@link Article.url} where the page names none itself, and what the addresses in
   * the page are relative to. By default a `Response`'s and a document's own.
   */
  url?: string | URL | undefined;
  /**
   * The character encoding of bytes, one of the Encoding Standard's labels such as `windows-1251`. A byte order mark still
   * goes before it. By default what a `Response`'s `Content-Type` or a `Blob`'s type says, else what the page itself says
   * unless its bytes are plainly UTF-8.
   * Has no bearing on strings.
   */
  charset?: string | undefined;
  /** Whether readers' comments belong to the text; `false` by default. */
  keepComments?: boolean | undefined;
  /** Whether pictures and players belong to {@link Article.html} and {@link Article.markdown}; `true` by default. */
  keepImages?: boolean | undefined;
  /**
   * The user's own filters, a rule a line, in the syntax of Adblock Plus and uBlock Origin: what they name is no part of the
   * article. Cosmetic rules count, `##.sponsor`, `example.com,~shop.example.com##a[href^="/go/"]`, and exceptions, `#@#`; those for some
   * sites if `url` is known. Of selectors, names, ids, classes, attributes, `:not()` of one of these, descendants and children are
   * understood; all else is passed over, and {@link filterReport} counts it. A list is compiled once and kept for the pages to come.
   */
  filters?: string | undefined;
  /**
   * The longest page to read, in bytes (of UTF-8, for a string); a longer one is a {@link MuslinError} with the code
   * `too-large`, given as soon as the limit is passed. No limit by default. The end of a page keeps its thread busy, for some tenths of
   * a second a megabyte; in a worker it keeps nobody waiting.
   */
  maxBytes?: number | undefined;
  /** Stops the extraction: it ends with the signal's `reason`, and the stream that was being read is cancelled. */
  signal?: AbortSignal | undefined;
}

/** What may be removed of a page; its own menus, header and footer are part of it. */
export type RemovableKind = Exclude<RemovedKind, 'navigation' | 'boilerplate'>;

/** A page without its clutter. */
export interface CleanPage {
  /** What is left, as it was. */
  html: string;
  /** What was removed, in the order of the page. */
  removed: Removed[];
}

/** A text without what is not the article. */
export interface CleanText {
  /** The line that is the title, if one is; it is not part of `text`. */
  title: string | null;
  /** What was kept: blocks parted by one blank line, the lines of a list or a verse by a line break; white space folded. */
  text: string;
  /** What was left out, in the order of the text. Its `path` says the lines, counted from 1: `line 3`, `lines 45–92`. */
  removed: Removed[];
}

/** Settings for removing clutter of a page; each may be left out. Names that are not here are ignored. */
export interface PageOptions {
  /** What to remove; `['ad', 'recommendation']` by default. */
  remove?: readonly RemovableKind[] | undefined;
  /**
   * The most that a stream holds back until it is known whether a block goes, in bytes of the page as UTF-8; 65,536 by default.
   * A tag or comment that has not ended is held back besides. A block that is longer stays, unless it was known for what it is from its start tag on. Has no bearing on strings.
   */
  holdBack?: number | undefined;
  /** Called with each removal as it happens, in the order of the page. What it throws ends the cleaning. */
  onRemoved?: ((removed: Removed) => void) | undefined;
  /**
   * As in {@link Options}. What they name goes whatever `remove` says and however much of the page it is, and is told as `ad` with
   * the rule as its reason: `filter ##.sponsor`.
   */
  filters?: string | undefined;
  /**
   * The address of the page, which filters for some sites ask for. At that of the front page of a site or of a section,
   * `https://example.org/news`, other articles are what the page lists, and stay. By default a `Response`'s and a document's own, else
   * the canonical one.
   */
  url?: string | URL | undefined;
  /** As in {@link Options}; by default what a `Response`'s `Content-Type` says, else what the page itself says. */
  charset?: string | undefined;
  /** As in {@link Options}. */
  maxBytes?: number | undefined;
  /** Stops the cleaning: it, or the stream, fails with the signal's `reason`. */
  signal?: AbortSignal | undefined;
}

/** Settings for decluttering a live page; each may be left out. Names that are not here are ignored. */
export interface DeclutterOptions extends Omit<PageOptions, 'holdBack' | 'charset'> {
  /** Whether to go on with what comes later; `true` by default. A document that is shown nowhere is looked at once. */
  watch?: boolean | undefined;
  /**
   * Whether to lift what lies over the middle of the page and let it scroll: `true` whatever it is, but for the page's own parts; `false`
   * never. By default the curtain of a consent, newsletter or paywall dialog that was hidden, and the lock with it.
   */
  overlays?: boolean | undefined;
  /** Stops the watching; what is hidden stays so. Given before, `declutter` throws its `reason`. */
  signal?: AbortSignal | undefined;
}

/** A live page whose clutter is hidden. */
export interface Decluttered {
  /** What was hidden; grows as long as the page is watched. */
  removed: Removed[];
  /** Puts the page back exactly as it was, and ends the watching. */
  restore: () => void;
}

/** What a list of filters was made of. */
export interface FilterReport {
  /** Rules that count; a list of selectors is as many rules. */
  rules: number;
  /** Exceptions that count: `#@#`. */
  exceptions: number;
  /**
   * Rules that are not understood, and do nothing: procedural ones (`:has-text()`, `#?#`), scripts (`##+js()`), styles, selectors that
   * the open elements do not answer.
   */
  unsupported: number;
  /** Rules for requests, which are none of a page's elements. */
  network: number;
  /** The first 20 of those that are not understood: the number of the line, from 1, and its beginning. */
  examples: { line: number; rule: string }[];
}

/** A page as bytes, whole or still arriving. A stream's chunks may be bytes or strings, cut anywhere. */
export type ByteSource =
  | Response
  | ReadableStream<Uint8Array>
  | ReadableStream<string>
  | ReadableStream<Uint8Array | string>
  | Blob
  | Uint8Array
  | ArrayBuffer;

/** Where the WebAssembly module comes from: its address, a response or bytes that hold it, or the module compiled. */
export type ModuleSource = string | URL | Request | Response | ArrayBuffer | ArrayBufferView | CompiledModule;
