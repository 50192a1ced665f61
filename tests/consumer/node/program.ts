// Prints the text of pages given by their addresses.
import init, { type Article, articleText, blocks, extract, MuslinError, type Options } from 'muslin';
import wasm from 'muslin/muslin_bg.wasm';

await init(wasm);

const options: Options = { maxBytes: 10_000_000, signal: AbortSignal.timeout(10_000) };

for (const address of process.argv.slice(2)) {
  try {
    const article: Article = await extract(await fetch(address), options);
    console.log(article.title ?? address, article.text);
  } catch (error) {
    if (error instanceof MuslinError) console.error(address, error.code);
    else throw error;
  }
}
for await (const { kind, text } of blocks('<p>It rained all of Tuesday.</p>')) console.log(kind, text);
console.log(articleText('<p>It rained all of Tuesday, and the river rose by a metre before noon.</p>'));
