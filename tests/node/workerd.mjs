// Cloudflare's runtime on this machine, and a site behind it that gives its pages bit by bit.
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The program itself: what npm links to is a script around it, which would not pass the end on. */
const program = createRequire(import.meta.url)('workerd').default;

/**
 * Starts the runtime with a folder's `workerd.capnp`.
 *
 * @param {string} folder
 * @param {{ site?: number }} [options]  `site`: the port on this machine that the worker's `fetch` leads to
 * @returns {Promise<{ address: string, output: () => string, close: () => Promise<void> }>}
 */
export async function startWorkerd(folder, { site } = {}) {
  const args = ['serve', join(folder, 'workerd.capnp'), '--socket-addr', 'http=127.0.0.1:0', '--control-fd', '3'];
  if (site !== undefined) args.push('--external-addr', `site=127.0.0.1:${site}`);
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
  }
  const ended = new Promise((resolve) => child.once('close', resolve));
  const port = await new Promise((resolve, reject) => {
    let told = '';
    const control = /** @type {import('node:stream').Readable} */ (child.stdio[3]);
    control.setEncoding('utf8').on('data', (text) => {
      told += text;
      const found = /"event":"listen","socket":"http","port":(\d+)/.exec(told);
      if (found) resolve(Number(found[1]));
    });
    child.once('error', reject);
    ended.then(() => reject(new Error(`workerd ended: ${said}`)));
  });
  return {
    address: `http://127.0.0.1:${port}`,
    output: () => said,
    close: async () => {
      child.kill();
      await ended;
    },
  };
}

/**
 * A site on this machine, whose pages a test gives as it likes.
 *
 * @param {import('node:http').RequestListener} answer
 */
export async function openSite(answer) {
  const server = createServer(answer);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const bound = server.address();
  return {
    port: typeof bound === 'object' && bound ? bound.port : 0,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
