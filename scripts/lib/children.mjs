// Child processes that must not outlive the script: sandbox, virtual display, the program itself.
import { spawn } from 'node:child_process';

const running = new Set();

function stopAll() {
  for (const child of running) child.kill();
}

process.on('exit', stopAll);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // Exiting runs the handler above; without it a signal would leave the children behind.
  process.on(signal, () => process.exit(signal === 'SIGINT' ? 130 : 143));
}

/** Starts a child that is ended with this process. */
export function startChild(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'inherit', ...options });
  running.add(child);
  child.on('close', () => running.delete(child));
  child.on('error', () => running.delete(child));
  return child;
}

/** Resolves to the exit code; a death by signal counts as 1, so that a crash is never taken for a success. */
export function exitOf(child) {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}
