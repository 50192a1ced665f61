import type { Inlet } from './input.js';
import { PageError } from './page.js';
import { pageOf } from './plain.js';

/** One line of `samples/samples.json`, which the build writes. */
interface Sample {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly file: string;
}

/** The row of samples to try. The one that is open is named in the address, so that a reload shows it again. */
export class Samples {
  #samples: readonly Sample[] = [];

  constructor(
    private readonly list: HTMLElement,
    private readonly inlet: Inlet,
  ) {}

  /** Shows the row and opens the sample the address names, or else the first. */
  async start(): Promise<void> {
    try {
      this.#samples = JSON.parse(await fetchText('samples.json')) as Sample[];
    } catch (error) {
      this.inlet.refuse(error);
      return;
    }
    this.list.replaceChildren(...this.#samples.map((sample) => this.#item(sample)));
    const named = this.#samples.find(({ id }) => id === window.location.hash.slice(1));
    const first = named ?? this.#samples[0];
    if (first) await this.#open(first);
  }

  /** Marks none as open: the page came from elsewhere. */
  leave(): void {
    this.#mark(undefined);
    window.history.replaceState(null, '', window.location.pathname);
  }

  #item(sample: Sample): HTMLLIElement {
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.sample = sample.id;
    button.title = sample.note;
    button.textContent = sample.title;
    button.addEventListener('click', () => this.#open(sample));
    item.append(button);
    return item;
  }

  async #open(sample: Sample): Promise<void> {
    try {
      const page = pageOf(sample.title, await fetchText(sample.file));
      this.inlet.take(page);
      this.#mark(sample.id);
      window.history.replaceState(null, '', `#${sample.id}`);
    } catch (error) {
      this.inlet.refuse(error);
    }
  }

  #mark(id: string | undefined): void {
    for (const button of this.list.querySelectorAll('button')) {
      if (button.dataset.sample === id) {
        button.setAttribute('aria-current', 'true');
        button.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      } else button.removeAttribute('aria-current');
    }
  }
}

async function fetchText(file: string): Promise<string> {
  const answer = await fetch(new URL(`./samples/${file}`, import.meta.url)).catch((error: unknown) => {
    throw new PageError('sample', String(error));
  });
  if (!answer.ok) throw new PageError('sample', `${file}: ${answer.status}`);
  return answer.text();
}
