// The module asks the platform's own TextDecoder for the characters of older encodings: what it reads must be the same on every
// platform, in chunks of any size.
import { cleanPageStream, extract } from 'muslin';
import { expectEqual } from './expect.mjs';
import { streamOf } from './pages.mjs';

/** A sentence and its bytes, which no encoder of the platform's could write. */
const SENTENCES = {
  shift_jis: [
    '水車は一日中まわり、雨の音だけが聞こえた。',
    '90858ed482cd88ea93fa928682dc82ed82e88141894a82cc89b982be82af82aa95b782b182a682bd8142',
  ],
  'euc-jp': [
    '水車は一日中まわり、雨の音だけが聞こえた。',
    'bfe5bcd6a4cfb0ecc6fcc3e6a4dea4efa4eaa1a2b1aba4ceb2bba4c0a4b1a4accab9a4b3a4a8a4bfa1a3',
  ],
  'iso-2022-jp': [
    '水車は一日中まわり、雨の音だけが聞こえた。.',
    '1b24423f653c56244f306c467c4366245e246f246a2122312b244e323b24402431242c4a3924332428243f21231b28422e',
  ],
  gb18030: ['昨天下了一整天的雨，河水漲了。', 'd7f2cceccfc2c1cbd2bbd5fbccecb5c4d3eaa3acbad3cbae9d71c1cba1a3'],
  gbk: ['昨天下了一整天的雨，水车转个不停。', 'd7f2cceccfc2c1cbd2bbd5fbccecb5c4d3eaa3accbaeb3b5d7aab8f6b2bbcda3a1a3'],
  big5: ['昨天下了一整天的雨，水車轉個不停。', 'ac51a4d1a455a446a440bee3a4d1aabaab42a141a4f4a8aec2e0add3a4a3b0b1a143'],
  'euc-kr': ['어제는 하루 종일 뷁비가 내렸다.', 'beeec1a6b4c220c7cfb7e720c1bec0cf2094eebaf1b0a120b3bbb7c8b4d92e'],
  'windows-1251': ['Вчера весь день шёл дождь.', 'c2f7e5f0e020e2e5f1fc20e4e5edfc20f8b8eb20e4eee6e4fc2e'],
  'koi8-r': ['Вчера весь день шёл дождь.', 'f7dec5d2c120d7c5d3d820c4c5ced820dba3cc20c4cfd6c4d82e'],
  'windows-1252': ['“Œuvre” — café, 5 €', '938c7576726594209720636166e92c20352080'],
  'iso-8859-2': ['Včera celý deň pršalo.', '56e86572612063656cfd206465f2207072b9616c6f2e'],
  'windows-1256': ['أمطرت أمس طوال اليوم.', 'c3e3d8d1ca20c3e3d320d8e6c7e120c7e1ede6e32e'],
  'windows-874': ['เมื่อวานฝนตกทั้งวัน', 'e0c1d7e8cdc7d2b9bdb9b5a1b7d1e9a7c7d1b9'],
};

const ascii = (/** @type {string} */ text) => [...text].map((letter) => letter.charCodeAt(0));

const bytesOf = (/** @type {string} */ hex) => (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));

/** A page of three paragraphs, each of ten such sentences, with an advertisement between them. */
function pageOf(/** @type {number[]} */ sentence, advertisement = '<div class="adsbygoogle">buy</div>') {
  const paragraph = [...ascii('<p>'), ...Array.from({ length: 10 }, () => sentence).flat(), ...ascii('</p>')];
  const start = ascii('<!doctype html><title>rain</title><body><article>');
  return Uint8Array.from([
    ...start,
    ...paragraph,
    ...paragraph,
    ...ascii(advertisement),
    ...paragraph,
    ...ascii('</article>'),
  ]);
}

const cut = (/** @type {Uint8Array} */ bytes, /** @type {number} */ size) =>
  streamOf(Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.slice(at * size, (at + 1) * size)))
    .stream;

async function bytesFrom(/** @type {ReadableStream<Uint8Array>} */ stream) {
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export const encodings = {
  'every encoding is read however it is cut': async () => {
    for (const [charset, [sentence = '', hex = '']] of Object.entries(SENTENCES)) {
      const page = pageOf(bytesOf(hex));
      const text = Array.from({ length: 3 }, () => sentence.repeat(10).trim()).join('\n\n');
      expectEqual((await extract(page, { charset })).text, text, charset);
      for (const size of [1, 3, 1000]) {
        expectEqual((await extract(cut(page, size), { charset })).text, text, `${charset} in chunks of ${size}`);
      }
    }
  },

  'a page in any encoding comes out byte for byte without its advertisement': async () => {
    for (const [charset, [, hex = '']] of Object.entries(SENTENCES)) {
      const sentence = bytesOf(hex);
      const clean = pageOf(sentence, '');
      for (const size of [1, 7, 1000]) {
        const cleaned = cut(pageOf(sentence), size).pipeThrough(cleanPageStream({ charset }));
        expectEqual([...(await bytesFrom(cleaned))], [...clean], `${charset} in chunks of ${size}`);
      }
    }
  },

  'a broken character swallows no tag': async () => {
    for (const charset of ['shift_jis', 'euc-jp', 'gb18030', 'big5', 'euc-kr']) {
      const [, hex = ''] = SENTENCES[/** @type {keyof typeof SENTENCES} */ (charset)];
      // Lead bytes, alone and in runs, right before the tags.
      const sentence = [...bytesOf(hex), 0x81, 0xfe, 0x81];
      const clean = pageOf(sentence, '');
      const { text } = await extract(pageOf(sentence), { charset });
      expectEqual(text.split('\n\n').length, 3, charset);
      for (const size of [1, 2, 1000]) {
        expectEqual(
          (await extract(cut(pageOf(sentence), size), { charset })).text,
          text,
          `${charset} in chunks of ${size}`,
        );
        const cleaned = cut(pageOf(sentence), size).pipeThrough(cleanPageStream({ charset }));
        expectEqual([...(await bytesFrom(cleaned))], [...clean], `${charset} cleaned in chunks of ${size}`);
      }
    }
  },

  'malformed bytes read the same however they are cut': async () => {
    const page = pageOf([...bytesOf('c3a9'), ...ascii(' river'), 0xe6, 0xb0, 0xff, 0xf0, 0x9f]);
    const { text } = await extract(page, { charset: 'utf-8' });
    expectEqual(text.startsWith('é river\ufffd\ufffd\ufffd'), true, text.slice(0, 20));
    for (const size of [1, 2, 1000]) {
      expectEqual((await extract(cut(page, size), { charset: 'utf-8' })).text, text, `in chunks of ${size}`);
    }
  },
};
