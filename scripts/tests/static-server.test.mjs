import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { serve } from '../serve/static-server.mjs';

/** @type {string} */
let folder;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muslin-server-'));
  mkdirSync(join(folder, 'dist', 'playground'), { recursive: true });
  mkdirSync(join(folder, 'dist-secret'));
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'dist-secret', 'a.txt'), 'secret');
  writeFileSync(join(folder, 'dist', '.hidden'), 'secret');
  writeFileSync(join(folder, 'dist', 'a b.js'), 'export {}');
  writeFileSync(join(folder, 'dist', 'm.wasm'), '\0asm');
  writeFileSync(join(folder, 'dist', 'playground', 'index.html'), '<title>Playground</title>');
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'dist', 'link.txt'));
  server = await serve(join(folder, 'dist'), { port: 0 });
});
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/**
 * Asks with the path exactly as it stands: fetch would tidy it up.
 *
 * @param {string} path
 * @param {string} [method]
 * @returns {Promise<{ status: number | undefined, headers: import('node:http').IncomingHttpHeaders, body: string }>}
 */
function ask(path, method = 'GET') {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.address);
    request({ hostname, port, path, method }, async (response) => {
      let body = '';
      for await (const chunk of response) body += chunk;
      resolve({ status: response.statusCode, headers: response.headers, body });
    })
      .on('error', reject)
      .end();
  });
}

test('files have the types that browsers insist on', async () => {
  const wasm = await ask('/m.wasm?v=1');
  assert.deepEqual([wasm.status, wasm.headers['content-type'], wasm.body], [200, 'application/wasm', '\0asm']);
  const script = await ask('/a%20b.js');
  assert.deepEqual([script.status, script.headers['content-type']], [200, 'text/javascript; charset=utf-8']);
});

test('a folder is its index.html, and its address ends in a slash', async () => {
  assert.equal((await ask('/')).headers.location, '/playground/');
  assert.equal((await ask('/playground')).headers.location, '/playground/');
  const page = await ask('/playground/');
  assert.deepEqual([page.status, page.body], [200, '<title>Playground</title>']);
});

test('a redirect never leads to another host', async () => {
  for (const path of ['//playground', '//example.org/..%2f', '/\\playground']) {
    assert.doesNotMatch((await ask(path)).headers.location ?? '', /^\/[/\\]/, path);
  }
});

test('nothing outside the folder is given', async () => {
  const paths = [
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/playground/../../secret.txt',
    '/..%5csecret.txt',
    '/../dist-secret/a.txt',
    '//secret.txt',
    '/link.txt',
    '/.hidden',
    '/a%20b.js%00.txt',
    '/%',
    `/${encodeURIComponent(join(folder, 'secret.txt'))}`,
  ];
  for (const path of paths) {
    const { status, body } = await ask(path);
    assert.deepEqual([status, body.includes('secret')], [404, false], path);
  }
});

test('only reading is answered', async () => {
  assert.equal((await ask('/m.wasm', 'POST')).status, 405);
  const head = await ask('/m.wasm', 'HEAD');
  assert.deepEqual([head.status, head.headers['content-length'], head.body], [200, '4', '']);
});

test('a named port that is taken is said to be', async () => {
  await assert.rejects(serve(folder, { port: Number(new URL(server.address).port) }), /is taken/);
});

test('without a named port the next free one is used', async () => {
  const [one, two] = [await serve(folder), await serve(folder)];
  assert.notEqual(one.address, two.address);
  await Promise.all([one.close(), two.close()]);
});
