/**
 * Strains the article out of a web page while the page is still arriving.
 *
 * ```js
 * import init, { articleText, extract } from 'muslin'
 *
 * const article = await extract(await fetch('/news/rain.html'))   // loads the module by itself
 *
 * await init()                                                    // what takes a string needs this first
 * const text = articleText(html)
 * ```
 *
 * @packageDocumentation
 */

export { MuslinError, type MuslinErrorCode } from './core/errors.js';
export { articleText, extract, extractDocument, isProbablyArticle } from './core/face.js';
export { init as default } from './core/loading.js';
export type {
  Article,
  ByteSource,
  ModuleSource,
  Options,
  ProbablyArticle,
  Removed,
  RemovedKind,
} from './core/types.js';
