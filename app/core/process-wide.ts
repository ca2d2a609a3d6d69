/**
 * Makes a thing once for the whole process, however many copies of a module are loaded.
 * The pages run from the bundle Vite builds and the server from source, so each module exists twice;
 * pools and the request id must not.
 */
export function processWide<T>(name: string, make: () => T): T {
  const key = Symbol.for(`solve-once.${name}`)
  const kept = globalThis as typeof globalThis & Record<symbol, T | undefined>
  return (kept[key] ??= make())
}
