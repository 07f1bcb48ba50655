// Two terminals may start the program at the same moment; only one of them may install or build.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';
import { say } from './steps.mjs';

const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const owner = Number(readFileSync(file, 'utf8').trim() || Number.NaN);
    // A killed script leaves its lock behind; an empty file is one that is being written this instant.
    if (owner && !alive(owner)) rmSync(file, { force: true });
    return false;
  }
}

/** Runs the work alone among all scripts of this folder. */
export async function alone(name, work) {
  const folder = path.join(root, '.cache');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}.lock`);
  const release = () => rmSync(file, { force: true });
  for (let waited = 0; !take(file); waited += 200) {
    if (waited === 1000) say(`  waiting for another script to finish (${name})`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  process.on('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}
