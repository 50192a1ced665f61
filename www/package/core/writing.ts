// A live document, written out so that it reads as the same elements again.
import { ask, read } from './nodes.js';

/** Elements whose text is written as it is; what looks like their end in it is. */
const raw = 'script,style,xmp,iframe,noembed,noframes,noscript';
const ending = /<\/(script|style|xmp|iframe|noembed|noframes|noscript)/i;
/** In a comment of a script, it makes of the script's end none. */
const script = /<script/i;
const endingComment = /^-?>|--!?>/;

/** A document in the form Rust reads it: what its root writes is mended. */
export function asWritten(document: Document, shadowRoots: readonly ShadowRoot[]): Document {
  const root = read(document, 'documentElement');
  const mend = (html: string) => {
    let mended = html;
    for (const scope of [document, ...shadowRoots]) {
      for (const [was, is] of misread(scope, document)) mended = mended.replace(was, () => is);
    }
    return mended;
  };
  const written = root && {
    cloneNode: () => root.cloneNode(),
    get outerHTML() {
      return mend(root.outerHTML);
    },
    ...('getHTML' in root && { getHTML: (options: GetHTMLOptions) => mend(root.getHTML(options)) }),
  };
  return { documentElement: written } as Document;
}

/** Markup that reads as others than are there, as scripts can make it, and what stands for it. */
function* misread(scope: ParentNode, document: Document): Generator<[was: string, is: string]> {
  for (const element of ask(scope, 'querySelectorAll', raw)) {
    const text = element.textContent ?? '';
    if (!ending.test(text) && !(text.includes('<!--') && script.test(text))) continue;
    // Of JSON, this is the same.
    const harmless = text.replace(/<(?=[/!])/g, '\\u003c');
    yield [`>${text}</${element.localName}>`, `>${harmless}</${element.localName}>`];
  }
  if (!read(document, 'createTreeWalker')) return;
  const comments = ask(document, 'createTreeWalker', scope, 128 /* NodeFilter.SHOW_COMMENT */);
  for (let comment = comments.nextNode(); comment !== null; comment = comments.nextNode()) {
    const text = comment.nodeValue ?? '';
    if (endingComment.test(text)) yield [`<!--${text}-->`, ''];
  }
}
