// A worker at the edge, between readers and a site: hands every page on while it still arrives, without its ads and recommendations.
//
// Everything else (scripts, pictures, redirects, errors) passes through untouched. A reader who goes away ends the request to
// the site, and a site that breaks off half-way ends the reader's page there, as it would without the worker.
import { cleanResponse } from 'muslin';

export default {
  async fetch(request: Request): Promise<Response> {
    return cleanResponse(await fetch(request), {
      onRemoved: ({ kind, reason, path }) => console.log(`${request.url}: ${kind}, ${reason}, ${path}`),
    });
  },
};
