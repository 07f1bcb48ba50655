/** Files of core that run in a thread of their own are named `*worker.ts`; the build makes an entry of each. */
export const WORKER_SOURCE = /worker\.ts$/;

/** `reports/table-worker` → `reports-table-worker.js`, the name in the built program. */
export function builtWorkerFile(name: string): string {
  return `${name.replaceAll('/', '-')}.js`;
}

/**
 * Where the worker lies that stands at `electron/core/<name>.ts`: the source itself under plain Node, the file beside
 * the built core in the program. `home` is the file that asks.
 */
export function workerUrl(name: string, home: string = import.meta.url): URL {
  return home.endsWith('.ts') ? new URL(`./${name}.ts`, home) : new URL(`./${builtWorkerFile(name)}`, home);
}
