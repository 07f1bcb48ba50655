import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { DevTools } from './devtools.ts';

/** A started Electron application, looked at from outside. */
export interface Launched {
  /** Milliseconds since 1970 at which the process was started. */
  readonly at: number;
  readonly page: DevTools;
  /** Ends it as its user does, by closing the window. */
  quit(): Promise<void>;
}

/** Path of the runtime's executable. */
export function electronPath(): string {
  return String(createRequire(import.meta.url)('electron'));
}

export async function launch(args: readonly string[]): Promise<Launched> {
  // Chromium refuses to run as root with its sandbox; the product never passes this.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const at = Date.now();
  const child = spawn(electronPath(), [...args, '--remote-debugging-port=0', ...asRoot], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LANG: 'ru_RU.UTF-8', TZ: 'Europe/Moscow' },
  });
  const page = await DevTools.ofFirstPage(await debuggingPort(child));
  return {
    at,
    page,
    async quit() {
      const gone = once(child, 'exit');
      void page.evaluate('window.close()').catch(() => undefined);
      await gone;
    },
  };
}

function debuggingPort({ stderr }: ChildProcess): Promise<number> {
  if (stderr === null) throw new Error('no output');
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: stderr });
    lines.on('line', (line) => {
      said.push(line);
      const port = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(line)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
    lines.on('close', () => reject(new Error(`the program ended at once: ${said.join('\n')}`)));
  });
}
