// What a node has by its class. The names of a page's forms hide properties of its document, and those of a form's controls
// properties of the form.

/** A property of a node; of an object that is only like one, its own. */
export function read<N extends object, Name extends keyof N>(node: N, name: Name): N[Name] {
  const prototype: object | null = Object.getPrototypeOf(node);
  return prototype !== null && name in prototype ? Reflect.get(prototype, name, node) : node[name];
}

/** Sets a property of a node that its class has. */
export function write<N extends object, Name extends keyof N>(node: N, name: Name, value: N[Name]): void {
  Reflect.set(Object.getPrototypeOf(node), name, value, node);
}

/** Calls a method of a node. */
export function ask<N extends object, Name extends keyof N>(
  node: N,
  name: Name,
  ...args: N[Name] extends (...args: infer Args) => unknown ? Args : never
): N[Name] extends (...args: never[]) => infer Given ? Given : never {
  return Reflect.apply(read(node, name) as () => never, node, args);
}

/** The address of a document; none where it was never loaded from anywhere. */
export function addressOf(document: Document): { url?: string } {
  const url = read(document, 'URL');
  return url && !url.startsWith('about:') ? { url } : {};
}

/** The elements that a page scrolls by: `html` and `body`, as far as they are there. */
export const rootsOf = (document: Document): HTMLElement[] =>
  [read(document, 'documentElement'), read(document, 'body')].filter((root) => root !== null);
