/**
 * Strains the article out of a web page while the page is still arriving.
 *
 * ```js
 * import init, { articleText, blocks, extract } from 'muslin'
 *
 * const article = await extract(await fetch('/news/rain.html'))   // loads the module by itself
 * for await (const block of blocks(await fetch('/news/rain.html'))) console.log(block.kind, block.text)
 *
 * await init()                                                    // what takes a string needs this first
 * const text = articleText(html)
 * ```
 *
 * @packageDocumentation
 */

export { cleanPage, cleanPageStream, cleanResponse } from './core/cleaning.js';
export { declutter } from './core/declutter.js';
export { MuslinError, type MuslinErrorCode } from './core/errors.js';
export { articleText, blocks, extract, extractDocument, isProbablyArticle } from './core/face.js';
export { filterReport } from './core/filters.js';
export { init as default } from './core/loading.js';
export type {
  Article,
  Block,
  BlockKind,
  ByteSource,
  CleanPage,
  Decluttered,
  DeclutterOptions,
  FilterReport,
  ModuleSource,
  Options,
  PageOptions,
  ProbablyArticle,
  RemovableKind,
  Removed,
  RemovedKind,
} from './core/types.js';
