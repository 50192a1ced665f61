// A service worker that hands every page of its own site on while it still arrives, without its ads and recommendations.
//
// It never stands in the way: what is no page, what cannot be cleaned, and everything else that a page loads goes through as it is.
import init, { cleanResponse } from 'muslin';

/** What TypeScript's `dom` library, made for windows, does not know of a service worker's events. */
interface WorkerEvent extends Event {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
  waitUntil(work: Promise<unknown>): void;
}

interface ServiceWorkerScope {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate' | 'fetch', listener: (event: WorkerEvent) => void): void;
}

const scope = self as unknown as ServiceWorkerScope;

/** Beside this script. The browser starts a worker anew whenever it is needed; its cache has the module then. */
const MODULE = new URL('muslin_bg.wasm', scope.location.href);

/** Asks for a page as it came: `/news.html?as-it-came`. */
const UNTOUCHED = 'as-it-came';

/** Where removals are told of, to whoever listens. */
const channel = new BroadcastChannel('muslin');

// A worker that could not load its module is not installed: the browser tries again with the next page.
scope.addEventListener('install', (event) => event.waitUntil(Promise.all([init(MODULE), scope.skipWaiting()])));
// Pages that are open already are cleaned when they are loaded next.
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));

scope.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const { origin, searchParams } = new URL(url);
  // A navigation is a page of a window or of a frame in one.
  if (method !== 'GET' || mode !== 'navigate' || origin !== scope.location.origin || searchParams.has(UNTOUCHED))
    return;
  event.respondWith(cleaned(event.request));
});

async function cleaned(request: Request): Promise<Response> {
  // The page is asked for at once; the module is there by the time it answers.
  const [response, isReady] = await Promise.all([fetch(request), init(MODULE).then(yes, no)]);
  if (!isReady) return response;
  return cleanResponse(response, {
    onRemoved: (removed) => channel.postMessage({ page: request.url, removed }),
  });
}

const yes = () => true;
const no = () => false;
