import { type Applied, ApplyRun } from './apply.ts';
import { finish, type PageParts } from './apply-page.ts';
import { breathe } from './pages.ts';

const AT_ONCE = 200;

/**
 * A newer program keeps more of a record than the one that took its copy: what is kept is read again, without the
 * registry, which would not send again what has not changed. A stop goes on where it was.
 *
 * @throws DeskError KD-6002 when aborted
 */
export async function rereadCopies(
  parts: PageParts,
  report: { applied(applied: Applied): void },
  signal: AbortSignal,
): Promise<void> {
  const { db, replica } = parts;
  while (replica.rereadAfter() !== null) {
    const applied = db.transaction(() => rereadSome(parts)).immediate();
    report.applied(applied);
    await breathe(signal);
  }
}

function rereadSome(parts: PageParts): Applied {
  const { replica } = parts;
  const copies = replica.keptAfter(replica.rereadAfter() ?? '', AT_ONCE);
  const run = new ApplyRun(parts);
  for (const { kind, id } of copies) run.again(kind, id);
  replica.setReread(copies.length < AT_ONCE ? null : (copies.at(-1)?.id ?? null));
  // It was always there: nothing has happened that a history could tell.
  const applied = { ...run.result, told: [] };
  finish(parts, applied, 'sync.reread', [], {});
  return applied;
}
