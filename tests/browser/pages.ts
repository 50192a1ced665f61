// The page that is decluttered in live documents.
import { rain } from '../face/pages.mjs';

const ad = '<div class="ad-slot" id="slot"><a href="/buy">Buy umbrellas</a></div>';
export const page = rain.html.replace('</article>', `${ad}</article>`);

export const consent = `<div id="onetrust-consent-sdk"><div class="box" style="position:fixed;inset:auto 0 0 0;height:80px">
  <p>We value your privacy and use cookies.</p><button>Accept</button></div></div>
  <div id="curtain" style="position:fixed;inset:0;background:#0008;z-index:9"></div>
  <div id="backdrop" style="position:fixed;inset:0;z-index:-1"></div>
  <header id="bar" style="position:fixed;top:0;left:0;right:0;height:50px;z-index:10"><nav><a href="/">Front page</a></nav></header>`;

/** The same below a notice about cookies and its curtain, and locked against scrolling. */
export const locked = page.replace('<body>', `<body style="overflow:hidden">${consent}`);
