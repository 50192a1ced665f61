// A page's script: every public name, used as its documentation says.
import init, {
  type Article,
  articleText,
  type Block,
  type BlockKind,
  type ByteSource,
  blocks,
  type CleanPage,
  type CleanText,
  cleanPage,
  cleanPageStream,
  cleanResponse,
  cleanText,
  extract,
  extractDocument,
  isProbablyArticle,
  type ModuleSource,
  MuslinError,
  type MuslinErrorCode,
  type Options,
  type PageOptions,
  type PartialArticle,
  type ProbablyArticle,
  type RemovableKind,
  type Removed,
  type RemovedKind,
} from 'muslin';
import wasm from 'muslin/muslin_bg.wasm';

/** Compiles only when both types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(_: T) => {};

export async function load(module: WebAssembly.Module, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const sources: ModuleSource[] = ['/muslin_bg.wasm', new URL('https://example.org/'), bytes, bytes.buffer, module];
  for (const source of sources) await init(source);
  await init(fetch('/muslin_bg.wasm'));
  await init(new Request('/muslin_bg.wasm'));
  await init(wasm);
  return init();
}

export function ofStrings(html: string): string {
  const article = extract(html);
  holds<Same<typeof article, Article>>(true);
  const probably = isProbablyArticle(html);
  holds<Same<typeof probably, ProbablyArticle>>(true);
  const text: string = articleText(html, { url: 'https://example.org/' });
  return probably.verdict && probably.score > 0.5 ? text : article.text;
}

export async function ofBytes(blob: Blob, bytes: Uint8Array): Promise<Article[]> {
  const response = await fetch('/page.html');
  const inputs: ByteSource[] = [blob, bytes, new ArrayBuffer(1), response];
  if (response.body) inputs.push(response.body, response.body.pipeThrough(new TextDecoderStream()));
  const promise = extract(response);
  holds<Same<typeof promise, Promise<Article>>>(true);
  return Promise.all(inputs.map((input) => extract(input, { maxBytes: 1e6, signal: AbortSignal.timeout(1000) })));
}

export async function ofEither(input: string | Response): Promise<string> {
  const either = extract(input);
  holds<Same<typeof either, Article | Promise<Article>>>(true);
  return (await either).text;
}

export async function whileArriving(input: string | Response): Promise<Record<BlockKind, number>> {
  const counts = { heading: 0, paragraph: 0, 'list-item': 0, quote: 0, code: 0, table: 0, figure: 0 };
  holds<Same<keyof typeof counts, BlockKind>>(true);
  const iterable: AsyncIterable<Block> = blocks(input, { signal: AbortSignal.timeout(1000) });
  for await (const { kind, text, level } of iterable) {
    holds<Same<typeof level, 1 | 2 | 3 | 4 | 5 | 6 | undefined>>(true);
    counts[kind] += text.length + (level ?? 0);
  }
  return counts;
}

export function ofDocument(): Article {
  const options: Options = { url: new URL(location.href), charset: 'utf-8', keepComments: true, signal: undefined };
  return extractDocument(document, options);
}

export function withoutClutter(
  html: string,
  response: Response,
): [string, Response, ReadableStream<string> | undefined] {
  const remove: RemovableKind[] = ['ad', 'recommendation', 'comments', 'newsletter', 'share', 'consent', 'paywall'];
  const options: PageOptions = {
    remove,
    holdBack: 32_768,
    maxBytes: 1e7,
    charset: 'utf-8',
    signal: AbortSignal.timeout(1000),
    onRemoved: ({ kind, reason }) => console.log(kind, reason),
  };
  const clean = cleanPage(html, options);
  holds<Same<typeof clean, CleanPage>>(true);
  const stream = cleanPageStream(options);
  holds<Same<typeof stream, TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>>>(true);
  return [
    clean.html,
    cleanResponse(response, options),
    response.clone().body?.pipeThrough(stream).pipeThrough(new TextDecoderStream()),
  ];
}

export function dump(text: string): [string | null, string, Removed[]] {
  const clean = cleanText(text);
  holds<Same<typeof clean, CleanText>>(true);
  return [clean.title, clean.text, clean.removed];
}

export function facts(article: Article): (string | null)[] {
  const { title, byline, siteName, publishedTime, modifiedTime, lang, dir, url, image, excerpt } = article;
  holds<Same<typeof dir, 'ltr' | 'rtl' | null>>(true);
  holds<Same<typeof article.nextPage, string | null>>(true);
  holds<Same<typeof article.partial, PartialArticle | null>>(true);
  holds<Same<typeof article.wordCount, number>>(true);
  holds<Same<typeof article.html | typeof article.markdown, string>>(true);
  holds<Same<Parameters<typeof extractDocument>[0], Document>>(true);
  return [title, byline, siteName, publishedTime, modifiedTime, lang, dir, url, image, excerpt, article.text];
}

export function reasons(removed: Removed[]): Record<RemovedKind, number> {
  const counts = {
    ad: 0,
    recommendation: 0,
    comments: 0,
    newsletter: 0,
    share: 0,
    consent: 0,
    paywall: 0,
    navigation: 0,
    boilerplate: 0,
  };
  holds<Same<keyof typeof counts, RemovedKind>>(true);
  for (const { kind, reason, path, text } of removed) counts[kind] += `${reason}${path}${text}`.length;
  return counts;
}

export function explain(error: unknown): string {
  if (!(error instanceof MuslinError)) throw error;
  const code: MuslinErrorCode = error.code;
  switch (code) {
    case 'not-initialised':
    case 'load-failed':
    case 'crashed':
      return `${error.message}, because of ${String(error.cause)}`;
    case 'too-large':
    case 'unknown-charset':
    case 'out-of-memory':
      return error.message;
    default: {
      // Every code is above.
      const none: never = code;
      return none;
    }
  }
}

export function refused(): void {
  // @ts-expect-error: a number is no page
  extract(42);
  // @ts-expect-error: nor has it blocks
  blocks(42);
  // @ts-expect-error: neither is a document, which has a function of its own
  extract(document);
  // @ts-expect-error: the text of bytes comes through `extract`
  articleText(new Uint8Array());
  // @ts-expect-error: an option of the wrong type
  extract('', { maxBytes: '10' });
  // @ts-expect-error: an option nobody knows
  extract('', { keepAll: true });
  // @ts-expect-error: the article of a stream is not there at once
  extract(new Blob()).text;
  // @ts-expect-error: menus are part of the page
  cleanPage('', { remove: ['navigation'] });
  // @ts-expect-error: a page is a string; bytes go through the stream
  cleanPage(new Uint8Array());
  // @ts-expect-error: a text is a string
  cleanText(document.body);
  // @ts-expect-error: facts may be absent
  extract('').title.length;
  // @ts-expect-error: no code of Muslin's
  new MuslinError('oops', '');
}
