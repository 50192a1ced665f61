// Runs a peer over pages in a process of its own, which is started anew where a page ends it or takes too long.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What a page may take, in milliseconds. */
const patience = 60_000;

/**
 * What became of a page: its text, or why there is none.
 *
 * @typedef {{ id: string, text?: string | null, error?: string }} Answer
 */

/**
 * Has every page read, one after another.
 *
 * @param {string[]} commandLine  takes pages as lines `{"id", "html"}` and answers each with a line `{"id", "text"}`
 * @param {{ id: string, html: string }[]} pages
 * @param {{ limit?: number }} [options]  how long a page may take, in milliseconds
 * @returns {Promise<Answer[]>} one a page, in their order
 */
export async function extractAll(commandLine, pages, { limit = patience } = {}) {
  /** @type {Answer[]} */
  const answers = [];
  let reader = startReader(commandLine);
  try {
    for (const { id, html } of pages) {
      /** @type {Answer | undefined} */
      let answer;
      // What takes too long is tried once more: it may be the machine that was busy.
      for (let tries = 0; tries < 2 && !answer; tries += 1) {
        answer = await reader.read({ id, html }, limit);
        if (answer && !reader.hasEnded()) continue;
        reader.end();
        reader = startReader(commandLine);
      }
      answers.push(answer ?? { id, error: `no answer within ${limit / 1000} s, twice` });
    }
  } finally {
    reader.end();
  }
  return answers;
}

/** @param {string[]} commandLine */
function startReader([program = '', ...args]) {
  // What peers say of a page on standard error is theirs.
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let ended = false;
  const end = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  }).finally(() => {
    ended = true;
  });
  // Where nobody waits for it, it is no fault.
  end.catch(() => {});
  // A pipe to a process that has ended breaks; its end is told by itself.
  child.stdin.on('error', () => {});
  return {
    hasEnded: () => ended,
    end: () => child.kill('SIGKILL'),
    /**
     * @param {{ id: string, html: string }} page
     * @param {number} limit
     * @returns {Promise<Answer | undefined>} nothing where the limit has passed
     */
    async read(page, limit) {
      child.stdin.write(`${JSON.stringify(page)}\n`);
      /** @type {NodeJS.Timeout | undefined} */
      let timer;
      const late = new Promise((resolve) => {
        timer = setTimeout(resolve, limit);
      });
      const answer = lines.next().then(async ({ value }) => {
        if (value !== undefined) return JSON.parse(value);
        await end;
        return { id: page.id, error: 'the process ended' };
      });
      try {
        return await Promise.race([answer, end.then(() => answer), late]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
