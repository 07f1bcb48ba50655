import { v7 } from 'uuid';
import type { DivisionNode } from '#shared/contract/areas.ts';
import { treeLines } from '../../renderer/pages/divisions/division-tree.ts';
import type { Bench } from '../support/bench.ts';
import { type BenchDesk, clerkOf, openDesk } from '../support/desk.ts';
import { figure, inTurns, median, timed } from '../support/measure.ts';
import { storeOf } from '../support/stores.ts';

const DIVISIONS = 5000;
/** Of each division; five levels hold them all. */
const CHILDREN = 8;
const ROUNDS = 9;
const TARGET = { core: 6, lines: 20 };

/**
 * The tree of 5,000 divisions with the people of every branch, against reading the same rows; and the lines of the whole
 * tree unfolded at once, as the page puts them in order.
 */
export async function measure(bench: Bench): Promise<void> {
  const desk = openDesk(await storeOf(bench, bench.people));
  const clerk = clerkOf(desk);
  plant(desk);
  const today = desk.clock.today();
  const bare = [
    desk.db.prepare('SELECT * FROM division WHERE deleted_at IS NULL'),
    desk.db.prepare(
      `SELECT division_id, person_id, rate FROM employment
       WHERE deleted_at IS NULL AND begin_date <= '${today}' AND (end_date IS NULL OR end_date >= '${today}')`,
    ),
  ].map((statement) => statement.raw());
  let nodes: readonly DivisionNode[] = [];
  const times = await inTurns(ROUNDS, {
    floor: () => timed(() => bare.map((statement) => statement.all())),
    tree: () =>
      timed(async () => {
        nodes = (await desk.handlers.divisions.tree({}, clerk)).nodes;
      }),
  });
  const all = new Set(nodes.map(({ id }) => id));
  const lines = await inTurns(ROUNDS, {
    unfold: () => timed(() => treeLines(nodes, all, { text: '', closed: true, holds: null, today })),
  });
  desk.db.close();
  if (nodes.length < DIVISIONS) throw new Error(`${nodes.length} divisions`);
  bench.report(figure('tree of 5,000 divisions in core', median(times.tree), median(times.floor), TARGET.core));
  bench.report(figure('tree of 5,000 divisions unfolded', median(lines.unfold), null, TARGET.lines));
}

/** Divisions inside each other; everybody works in one of them. */
function plant({ db, entities, organisationId }: BenchDesk): void {
  db.transaction(() => {
    const ids: string[] = [];
    for (let i = 0; i < DIVISIONS; i++) {
      const id = v7();
      const parentId = i === 0 ? null : (ids[Math.floor((i - 1) / CHILDREN)] ?? null);
      const name = `Отделение ${i}`;
      entities.insert('division', id, { organisationId: organisationId(), parentId, level: 'division', name });
      ids.push(id);
    }
    const put = db.prepare('UPDATE employment SET division_id = ? WHERE id = ?');
    const employments = db.prepare('SELECT id FROM employment').pluck().all() as string[];
    for (const [at, id] of employments.entries()) put.run(ids[at % ids.length], id);
  })();
}
