import { z } from 'zod';
import { EntityKind } from '../domain/entities.ts';
import { EntityId } from '../domain/values.ts';
import { AccessState } from './access.ts';
import { SyncState } from './areas.ts';
import { Sheet, StepsLeft, UnsavedDropped } from './edits.ts';
import { Preferences } from './preferences.ts';
import { Failure } from './result.ts';

/** What the program tells every window, after it is on disk. */
export const EVENTS = {
  'access.changed': AccessState,
  'sync.changed': SyncState,
  /** Which entities look different now; no ids means «read again». */
  'data.changed': z.object({
    kind: z.enum([...EntityKind.options, 'request', 'attachment', 'bulletin', 'paper']),
    ids: z.array(EntityId).nullable(),
  }),
  /** More or fewer steps can be taken back. */
  'edits.changed': StepsLeft.extend({ sheet: Sheet }),
  /** Kept values that one of the windows has written or given up. */
  'edits.dropped': UnsavedDropped,
  /** The folder that is watched for files holds something else, or is another one. */
  'imports.changed': z.object({}),
  /** The bell of the user at work holds something else, or the quiet is over. */
  'notifications.changed': z.object({}),
  /** A message of the operating system was clicked. */
  'notifications.open': z.object({}),
  'jobs.progress': z.object({
    jobId: z.string(),
    method: z.string(),
    done: z.number().int(),
    total: z.number().int().nullable(),
  }),
  /** Whoever began the job has its answer; no failure means that it is done. */
  'jobs.ended': z.object({ jobId: z.string(), failure: Failure.nullable() }),
  /** Changed by a window or by the native menu. */
  'preferences.changed': Preferences,
  /** A command of the native menu, for the page to do. */
  'command.chosen': z.object({ command: z.string().max(100) }),
  /** Core died and runs again; what had been acknowledged is there. */
  'core.restarted': z.object({ failure: Failure }),
} as const;
export type EventName = keyof typeof EVENTS;
export type EventBody<E extends EventName> = z.infer<(typeof EVENTS)[E]>;
