import { MEASURES } from './measures.ts';
import { openBench } from './support/bench.ts';

/** One measurement for `index.ts`: name, folder of the run, people of the large clinic. */
const [, , name = '', folder = '', people = ''] = process.argv;
const load = Object.entries(MEASURES).find(([known]) => known === name)?.[1];
if (load === undefined) throw new Error(`no figure "${name}"`);
const measure = await load();
await measure(openBench(folder, Number(people)));
