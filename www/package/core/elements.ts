// From the start tags of a document that is written out to its elements.
import { ask, read } from './nodes.js';

/** Elements whose content is not written as markup, or not read as such again. */
const opaque =
  'noscript,iframe,script,style,title,textarea,xmp,noembed,noframes,plaintext,' +
  'area,base,basefont,bgsound,br,col,embed,frame,hr,img,input,keygen,link,meta,param,source,track,wbr';

/**
 * The elements of a document in the order in which their start tags are written: what is in a template stands right after it,
 * and a shadow tree, in a template of its own that is no element, right after its host.
 *
 * @param shadowRoots  those that are written out
 * @param count  how many start tags were written
 * @returns `undefined` for what is no element; nothing at all when there are others than were written, because then it is not known
 *   which is which
 */
export function writtenElements(
  document: Document,
  shadowRoots: readonly ShadowRoot[],
  count: number,
): (Element | undefined)[] {
  const roots = new Map(shadowRoots.map((root) => [root.host, root]));
  const found: (Element | undefined)[] = [];
  const under = (scope: ParentNode) => ask(scope, 'querySelectorAll', '*').values();
  const scopes = [under(document)];
  for (let scope = scopes.at(-1); scope !== undefined; scope = scopes.at(-1)) {
    const { done, value: element } = scope.next();
    if (done) {
      scopes.pop();
      continue;
    }
    found.push(element);
    const root = roots.get(element);
    if (root !== undefined) {
      found.push(undefined);
      scopes.push(under(root));
    } else if (read(element, 'localName') === 'template' && 'content' in element) {
      scopes.push(under(element.content as DocumentFragment));
    }
  }
  if (found.length === count) return found;
  // Of a document where no scripts run, `noscript` has elements; and scripts put elements where no markup would.
  const around = (element: Element | undefined) => element && read(element, 'parentElement');
  const isReadable = (parent: Element | null | undefined) => !parent || ask(parent, 'closest', opaque) === null;
  const readable = found.filter((element) => isReadable(around(element)));
  return readable.length === count ? readable : [];
}

/**
 * Whether an element's start tag is written so. Told by a copy without children in a document of its own, where custom
 * elements stay dead and nothing loads.
 */
export function isWrittenSo(element: Element, startTag: string, scrap: Document): boolean {
  return (scrap.importNode(element, false) as Element).outerHTML.startsWith(startTag);
}
