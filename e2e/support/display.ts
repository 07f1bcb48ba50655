import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A screen of its own: whoever uses the clipboard must not share it with a test at its side. */
export interface Display {
  readonly name: string;
  close(): Promise<void>;
}

export async function openDisplay(): Promise<Display> {
  const args = ['-displayfd', '3', '-screen', '0', '1680x1050x24', '-nolisten', 'tcp', '-noreset'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [chunk] = await once(server.stdio[3] as NodeJS.ReadableStream, 'data');
  return {
    name: `:${String(chunk).trim()}`,
    async close() {
      server.kill();
      await once(server, 'exit');
    },
  };
}
