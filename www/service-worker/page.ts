// Registers the service worker, and shows a page as it came and as the worker hands it on.
import type { Removed } from 'muslin';

const frame = document.querySelector('iframe');
const list = document.querySelector('ol');
const state = document.querySelector('#state');

// A page tells of its removals anew each time it is loaded.
new BroadcastChannel('muslin').addEventListener('message', ({ data }: MessageEvent<{ removed: Removed }>) => {
  const item = document.createElement('li');
  const reason = document.createElement('b');
  reason.textContent = `${data.removed.kind}: ${data.removed.reason}`;
  item.append(reason, ` ${data.removed.text}`);
  list?.append(item);
});

for (const choice of document.querySelectorAll<HTMLInputElement>('input[name=page]')) {
  choice.addEventListener('change', () => show(choice.value));
}

void start();

async function start(): Promise<void> {
  try {
    await navigator.serviceWorker.register('service-worker.js');
    await navigator.serviceWorker.ready;
    // The first time, the worker takes this page over only when it has started.
    if (!navigator.serviceWorker.controller) {
      await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
    }
    say('The worker is at work: any page of this folder comes through it.');
    show('news.html');
  } catch (error) {
    say(`The worker could not be installed: ${error}`);
  }
}

function show(page: string): void {
  list?.replaceChildren();
  if (frame) frame.src = page;
}

function say(what: string): void {
  if (state) state.textContent = what;
}
