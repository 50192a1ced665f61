// A small server of a folder's files, for this machine only.
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';
import { Failure } from '../programs.mjs';

/** @type {Record<string, string>} */
const types = {
  '.css': 'text/css; charset=utf-8',
  '.gz': 'application/gzip',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.ts': 'text/plain; charset=utf-8',
  // Without this type a browser refuses to compile the file as it arrives.
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
};

/**
 * The file that an address means.
 *
 * @param {string} root  the served folder, as realpath gives it
 * @param {string} pathname  as in the request, still percent-encoded
 * @returns {Promise<{ file: string, size: number } | { redirect: string } | undefined>} undefined for what is not
 *   there, or not inside the folder, or hidden
 */
export async function locate(root, pathname) {
  let path;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  const parts = path.split('/');
  // A backslash parts folders on Windows, and leads a browser to another host when it opens a redirect.
  if (/[\0\\]/.test(path) || parts.some((part) => part.startsWith('.'))) return undefined;
  try {
    // A link that leads out of the folder is not followed.
    const file = await realpath(join(root, ...parts));
    if (file !== root && !file.startsWith(root + sep)) return undefined;
    const found = await stat(file);
    if (found.isFile()) return { file, size: found.size };
    // A page's own links are relative to its folder, so the folder's address must end in a slash. Never `//host`.
    if (!pathname.endsWith('/')) return { redirect: `${pathname.replace(/^\/+/, '/')}/` };
    const index = join(file, 'index.html');
    const page = await stat(index);
    return page.isFile() ? { file: index, size: page.size } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Answers requests with a folder's files.
 *
 * @param {string} root  as realpath gives it
 * @param {string} home  where `/` leads
 * @returns {import('node:http').RequestListener}
 */
export function answer(root, home) {
  return async (request, response) => {
    /** @param {number} status @param {import('node:http').OutgoingHttpHeaders} headers @param {string} [text] */
    const end = (status, headers, text = '') => {
      response.writeHead(status, { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', ...headers });
      response.end(request.method === 'HEAD' ? '' : text);
    };
    const plain = { 'content-type': 'text/plain; charset=utf-8' };
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return end(405, { ...plain, allow: 'GET, HEAD' }, 'Only GET and HEAD.\n');
    }
    const [pathname = '/'] = (request.url ?? '/').split(/[?#]/);
    if (pathname === '/') return end(302, { location: home });
    const found = await locate(root, pathname);
    if (!found) return end(404, plain, 'Not found.\n');
    if ('redirect' in found) return end(302, { location: found.redirect });
    response.writeHead(200, {
      'content-type': types[extname(found.file)] ?? 'application/octet-stream',
      'content-length': found.size,
      'x-content-type-options': 'nosniff',
      // What is being worked on is built again and again.
      'cache-control': 'no-store',
    });
    if (request.method === 'HEAD') return response.end();
    createReadStream(found.file)
      .on('error', () => response.destroy())
      .pipe(response);
  };
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<boolean>} false when the port is taken
 */
function listen(server, port) {
  return new Promise((resolve, reject) => {
    /** @param {NodeJS.ErrnoException} error */
    const refused = (error) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    };
    server.once('error', refused);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', refused);
      resolve(true);
    });
  });
}

/**
 * Serves a folder on 127.0.0.1.
 *
 * @param {string} folder
 * @param {{ port?: number | undefined, home?: string }} [options]  `port`: this one and no other, 0 for any; absent, 8080 or
 *   the next that is free. `home`: where `/` leads
 * @returns {Promise<{ address: string, close: () => Promise<void> }>} `address` without a slash at its end
 */
export async function serve(folder, { port, home = '/playground/' } = {}) {
  const server = createServer(answer(await realpath(folder), home));
  const ports = port === undefined ? Array.from({ length: 100 }, (_, index) => 8080 + index) : [port];
  for (const candidate of ports) {
    if (!(await listen(server, candidate))) continue;
    const bound = server.address();
    const close = () =>
      new Promise((/** @type {(value: void) => void} */ resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    return { address: `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : candidate}`, close };
  }
  const taken = ports.length === 1 ? `port ${ports[0]} is taken` : `the ports ${ports[0]} to ${ports.at(-1)} are taken`;
  throw new Failure(`${taken} or not allowed`, 'Name a free one: `PORT=9000 npm start`.');
}
