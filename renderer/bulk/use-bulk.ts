import { useCallback, useEffect, useEffectEvent } from 'react';
import type { BulkAction, BulkDone, BulkPreview } from '#shared/contract/bulk.ts';
import type { CallOptions } from '#shared/contract/index.ts';
import type { Failure } from '#shared/contract/result.ts';
import { api } from '../app/api.ts';
import { type JobProgress, useJob } from '../app/jobs.ts';
import { trackResult } from '../app/saved-state.ts';

export interface Bulk {
  /** What will happen, once it was looked at. */
  readonly preview: BulkPreview | null;
  /** What runs now. */
  readonly running: { readonly what: 'checking' | 'writing'; readonly progress: JobProgress } | null;
  readonly failure: Failure | null;
  readonly look: (action: BulkAction) => void;
  /** Carries out what was looked at. */
  readonly confirm: () => void;
  readonly cancel: () => void;
  /** What is asked for has changed: it wants another look. */
  readonly forget: () => void;
}

const look = (action: BulkAction, options: CallOptions) => api().bulk.preview(action, options);
const apply = (planId: string, options: CallOptions) => trackResult(api().bulk.apply({ planId }, options));

/** The way of a bulk action: asked for, looked at, confirmed; looked at once more where the store was not as seen. */
export function useBulk(onDone: (done: BulkDone) => void): Bulk {
  const looking = useJob(look);
  const writing = useJob(apply);
  const written = writing.state.phase === 'done' ? writing.state.value : null;
  const tell = useEffectEvent(onDone);
  useEffect(() => {
    if (written?.state === 'done') tell(written.done);
  }, [written]);

  const looked = looking.state.phase === 'done' ? looking.state.value : null;
  const now = [looking.state, writing.state];
  const failed = now.find((state) => state.phase === 'failed');
  const runningOf = () => {
    if (looking.state.phase === 'running') return { what: 'checking', progress: looking.state.progress } as const;
    if (writing.state.phase === 'running') return { what: 'writing', progress: writing.state.progress } as const;
    return null;
  };
  const [forgetLook, forgetWrite] = [looking.reset, writing.reset];
  const forget = useCallback(() => {
    forgetLook();
    forgetWrite();
  }, [forgetLook, forgetWrite]);
  const preview = written?.state === 'changed' ? written.preview : looked;
  return {
    preview,
    running: runningOf(),
    failure: failed?.phase === 'failed' ? failed.failure : null,
    look(action) {
      writing.reset();
      looking.start(action);
    },
    confirm: () => preview !== null && writing.start(preview.planId),
    cancel() {
      looking.cancel();
      writing.cancel();
    },
    forget,
  };
}
