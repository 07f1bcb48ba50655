import type { Result } from '#shared/contract/result.ts';
import { api } from '../app/api.ts';
import { trackResult } from '../app/saved-state.ts';
import type { Step } from '../grid/edit-session.ts';

/** Takes back, or does again, what was done to many at once. Whoever shows it hears of it as of any change. */
export async function takeOperation(operationId: string, what: Step): Promise<Result<null>> {
  const result = await trackResult(api().bulk[what]({ operationId }, { jobId: crypto.randomUUID() }));
  return result.ok ? { ok: true, value: null } : result;
}
