// Pages to read, and the ways they arrive.

const paragraphs = [
  'It rained all of Tuesday, and by noon the river had risen by a metre, more than in any year since the bridge was built.',
  'By evening the water had gone down again, and the bridge was opened to carts, though not yet to the heavy wagons of the mill.',
  'Nobody in the valley could remember such a flood, said Ada Ferrars, who has kept the ferry for forty years 🌧️ and more.',
];

/** The first paragraph of the page below. */
export const first = /** @type {string} */ (paragraphs[0]);

/** An article with a menu and a list of other stories around it. Has characters of one to four bytes. */
export const rain = {
  title: 'Rain in the valley',
  text: paragraphs.join('\n\n'),
  html: `<!doctype html>
<html lang="en-GB">
<head>
<title>Rain in the valley</title>
<meta name="author" content="Zoë Bránwell">
<meta property="og:url" content="https://gazette.example/2024/rain">
</head>
<body>
<nav><ul><li><a href="/">Front page</a><li><a href="/weather">Weather</a><li><a href="/sport">Sport</a></ul></nav>
<main><article><h1>Rain in the valley</h1>
${paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n')}
</article></main>
<aside class="related-posts"><h2>You may also like</h2>
<ul><li><a href="/a">Ten umbrellas for autumn</a><li><a href="/b">The mill that never stops</a><li><a href="/c">A history of the ferry</a></ul></aside>
</body>
</html>`,
};

const russian = [
  'Весь вторник шёл дождь, и к полудню река поднялась на целый метр, выше, чем когда-либо с тех пор, как построили мост.',
  'К вечеру вода спала, и мост снова открыли для телег, хотя тяжёлые подводы с мельницы пока ещё не пускают.',
  'Никто в долине не помнит такого наводнения, сказала паромщица, которая работает на переправе уже сорок лет.',
];

/** An article in Russian whose markup says nothing of its encoding. */
export const river = {
  title: 'Дождь в долине',
  text: russian.join('\n\n'),
  html: `<!doctype html><html lang="ru"><head><title>Дождь в долине</title></head><body><article><h1>Дождь в долине</h1>
${russian.map((paragraph) => `<p>${paragraph}</p>`).join('\n')}</article></body></html>`,
};

/** @param {string} text */
export const utf8 = (text) => new TextEncoder().encode(text);

/**
 * As little-endian UTF-16 behind a byte order mark.
 *
 * @param {string} text
 */
export function utf16(text) {
  const bytes = new Uint8Array(2 * text.length + 2);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, true);
  for (let index = 0; index < text.length; index++) view.setUint16(2 * index + 2, text.charCodeAt(index), true);
  return bytes;
}

/**
 * As windows-1251: ASCII, the Russian alphabet and nothing else.
 *
 * @param {string} text
 */
export function windows1251(text) {
  return Uint8Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x80) return code;
    if (character === 'ё') return 0xb8;
    if (code >= 0x410 && code <= 0x44f) return code - 0x350;
    throw new Error(`not in this table: ${character}`);
  });
}

/**
 * A stream of chunks, that notes what it was cancelled with.
 *
 * @template {Uint8Array | string} T
 * @param {Iterable<T> | (() => Iterable<T>)} chunks
 * @returns {{ stream: ReadableStream<T>, given: number, cancelled: unknown, wasCancelled: boolean }}
 */
export function streamOf(chunks) {
  const iterator = (typeof chunks === 'function' ? chunks() : chunks)[Symbol.iterator]();
  const record = {
    given: 0,
    wasCancelled: false,
    cancelled: /** @type {unknown} */ (undefined),
    stream: new ReadableStream(
      {
        pull(controller) {
          const { done, value } = iterator.next();
          if (done) return controller.close();
          record.given += 1;
          controller.enqueue(value);
        },
        cancel(reason) {
          record.wasCancelled = true;
          record.cancelled = reason;
        },
      },
      { highWaterMark: 0 },
    ),
  };
  return record;
}

/**
 * Cuts bytes or a string into pieces of a size.
 *
 * @template {Uint8Array | string} T
 * @param {T} whole
 * @param {number} size
 * @returns {Generator<T>}
 */
export function* pieces(whole, size) {
  for (let start = 0; start < whole.length; start += size) {
    yield/** @type {T} */ (whole.slice(start, start + size));
  }
}
