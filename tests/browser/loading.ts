// How the module comes into a browser. Each scenario loads a fresh copy of the package, as a new page would.
import { expect, expectEqual, failureOf, thrownBy } from '../face/expect.mjs';
import { rain } from '../face/pages.mjs';

type Package = typeof import('./face.js');

let copies = 0;

/** A module is one instance for each address: another address, another package that has loaded nothing yet. */
const freshCopy = (): Promise<Package> => import(`${import.meta.url}?copy=${++copies}`);

const typed = { headers: { 'content-type': 'application/wasm' } };

export const loading = {
  'before init a call says what to do': async () => {
    const { articleText, isProbablyArticle, extract, extractDocument } = await freshCopy();
    for (const work of [
      () => articleText(rain.html),
      () => isProbablyArticle(rain.html),
      () => extract(rain.html),
      () => extractDocument(document),
    ]) {
      const error = thrownBy(work);
      expectEqual([error.name, error.code], ['MuslinError', 'not-initialised']);
      expect(error.message.includes('await init()'), error.message);
    }
  },

  'the module may come in any form': async () => {
    const { bytes } = await freshCopy();
    const address = URL.createObjectURL(new Blob([bytes], { type: 'application/wasm' }));
    const sources = {
      bytes: () => bytes,
      'a buffer': () => bytes.slice().buffer,
      'a compiled module': () => WebAssembly.compile(bytes),
      'a response that streams': () => new Response(bytes, typed),
      'a response of another type': () => new Response(bytes),
      'a promise of a response': () => fetch(address),
      'an address': () => address,
      'a URL': () => new URL(address),
      'a request': () => new Request(address),
    };
    for (const [form, source] of Object.entries(sources)) {
      const { init, articleText } = await freshCopy();
      await init(source());
      expectEqual(articleText(rain.html), rain.text, form);
    }
    URL.revokeObjectURL(address);
  },

  'the module is loaded once': async () => {
    const { init, articleText, bytes } = await freshCopy();
    let given = 0;
    const source = () => {
      given += 1;
      return new ReadableStream({
        start(controller) {
          controller.enqueue(bytes);
          controller.close();
        },
      });
    };
    const unread = new Response(source(), typed);
    await Promise.all([init(new Response(source(), typed)), init(unread), init('/nowhere.wasm')]);
    await init('/nowhere.wasm');
    expectEqual(articleText(rain.html), rain.text);
    expectEqual([given, unread.bodyUsed], [2, false]);
  },

  'a module that is not there is an error and may be tried again': async () => {
    const { init, extract, articleText, bytes, MuslinError } = await freshCopy();
    // The default address, beside the package, which this one file has nothing beside.
    for (const work of [() => init(), () => extract(new Blob([rain.html])), () => init(new Uint8Array(8))]) {
      const error = await failureOf(work);
      expect(error instanceof MuslinError, String(error));
      expectEqual(error.code, 'load-failed');
      expect(error.cause instanceof Error, String(error.cause));
    }
    await init(bytes);
    expectEqual(articleText(rain.html), rain.text);
  },

  'what gives a promise loads the module by itself': async () => {
    const { extract, articleText, bytes } = await freshCopy();
    const { fetch } = globalThis;
    const asked: string[] = [];
    globalThis.fetch = async (address) => {
      asked.push(String(address));
      return new Response(bytes, typed);
    };
    try {
      expectEqual((await extract(new Response(rain.html))).text, rain.text);
    } finally {
      globalThis.fetch = fetch;
    }
    expectEqual(asked.length, 1);
    expect(asked[0]?.endsWith('/wasm/muslin_bg.wasm'), String(asked));
    expectEqual(articleText(rain.html), rain.text);
  },

  'all of it works in a worker': async () => {
    const script = `
      import { articleText, bytes, extract, init } from '${import.meta.url}?worker';
      onmessage = async ({ data }) => {
        await init(bytes);
        const { text } = await extract(new Blob([data]));
        postMessage({ text, same: articleText(data) === text, window: typeof window });
      };
      postMessage('ready');`;
    const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    const worker = new Worker(address, { type: 'module' });
    const answer = () =>
      new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = (event) => reject(new Error(event.message));
      });
    try {
      expectEqual(await answer(), 'ready');
      worker.postMessage(rain.html);
      expectEqual(await answer(), { text: rain.text, same: true, window: 'undefined' });
    } finally {
      worker.terminate();
      URL.revokeObjectURL(address);
    }
  },
};
