import { DeskError } from '#shared/contract/result.ts';
import type { Registry, RemoteChange } from '../registry/port.ts';
import type { Kept } from './store.ts';

/** Milliseconds: some servers write parts of seconds in one place and not in another. */
const MOMENT = 2_000;

type Versions = Pick<Registry, 'isOlder' | 'committedAt'>;
type One = Pick<RemoteChange, 'version' | 'raw'>;

/**
 * Whether the two cannot both be of one registry, though of one resource: a version that was made twice, or versions
 * that run against time. Then the registry has gone back to an older copy of itself and went on from there.
 */
export function contradict(registry: Versions, one: One, kept: Kept): boolean {
  const [at, keptAt] = [one, kept].map(({ raw }) => Date.parse(registry.committedAt(raw) ?? ''));
  if (at === undefined || keptAt === undefined || Number.isNaN(at) || Number.isNaN(keptAt)) return false;
  if (one.version === kept.version) return Math.abs(at - keptAt) > MOMENT;
  return registry.isOlder(one, kept) && at - keptAt > MOMENT;
}

/** Whether the present state of a resource is one that was left behind long ago, or that never was. */
export function runsBack(registry: Versions, present: RemoteChange, kept: Kept): boolean {
  const { content } = present;
  if (content.state === 'deleted') return content.unknown === true;
  return registry.isOlder(present, kept) || contradict(registry, present, kept);
}

/** KD-4010: it is not the registry that the kept copy is of. */
export function anotherCopy(): DeskError {
  return new DeskError('KD-4010');
}

export function isAnother(error: unknown): boolean {
  return error instanceof DeskError && error.code === 'KD-4010';
}
