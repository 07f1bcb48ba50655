import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import type { AccessState } from '#shared/contract/access.ts';
import type { Result } from '#shared/contract/result.ts';
import { ACCESS_KEY, call } from '../../app/api.ts';

/** A step of the way in: its answer is where the way in stands now, its refusal is shown by the form. */
export function useAccessCall<I>(
  step: (input: I) => Promise<Result<AccessState>>,
): UseMutationResult<AccessState, Error, I> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: I) => call(step(input)),
    onSuccess: (state) => client.setQueryData(ACCESS_KEY, state),
  });
}
