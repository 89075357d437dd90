/** The part of WebAssembly that Node's own types leave out without the DOM library. */
declare namespace WebAssembly {
  type Instance = Readonly<{ exports: Readonly<Record<string, (() => void) | undefined>> }>;
  function instantiate(bytes: Uint8Array, imports: object): Promise<Readonly<{ instance: Instance }>>;
}
