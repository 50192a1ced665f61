// A server that shows what came out of pages, under a page that records what it does.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

/** Outputs shown on one page. */
const BATCH = 300;

const recorder = readFileSync(new URL('./recorder.js', import.meta.url));
const purify = readFileSync(createRequire(import.meta.url).resolve('dompurify/dist/purify.min.js'));

/** Reported, never enforced. Pictures and players may come from anywhere. */
const POLICY =
  "default-src 'none'; script-src 'nonce-recorder' 'report-sample'; img-src * data:; media-src *; base-uri 'none'; form-action 'none'";

/**
 * @param {readonly string[]} outputs
 * @returns {Promise<{ address: string, batches: { path: string, first: number, outputs: string[] }[], close: () => void }>}
 */
export async function openStand(outputs) {
  const batches = Array.from({ length: Math.ceil(outputs.length / BATCH) }, (_, number) => ({
    path: `/${number}`,
    first: number * BATCH,
    outputs: outputs.slice(number * BATCH, (number + 1) * BATCH),
  }));
  const server = createServer((request, response) => {
    if (request.url === '/recorder.js' || request.url === '/purify.js') {
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' });
      return response.end(request.url === '/recorder.js' ? recorder : purify);
    }
    const batch = batches.find(({ path }) => path === request.url);
    if (!batch) return response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy-report-only': POLICY,
    });
    const shown = batch.outputs.map((output, at) => `<section data-output="${batch.first + at}">${output}</section>`);
    response.end(`<!doctype html><html><head><title>stand</title><script nonce="recorder" src="/recorder.js"></script>
      <script nonce="recorder" src="/purify.js"></script></head><body><div id="first">${shown.join('\n')}</div></body></html>`);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const bound = server.address();
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { address: `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : 0}`, batches, close };
}
