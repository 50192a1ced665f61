// A page that tries all it can: to run, to load, to leave, to call home, to hide the tools that would tame it.
import { createServer } from 'node:http';

/**
 * A server that nothing may ever reach. Connections count too: `<link rel=preconnect>` sends no request.
 *
 * @returns {Promise<{ address: string, reached: string[], close: () => void }>}
 */
export async function openCanary() {
  /** @type {string[]} */
  const reached = [];
  const server = createServer((request, response) => {
    reached.push(`${request.method} ${request.url}`);
    response.end();
  });
  server.on('connection', () => reached.push('connection'));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const bound = server.address();
  const port = typeof bound === 'object' ? bound?.port : 0;
  return { address: `http://127.0.0.1:${port}`, reached, close: () => server.close() };
}

/** @param {string} canary  the address of the server that nothing may reach */
export function hostilePage(canary) {
  const run = (/** @type {string} */ by) =>
    `try{top.document.title='ran ${by}';parent.ran='${by}';localStorage.ran='${by}'}catch{};fetch('${canary}/${by}')`;
  return `<!doctype html>
<html lang="en" onclick="${run('html-click')}">
<head>
<meta http-equiv="refresh" content="0;url=${canary}/refresh">
<meta http-equiv="Content-Security-Policy" content="default-src *; script-src * 'unsafe-inline'">
<base href="${canary}/base/" target="_top">
<title>Hostile</title>
<link rel="preconnect" href="${canary}">
<link rel="dns-prefetch" href="${canary}">
<link rel="prefetch" href="${canary}/prefetch">
<link rel="prerender" href="${canary}/prerender">
<link rel="preload" as="image" href="${canary}/preload">
<link rel="modulepreload" href="${canary}/module.js">
<link rel="stylesheet" href="${canary}/style.css">
<link rel="icon" href="${canary}/icon.png">
<link rel="manifest" href="${canary}/app.webmanifest">
<style>@import url(${canary}/import.css); @font-face { font-family: f; src: url(${canary}/font.woff) } body { font-family: f; background: url(${canary}/background.png) } a:hover { background: url(${canary}/hover.png) } p::before { content: url(${canary}/before.png) }</style>
<script>${run('inline-script')}</script>
<script src="${canary}/script.js"></script>
<script type="module">${run('module-script')}</script>
<script type="speculationrules">{"prefetch":[{"source":"list","urls":["${canary}/speculation"]}]}</script>
</head>
<body onload="${run('body-load')}" onpageshow="${run('pageshow')}" background="${canary}/body-background.png">
<img src="${canary}/image.png" onerror="${run('img-error')}" srcset="${canary}/srcset.png 2x">
<img src="data:image/png;base64,AAAA" onerror="${run('data-img-error')}">
<picture><source srcset="${canary}/source.png"><img alt=""></picture>
<svg width="20" height="20" onload="${run('svg-load')}"><script>${run('svg-script')}</script><image href="${canary}/svg-image.png" width="9" height="9"/><use href="${canary}/sprite.svg#a"/><a id="svg-link" href="javascript:${run('svg-link')}"><text y="12">svg</text><set attributeName="href" to="${canary}/smil"/></a></svg>
<iframe src="${canary}/frame"></iframe>
<iframe srcdoc="<script>${run('srcdoc').replaceAll('"', '&quot;')}</script><img src=${canary}/nested.png>"></iframe>
<object data="${canary}/object"></object><embed src="${canary}/embed">
<video src="${canary}/video" poster="${canary}/poster" autoplay></video><audio src="${canary}/audio" autoplay></audio>
<h1>A page that means no good</h1>
<article>
<p>This paragraph is long enough to be taken for an article, and it is here so that there is something to keep: even a page that tries to escape has words in it, and those words come out as clean as those of any other page.</p>
<p>So is this second paragraph, which says nothing in particular either, at some length, with commas, so that it reads like prose, and ends when it has gone on for long enough to count.</p>
</article>
<p><a class="try" id="plain-link" href="${canary}/link" ping="${canary}/ping">Go there</a>
<a class="try" id="top-link" href="${canary}/top" target="_top">Take everything there</a>
<a class="try" id="new-link" href="${canary}/blank" target="_blank">Open a window</a>
<a class="try" id="script-link" href="javascript:${run('javascript-link')}">Run</a>
<a class="try" id="download-link" href="${canary}/download" download>Download</a></p>
<form id="form" action="${canary}/form" onsubmit="${run('submit')}" target="_top">
<input name="attributes"><input name="getAttributeNames"><input name="removeAttribute"><input name="children"><input id="parentElement"><input id="getBoundingClientRect">
<input class="try" autofocus onfocus="${run('focus')}" value="focus me">
<button class="try" id="submit">Send</button> <button class="try" id="formaction" formaction="${canary}/formaction">Send elsewhere</button>
<button class="try" type="button" onclick="${run('click')}">Click</button></form>
<img name="write" alt=""><img name="documentElement" alt=""><img name="querySelectorAll" alt=""><img name="createRange" alt=""><form name="body"></form><object id="compatMode"></object><embed name="close">
<details class="try" ontoggle="${run('toggle')}"><summary>More</summary>more</details>
<div class="related-posts"><h3>Related stories</h3><ul><li><a class="try" href="${canary}/related-1">Another story altogether</a></li><li><a href="${canary}/related-2">A second one besides</a></li><li><a href="${canary}/related-3">And one more for luck</a></li></ul></div>
<div style="background:url(${canary}/style-attribute.png)" onpointerenter="${run('pointer')}" class="try" tabindex="0" accesskey="x">Hover me</div>
<marquee onstart="${run('marquee')}">m</marquee>
<div popover id="pop">pop</div><button class="try" popovertarget="pop">Pop</button>
<template shadowrootmode="open"><img src="${canary}/shadow.png"><script>${run('shadow')}</script></template>
<noscript><img src="${canary}/noscript.png"><meta http-equiv="refresh" content="0;url=${canary}/noscript-refresh"></noscript>
</body>
</html>`;
}
