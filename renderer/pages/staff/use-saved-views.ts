import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OutputOf } from '#shared/contract/index.ts';
import type { staffViews } from '#shared/contract/staff-views.ts';
import { api, call, keys } from '../../app/api.ts';
import { useNotify } from '../../app/notify.tsx';

type Views = OutputOf<typeof staffViews.savedViews>;
type Save = Parameters<ReturnType<typeof api>['staff']['saveView']>[0];

export const VIEWS_KEY = [keys.staff, 'saved-views'];
export const readViews = () => call(api().staff.savedViews({}));

/** Views of the user; what a change answers is shown at once. */
export function useSavedViews() {
  const client = useQueryClient();
  const notify = useNotify();
  const { data } = useQuery({ queryKey: VIEWS_KEY, queryFn: readViews });
  const onSuccess = ({ views, opensWith }: Views) => client.setQueryData<Views>(VIEWS_KEY, { views, opensWith });
  const onError = notify.failed;
  const save = useMutation({ mutationFn: (view: Save) => call(api().staff.saveView(view)), onSuccess });
  const remove = useMutation({
    mutationFn: (id: string) => call(api().staff.removeView({ id })),
    onSuccess,
    onError,
  });
  const openWith = useMutation({
    mutationFn: (view: Views['opensWith']) => call(api().staff.openWithView({ view })),
    onSuccess,
    onError,
  });
  return { views: data?.views ?? [], opensWith: data?.opensWith ?? 'all', save, remove, openWith };
}
