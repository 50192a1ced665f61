// Pages with a payload in all places that something of an article is taken from.

const prose = [
  'It rained all of Tuesday, and by noon the river had risen by a metre, more than in any year since the bridge was built.',
  'By evening the water had gone down again, and the bridge was opened to carts, though not yet to the heavy wagons of the mill.',
  'Nobody in the valley could remember such a flood, said Ada Ferrars, who has kept the ferry for forty years and more.',
];
const [before = '', after = '', last = ''] = prose.map((text) => `<p>${text}</p>`);

/** @param {string} body @param {string} [head] */
const page = (body, head = '<title>Rain in the valley</title>') =>
  `<!doctype html><html lang=en><head>${head}</head><body><main><article><h1>Rain in the valley</h1>${before}${after}${body}${last}${before.replace('Tuesday', 'Friday')}</article></main></body></html>`;

/** @param {string} text */
const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

/** Everything that takes an address or a word from an attribute. @param {(name: string) => string} attribute */
const ofAttributes = (attribute) => {
  const a = (/** @type {string} */ names) => names.split(' ').map(attribute).join(' ');
  return `<p>A <a ${a('href title hreflang rel')}>link</a>, <abbr ${a('title')}>abbr</abbr>, <time ${a('datetime')}>then</time>,
    <q ${a('cite')}>quoted</q>, <bdo ${a('dir')}>bdo</bdo>, <span ${a('lang dir')}>span</span>, <data ${a('value')}>data</data>.</p>
    <figure><img ${a('src alt title width height')}><figcaption>A picture</figcaption></figure>
    <p><img ${a('data-src data-srcset data-original alt')} src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></p>
    <picture><source ${a('srcset type media sizes')}><img ${a('srcset src sizes')}></picture>
    <ol ${a('start type reversed')}><li ${a('value')}>one</li><li>two</li></ol>
    <table><caption>t</caption><tr><th ${a('colspan scope abbr headers')}>a</th><th>b</th></tr><tr><td ${a('rowspan align')}>1</td><td>2</td></tr></table>
    <pre ${a('lang class')}><code ${a('class data-lang')}>let x = 1;</code></pre>
    <video controls ${a('src poster')}><source ${a('src type')}><track ${a('src label srclang')}></video><audio controls ${a('src')}></audio>
    <iframe ${a('src title data-src')}></iframe><blockquote ${a('cite')}><p>Said long ago, and said again.</p></blockquote>
    <sup ${a('id')}><a ${a('href id')}>1</a></sup><section class=footnotes><ol><li ${a('id')}>note <a ${a('href')}>back</a></li></ol></section>
    <math ${a('alttext display')}><mi ${a('mathvariant')}>x</mi><mo ${a('stretchy')}>=</mo></math><details ${a('name open')}><summary>s</summary>d</details>`;
};

/** @param {string} text */
const quoted = (text) => ofAttributes((name) => `${name}="${escaped(text)}"`);

/** Facts of the head, and what JSON-LD states. @param {string} text */
const facts = (text) => {
  const value = escaped(text);
  const metas = [
    ...['og:title', 'og:image', 'og:url', 'og:site_name', 'og:description', 'article:author', 'article:published_time'],
    ...['author', 'description', 'twitter:title', 'twitter:image', 'date', 'dc.title'],
  ].map((name) => `<meta property="${name}" name="${name}" content="${value}">`);
  const stated = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: text,
    author: { '@type': 'Person', name: text, url: text },
    publisher: { name: text },
    image: text,
    url: text,
    datePublished: text,
    description: text,
    articleBody: text,
  };
  return `<title>${value}</title><base href="${value}"><link rel=canonical href="${value}">${metas.join('')}
    <script type="application/ld+json">${JSON.stringify(stated)}</script>`;
};

/** A product that the page says nothing of: its stated description is the text. @param {string} text */
const product = (text) => {
  const stated = { '@type': 'Product', name: text, description: `${prose.join(' ')} ${text} ${prose.join(' ')}` };
  return `<!doctype html><title>A pump</title><script type="application/ld+json">${JSON.stringify(stated)}</script><h1>A pump</h1>`;
};

/**
 * The places, by name.
 *
 * @type {Record<string, (text: string) => string>}
 */
export const places = {
  body: (text) => page(text),
  paragraph: (text) => page(`<p>Some words before, and then ${text} and some words after it, enough of them.</p>`),
  blocks: (text) =>
    page(`<h2>${text}</h2><ul><li>${text}<li>two<ul><li>${text}</ul></ul><blockquote><p>${text}</p></blockquote>
      <figure><img src=/a.png alt=a width=400><figcaption>${text}</figcaption></figure><dl><dt>${text}<dd>${text}</dl>
      <table><tr><th>${text}<th>b<tr><td>${text}<td>2</table><details><summary>${text}</summary><p>${text}</p></details>`),
  inline: (text) =>
    page(`<p>Some <b>${text}</b> and <i>${text}</i>, <a href=/x>${text}</a>, <sub>${text}</sub> <kbd>${text}</kbd>
      <code>${text}</code> <ruby>a<rt>${text}</ruby> <q>${text}</q> <s>${text}</s> <mark>${text}</mark></p>`),
  code: (text) => page(`<pre>${text}</pre><pre><code class=language-html>${escaped(text)}</code></pre>`),
  svg: (text) =>
    page(`<svg>${text}</svg><svg><title>${text}</title></svg><svg><foreignObject>${text}</foreignObject></svg>`),
  math: (text) =>
    page(`<p>That is <math><mi>x</mi>${text}<mo>=</mo><mtext>${text}</mtext></math> or <math><semantics><mi>x</mi>
      <annotation encoding="application/x-tex">${text}</annotation></semantics></math>.</p>
      <script type="math/tex">${text}</script><span class=mwe-math-element><math alttext="${escaped(text)}"><mi>x</mi></math></span>`),
  formulas: (text) =>
    page(
      `<p>One is <span class=katex><span class=katex-mathml><math><semantics><mrow><mi>x</mi>${text}</mrow>
        <annotation encoding="application/x-tex">${text}</annotation></semantics></math></span><span class=katex-html
        aria-hidden=true>${text}</span></span>, another <img class=latex src=/l.png alt="${escaped(text)}">, a third
        <span class=mwe-math-element><span style="display:none"><math alttext="\\${escaped(text)}"><mtext>${escaped(text)}</mtext></math></span><img
        class=mwe-math-fallback-image-inline src=/m.png alt="${escaped(text)}"></span>, a fourth <mjx-container class=MathJax
        display="${escaped(text)}"><mjx-assistive-mml><math><mi mathvariant="${escaped(text)}">${text}</mi></math></mjx-assistive-mml>
        </mjx-container>, and as text \\(x ${escaped(text)}\\) or $$x ${escaped(text)}$$, all of them in one sentence.</p>
        <script type="math/tex; mode=display">x ${escaped(text)}</script><script type="math/mml"><math>${text}</math></script>
        <table><tr><th>a<th>b<tr><td><script type="math/tex">|x| ${text}</script><td>2</table>`,
      '<title>Rain in the valley</title><script src="/mathjax.js"></script>',
    ),
  noscript: (text) =>
    page(
      `<noscript>${text}</noscript><img data-src=/a.png><noscript><img src="${escaped(text)}" alt="${text}"></noscript>`,
    ),
  template: (text) =>
    page(`<template>${text}</template><div><template shadowrootmode=open>${text}<slot></slot></template>x</div>`),
  comment: (text) =>
    page(`<!-- ${text} --><p>Some words <!--${text}--> and more of them, until there are enough of them here.</p>`),
  title: (text) => page('', `<title>${text}</title><meta name=description content="${text}">`),
  'attributes in double quotes': (text) => page(ofAttributes((name) => `${name}="${text}"`)),
  'attributes in single quotes': (text) => page(ofAttributes((name) => `${name}='${text}'`)),
  'attributes without quotes': (text) => page(ofAttributes((name) => `${name}=${text}`)),
  'attributes, escaped': (text) => page(quoted(text)),
  'text, escaped': (text) =>
    page(`<p>Some words before, and then ${escaped(text)} and some words after it, enough of them.</p><h2>${escaped(text)}</h2>
      <p>${escaped(text)}</p><ul><li>${escaped(text)}</ul><table><tr><th>a<th>b<tr><td>${escaped(text)}<td>2</table>`),
  facts: (text) => page(`<p>A <a href=x>link</a> and a <img src=y.png alt=z></p>`, facts(text)),
  product,
};
