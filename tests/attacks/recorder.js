// Runs in the page that shows what came out: notes whatever runs, is asked for, or could be. Loaded before anything is shown.

/** @type {{ output: string | undefined, what: string }[]} */
const recorded = [];

/** @param {string} what @param {Element | null} [at] */
function note(what, at = null) {
  recorded.push({ output: at?.closest('[data-output]')?.getAttribute('data-output') ?? undefined, what });
}

for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) {
  Reflect.set(window, name, (/** @type {unknown[]} */ ...given) => note(`${name}(${given}) ran`));
}
// The policy is reported and never enforced: it hinders nothing, and tells of every script, handler, style, frame and request.
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample, target }) =>
  note(`${violatedDirective}: ${blockedURI} ${sample}`, target instanceof Element ? target : null),
);

/** Elements that run, load what is no picture or player, take input, or change how the rest is read. */
const ELEMENTS = new Set(
  `applet base body button embed form frame frameset head html iframe input link meta noembed noframes noscript object option
   plaintext script select style svg template textarea title xmp`.split(/\s+/),
);
const ATTRIBUTES = new Set(
  `action autofocus autoplay background contenteditable data dynsrc formaction http-equiv is lowsrc manifest ping popover slot
   srcdoc style usemap xlink:href xml:base`.split(/\s+/),
);
const ADDRESSES = ['href', 'src', 'srcset', 'poster', 'cite', 'longdesc'];
const LINKS = new Set([
  'http:',
  'https:',
  'mailto:',
  'tel:',
  'sms:',
  'ftp:',
  'xmpp:',
  'magnet:',
  'geo:',
  'news:',
  'irc:',
  'ircs:',
]);

/** @param {ParentNode} root */
function scan(root) {
  for (const element of root.querySelectorAll('[data-output] *')) {
    const what = element.localName;
    if (ELEMENTS.has(what)) note(`an element ${what}`, element);
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name) || ATTRIBUTES.has(name.toLowerCase())) note(`${what} ${name}=${value}`, element);
      if (ADDRESSES.includes(name)) scanAddress(element, name, value);
    }
  }
}

/** @param {Element} element @param {string} name @param {string} value */
function scanAddress(element, name, value) {
  const isMedia = name !== 'href' && name !== 'cite' && name !== 'longdesc';
  for (const address of name === 'srcset' ? value.split(/,?\s+/) : [value]) {
    let url;
    try {
      // As the browser itself reads it.
      url = new URL(address, document.baseURI);
    } catch {
      continue;
    }
    const isFine = LINKS.has(url.protocol) || (isMedia && /^data:image\/(?!svg)/i.test(url.href));
    if (!isFine) note(`${element.localName} ${name}=${value}`, element);
  }
}

/**
 * Shows outputs a second time, as a script would: put in, taken out and put in again, which must give the same.
 *
 * @param {string[]} outputs
 * @param {number} first  the number of the first
 * @param {boolean} purify  whether DOMPurify must find nothing to change
 */
function showAgain(outputs, first, purify) {
  const host = document.createElement('main');
  document.body.append(host);
  outputs.forEach((output, at) => {
    const section = document.createElement('section');
    section.dataset.output = String(first + at);
    host.append(section);
    section.innerHTML = output;
    const once = section.innerHTML;
    section.innerHTML = once;
    if (section.innerHTML !== once) note('read again, it is another', section);
    if (purify) {
      const pure = Reflect.get(window, 'DOMPurify').sanitize(output);
      if (pure !== once) note(`DOMPurify gives ${difference(pure, once)}`, section);
    }
  });
  scan(host);
}

/** @param {string} pure @param {string} once */
function difference(pure, once) {
  let at = 0;
  while (pure[at] === once[at]) at += 1;
  return `…${pure.slice(Math.max(0, at - 60), at + 60)}… of …${once.slice(Math.max(0, at - 60), at + 60)}…`;
}

Object.assign(window, { recorded, scan, showAgain });
