// The types of what is used of packages that only `npm run peers` installs, so that the types are checked without them.

declare module 'defuddle/node' {
  export function Defuddle(html: string, url?: string, options?: { useAsync?: boolean }): Promise<{ content: string }>;
}

declare module 'linkedom' {
  export function parseHTML(html: string): { document: Document };
}
