// The package in Cloudflare's runtime, and the example of an edge worker in front of a site.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { subjects } from '../face/all.mjs';
import { rain, river, windows1251 } from '../face/pages.mjs';
import { installPacked, top } from './packed.mjs';
import { openSite, startWorkerd } from './workerd.mjs';

/** @typedef {Awaited<ReturnType<typeof startWorkerd>>} Workerd */

/** @type {ReturnType<typeof installPacked>} */
let project;

before(() => {
  project = installPacked();
  project.lend('esbuild');
});
after(() => project?.remove());

/** `streams_enable_constructors`, without which no worker makes a TransformStream; and classes that have brands. */
for (const date of ['2022-11-30', '2024-09-26']) {
  describe(`in a worker of ${date}`, () => {
    /** @type {Workerd} */
    let workerd;

    before(async () => {
      const folder = join(project.folder, `scenarios-${date}`);
      await build({
        entryPoints: [join(top, 'tests', 'node', 'scenarios-worker.mjs')],
        outfile: join(folder, 'worker.js'),
        bundle: true,
        format: 'esm',
        conditions: ['workerd', 'worker', 'browser'],
        loader: { '.wasm': 'copy' },
        assetNames: '[name]',
      });
      const config = readFileSync(join(top, 'www', 'edge-worker', 'workerd.capnp'), 'utf8');
      writeFileSync(
        join(folder, 'workerd.capnp'),
        config.replace(/compatibilityDate = "[^"]*"/, `compatibilityDate = "${date}"`),
      );
      workerd = await startWorkerd(folder);
    });
    after(() => workerd?.close());

    for (const [subject, scenarios] of Object.entries(subjects)) {
      for (const name of Object.keys(scenarios)) {
        test(`${subject}: ${name}`, async () => {
          const response = await fetch(`${workerd.address}/${subject}/${encodeURIComponent(name)}`);
          assert.equal(await response.text(), 'passed');
        });
      }
    }
  });
}

describe('an edge worker in front of a site', () => {
  const ad = '<div class="ad-slot"><a href="/buy">Buy umbrellas</a></div>';
  const related = rain.html.indexOf('<aside');
  const page = rain.html.replace('</article>', `${ad}</article>`);
  const clean = rain.html.slice(0, related) + rain.html.slice(rain.html.indexOf('</aside>') + '</aside>'.length);

  /** What the site answers with, by the path that is asked for. @type {Record<string, import('node:http').RequestListener>} */
  const site = {
    '/page': (_, response) =>
      response.writeHead(203, { 'content-type': 'text/html; charset=utf-8', etag: '"1"' }).end(page),
    '/russian': (_, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html; charset=windows-1251' })
        .end(windows1251(river.html.replace('</article>', `${ad}</article>`))),
    '/style.css': (_, response) =>
      response.writeHead(200, { 'content-type': 'text/css' }).end('.ad-slot { color: red }'),
    '/moved': (_, response) => response.writeHead(302, { location: '/page' }).end(),
    '/none': (_, response) => response.writeHead(404, { 'content-type': 'text/html' }).end(`<p>Not here.${ad}`),
  };
  /** @type {Awaited<ReturnType<typeof openSite>>} */
  let origin;
  /** @type {Workerd} */
  let workerd;

  before(async () => {
    const folder = join(project.folder, 'edge-worker');
    cpSync(join(top, 'www', 'edge-worker'), folder, { recursive: true });
    const example = await import(pathToFileURL(join(folder, 'build.mjs')).href);
    await example.build({ outDir: join(folder, 'built') });
    origin = await openSite((asked, response) => {
      const answer = site[asked.url ?? ''];
      if (answer) answer(asked, response);
      else response.writeHead(500).end(`no ${asked.url}`);
    });
    workerd = await startWorkerd(join(folder, 'built'), { site: origin.port });
  });
  after(async () => {
    await workerd?.close();
    await origin?.close();
  });

  /**
   * Asks for a page and hands out what arrives, as it arrives.
   *
   * @param {string} path
   */
  async function open(path) {
    const asked = request(workerd.address + path);
    asked.end();
    /** @type {import('node:http').IncomingMessage} */
    const response = await new Promise((resolve, reject) => {
      asked.once('response', resolve).once('error', reject);
    });
    return { asked, response, chunks: response[Symbol.asyncIterator]() };
  }

  test('gives its pages without their clutter, and all else as it is', async () => {
    const first = await fetch(`${workerd.address}/page`);
    assert.deepEqual([first.status, first.headers.get('content-type')], [203, 'text/html; charset=utf-8']);
    assert.equal(await first.text(), clean);
    assert.match(workerd.output(), /\/page: ad, marker \.ad-slot, body/);
    const russian = await fetch(`${workerd.address}/russian`);
    assert.deepEqual(new Uint8Array(await russian.arrayBuffer()), windows1251(river.html));
    const style = await fetch(`${workerd.address}/style.css`);
    assert.equal(await style.text(), '.ad-slot { color: red }');
    const moved = await fetch(`${workerd.address}/moved`, { redirect: 'manual' });
    assert.deepEqual([moved.status, moved.headers.get('location')], [302, '/page']);
    const none = await fetch(`${workerd.address}/none`);
    assert.deepEqual([none.status, await none.text()], [404, '<p>Not here.']);
  });

  test('gives the first bytes of a page before its last are there', async () => {
    let release = () => {};
    site['/slow'] = async (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.write(page.slice(0, related));
      await new Promise((resolve) => {
        release = () => resolve(undefined);
      });
      response.end(page.slice(related));
    };
    const { chunks } = await open('/slow');
    let arrived = '';
    // The site goes on only when the reader has the page's last paragraph.
    while (!arrived.includes('for forty years')) arrived += (await chunks.next()).value;
    assert.ok(!arrived.includes('</html>'));
    release();
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) arrived += next.value;
    assert.equal(arrived, clean);
  });

  test('ends the request to the site when its reader goes away', async () => {
    /** @type {Promise<void>} */
    const ended = new Promise((resolve) => {
      site['/endless'] = (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
        const writing = setInterval(() => response.write('<p>And it went on raining, day after day.</p>'), 5);
        response.once('close', () => {
          clearInterval(writing);
          resolve();
        });
      };
    });
    const { asked, chunks } = await open('/endless');
    assert.match(String((await chunks.next()).value), /went on raining/);
    asked.destroy();
    await ended;
  });

  test('breaks off where the site breaks off, and goes on with the next page', async () => {
    site['/broken'] = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.write(page.slice(0, related));
      setTimeout(() => response.destroy(), 50);
    };
    const { chunks } = await open('/broken');
    let arrived = '';
    await assert.rejects(async () => {
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) arrived += next.value;
    });
    assert.ok(clean.startsWith(arrived) && arrived.includes('It rained'), arrived);
    assert.equal(await (await fetch(`${workerd.address}/page`)).text(), clean);
  });
});
