// A screen for machines without one.
import { ensureDebian, forDisplay } from './apt.mjs';
import { startChild } from './children.mjs';
import { Failure, say } from './steps.mjs';

export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** Starts Xvfb where there is no display, sets DISPLAY for the children of this process; it ends with this process. */
export async function ensureDisplay() {
  if (hasDisplay()) return;
  await ensureDebian(forDisplay);
  // The server itself picks a free number and reports it on descriptor 3: two runs never fight over one.
  // -noreset: otherwise it starts over each time the last window closes, under the feet of the next test.
  const args = ['-displayfd', '3', '-screen', '0', '1680x1050x24', '-nolisten', 'tcp', '-noreset'];
  const server = startChild('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise((resolve, reject) => {
    let text = '';
    server.stdio[3].setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.trim());
    });
    server.on('error', () =>
      reject(new Failure('There is no display, and no Xvfb to make one: install Xvfb or start from a desktop.')),
    );
    server.on('exit', (code) => reject(new Failure(`Xvfb ended with ${code} before it had a display.`)));
  });
  server.unref();
  server.stdio[3].destroy();
  process.env.DISPLAY = `:${number}`;
  say(`  No display here: windows are drawn on a virtual one (Xvfb :${number}).`);
}
