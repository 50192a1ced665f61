// npm start: builds what has changed and serves the playground. `-- --no-open` leaves the browser alone.
import { build } from './build/all.mjs';
import { dist } from './paths.mjs';
import { ask, Failure } from './programs.mjs';
import { bold, command, say } from './report.mjs';
import { serve } from './serve/static-server.mjs';
import { forBuild } from './setup/needs.mjs';
import { setUp } from './setup/step.mjs';

/** @returns {number | undefined} */
function wantedPort() {
  const { PORT } = process.env;
  if (PORT === undefined || PORT === '') return undefined;
  const port = Number(PORT);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new Failure(`PORT is ${JSON.stringify(PORT)}, which is no port`, 'A number from 0 (any free one) to 65535.');
}

/** @param {string} address */
async function openBrowser(address) {
  if (process.platform === 'darwin') await ask('open', [address]);
  else if (process.platform === 'win32') await ask('start', [address]);
  else if (process.env.DISPLAY || process.env.WAYLAND_DISPLAY) await ask('xdg-open', [address]);
}

await command(async (args) => {
  const port = wantedPort();
  const unknown = args.filter((arg) => arg !== '--no-open');
  if (unknown.length > 0) throw new Failure(`unknown: ${unknown.join(' ')}`, '`npm start [-- --no-open]`');
  await setUp(forBuild);
  await build();
  const { address, close } = await serve(dist, { port });
  const playground = `${address}/playground/`;
  say(`\nThe playground is at ${bold(playground)}\nCtrl+C ends it.`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, close);
  const isAtTerminal = process.stdout.isTTY && process.stdin.isTTY && !process.env.CI;
  if (isAtTerminal && args.length === 0) await openBrowser(playground);
});
