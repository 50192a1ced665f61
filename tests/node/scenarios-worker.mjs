// The face's scenarios as an edge worker: each is run by asking for its name, `/inputs/a%20string`.
import { subjects } from '../face/all.mjs';

export default {
  /** @param {Request} request */
  async fetch(request) {
    const [subject = '', name = ''] = new URL(request.url).pathname.slice(1).split('/').map(decodeURIComponent);
    try {
      const run = subjects[subject]?.[name];
      if (run === undefined) throw new Error('there is no such scenario');
      await run();
      return new Response('passed');
    } catch (error) {
      return new Response(error instanceof Error ? error.stack : String(error), { status: 500 });
    }
  },
};
