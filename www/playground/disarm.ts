// Takes from a parsed page everything that could run, load, navigate, or reach for the keyboard.
//
// This is the inner of three walls. The outer two are the frame's sandbox (no scripts, forms, popups, downloads) and
// two content security policies (the frame's own, and the playground's `frame-src 'none'`, under which the frame can
// go nowhere). What only this wall stops: the connection that a browser opens ahead of a request, for
// `<link rel=preconnect>` or for a link that is pressed, which no policy covers; links that would leave the frame
// showing the browser's 'blocked' page; `autofocus` and `accesskey`.
//
// The elements themselves all stay: what was left out of the article is found again by its path of elements.

/** Attributes that hold an address or lead to one, in HTML, SVG and what browsers of the nineties had. */
const ADDRESSES = new Set(
  `action archive attributionsrc background cite classid codebase data dynsrc formaction href icon imagesrcset
   longdesc lowsrc manifest ping poster profile src srcdoc srcset usemap xlink:href xml:base`.split(/\s+/),
);

/** Attributes that act without a script, take focus, or name an element into its document or form (see `hides`). */
const ACTIONS = new Set(
  `accesskey attributename autofocus autoplay command commandfor contenteditable download form http-equiv
   interestfor name popover popovertarget shadowrootmode target`.split(/\s+/),
);

/** Elements a keyboard would stop at. The view is for looking: focus passes it by, except to scroll it. */
const FOCUSABLE = 'a, area, audio, button, embed, iframe, input, object, select, summary, textarea, video, [tabindex]';

// Through the prototype, because until it is disarmed a page can hide any method of a form or of its document.
const { getAttributeNames, getAttribute, setAttribute, removeAttribute, matches } = Element.prototype;

/** How long a slice of work may keep the window waiting, in milliseconds. */
const SLICE = 12;

/** Disarms a page that was parsed but is not shown yet, in slices, so that a page of many megabytes freezes nothing. */
export async function disarm(page: Document, signal: AbortSignal): Promise<void> {
  // A tree walker made by our own document: methods of `page` itself may be clobbered.
  const elements = document.createTreeWalker(page, NodeFilter.SHOW_ELEMENT);
  let sliceEnds = performance.now() + SLICE;
  for (let node = elements.nextNode(); node; node = elements.nextNode()) {
    disarmElement(node as Element);
    if (performance.now() > sliceEnds) {
      await new Promise((resume) => setTimeout(resume));
      signal.throwIfAborted();
      sliceEnds = performance.now() + SLICE;
    }
  }
}

function disarmElement(element: Element): void {
  for (const name of getAttributeNames.call(element)) {
    const lower = name.toLowerCase();
    if (lower.startsWith('on') || ACTIONS.has(lower)) {
      removeAttribute.call(element, name);
    } else if (ADDRESSES.has(lower) && !staysInPage(element, getAttribute.call(element, name) ?? '')) {
      removeAttribute.call(element, name);
      // What was a link keeps the look of one (see the frame's own style).
      if (lower === 'href') setAttribute.call(element, 'data-muslin-link', '');
    } else if (lower === 'id' && hides(getAttribute.call(element, name) ?? '')) {
      removeAttribute.call(element, name);
    }
  }
  if (matches.call(element, FOCUSABLE)) setAttribute.call(element, 'tabindex', '-1');
}

/**
 * Whether an id would hide a property of a form or a document from us (DOM clobbering): `<input id=children>` becomes
 * its form's `children`, `<object id=body>` its document's `body`.
 */
function hides(id: string): boolean {
  return id in HTMLFormElement.prototype || id in Document.prototype;
}

/** Pictures written into the page, and references within an SVG drawing (`<use href="#cloud">`), load nothing. */
function staysInPage(element: Element, address: string): boolean {
  if (/^\s*data:image\//i.test(address)) return element.localName === 'img' || element.localName === 'image';
  return address.startsWith('#') && element.namespaceURI === 'http://www.w3.org/2000/svg' && element.localName !== 'a';
}
