// What an imported .wasm file is depends on who loads it: a compiled module in workerd, its bytes where a bundler is told so.
declare module '*.wasm' {
  const wasm: unknown;
  export default wasm;
}
