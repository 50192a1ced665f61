// The shadow trees of a live document.
import { ask, read } from './nodes.js';

/**
 * All open shadow roots of a document, those inside others too. One walk on this side of the boundary: asking from Rust
 * would cross it once an element.
 */
export function openShadowRoots(document: Document): ShadowRoot[] {
  const found: ShadowRoot[] = [];
  gather(document, found);
  // Grows while it is walked, until no root holds another one.
  for (const root of found) gather(root, found);
  return found;
}

/** Names of elements that may still come alive, and get a shadow tree. */
export function dormantNames(scope: ParentNode, registry: CustomElementRegistry): Set<string> {
  const names = new Set([...ask(scope, 'querySelectorAll', '*')].map((element) => read(element, 'localName')));
  return new Set([...names].filter((name) => name.includes('-') && registry.get(name) === undefined));
}

function gather(scope: ParentNode, found: ShadowRoot[]): void {
  for (const element of ask(scope, 'querySelectorAll', '*')) {
    const root = read(element, 'shadowRoot');
    if (root) found.push(root);
  }
}
