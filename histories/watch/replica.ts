import type { FieldValue } from '#shared/domain/values.ts';
import { REFERS_TO, type RemoteKind } from '../../electron/core/registry/port.ts';
import type { FakeRegistry } from '../../electron/core/sync/testing/fake-registry.ts';
import { passedBy } from '../../electron/core/sync/testing/pages.ts';
import type { Member } from '../member.ts';
import { hold } from './violation.ts';

const KINDS = ['organisation', 'division', 'person', 'employment'] as const satisfies RemoteKind[];

/** I11: whatever lies before the cursor of a feed has been applied, or is parked. */
export function cursorWaits(member: Member, registry: FakeRegistry): void {
  const cursors = member.ask('SELECT kind AS feed, cursor, page FROM sync_cursor').all();
  for (const { feed, cursor, page } of cursors as { feed: string; cursor: string | null; page: string | null }[]) {
    const kinds = registry.feeds.find(({ name }) => name === feed)?.kinds ?? [];
    const log = registry.log.filter(({ kind }) => kinds.includes(kind));
    for (const { kind, remoteId, version } of passedBy(log, { cursor, page }, registry.order)) {
      const here = versionHere(member, kind, remoteId);
      // Of what has been deleted since, nothing need be left.
      const isHere = here === null ? isDeletedSince(registry, kind, remoteId, version) : here >= version;
      hold('I11', isHere, () => `desk ${member.index} passed ${kind} ${remoteId} version ${version}, it has ${here}`);
    }
  }
}

function isDeletedSince({ log }: FakeRegistry, kind: RemoteKind, remoteId: string, version: number): boolean {
  return log.some(
    (one) =>
      one.kind === kind && one.remoteId === remoteId && one.version >= version && one.content.state === 'deleted',
  );
}

function versionHere(member: Member, kind: RemoteKind, remoteId: string): number | null {
  const kept = member
    .ask(`SELECT r.version FROM ${kind} e JOIN replica r ON r.entity_id = e.id WHERE e.remote_id = ?`)
    .pluck()
    .get(remoteId);
  const parked = member.ask('SELECT version FROM parked WHERE kind = ? AND remote_id = ?').pluck().get(kind, remoteId);
  const versions = [kept, parked].filter((one) => one != null).map(Number);
  return versions.length === 0 ? null : Math.max(...versions);
}

/** I4: the desk equals the registry, field by field, records and deletions included; its list is made of that. */
export function equalsRegistry(member: Member, registry: FakeRegistry): void {
  for (const kind of KINDS) {
    const there = registry.all(kind);
    for (const id of member.shown(kind)) {
      const remoteId = member.remoteIdOf(kind, id);
      hold('I4', remoteId !== null && there.has(remoteId), () => `${kind} ${remoteId} (${id}) is not in the registry`);
    }
    for (const [remoteId, { fields, children }] of there) {
      const id = member.desk.entities.localId(kind, remoteId);
      if (id === null || member.desk.entities.get(kind, id) === null) {
        // It may refer to what the registry itself has deleted.
        hold('I4', isParked(member, kind, remoteId), () => `${kind} ${remoteId} is missing at desk ${member.index}`);
        continue;
      }
      sameFields(member, kind, id, fields);
      const records = new Set<string>();
      for (const child of children) {
        const local = member.desk.entities.localId(child.kind, child.remoteId);
        const isHere = local !== null && member.desk.entities.get(child.kind, local) !== null;
        hold('I4', isHere, () => `${child.kind} ${child.remoteId} is missing at desk ${member.index}`);
        if (local === null) continue;
        sameFields(member, child.kind, local, child.fields);
        records.add(local);
      }
      if (kind !== 'person') continue;
      for (const part of ['document', 'credential', 'award'] as const) {
        for (const { entity } of member.desk.entities.list(part, 'personId', id)) {
          hold('I4', records.has(entity.id), () => `${part} ${entity.id} is not in the registry`);
        }
      }
    }
  }
  sameLines(member);
}

function isParked(member: Member, kind: RemoteKind, remoteId: string): boolean {
  return member.ask('SELECT 1 FROM parked WHERE kind = ? AND remote_id = ?').get(kind, remoteId) !== undefined;
}

function sameFields(
  { desk, index }: Member,
  kind: Parameters<Member['desk']['entities']['get']>[0],
  id: string,
  fields: Readonly<Record<string, FieldValue>>,
): void {
  const here = desk.entities.get(kind, id)?.entity as Readonly<Record<string, FieldValue>> | undefined;
  for (const [field, value] of Object.entries(fields)) {
    const of = REFERS_TO[field];
    // A division hangs under another one or, with no parent of its own, under the organisation.
    const there = of === undefined || value === null ? value : desk.entities.localId(of, String(value));
    const mine = here?.[field] ?? null;
    hold('I4', mine === there, () => `${kind} ${id} ${field} is ${mine} at desk ${index}, ${there} there`);
  }
}

/** The list that is kept beside the facts is the one that would be made of them now. */
function sameLines(member: Member): void {
  const lines = (): string => JSON.stringify(member.ask('SELECT * FROM staff_line ORDER BY person_id').all());
  const kept = lines();
  member.db.transaction(() => member.desk.staffIndex.refresh(member.shown('person')))();
  hold('I4', lines() === kept, () => `the list of desk ${member.index} was not that of its records`);
}
