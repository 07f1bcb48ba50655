import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, call } from '../../app/api.ts';
import { useNotify } from '../../app/notify.tsx';
import { type StaffViews, useStaffViews, VIEWS_KEY } from '../../app/staff-views.ts';

type Save = Parameters<ReturnType<typeof api>['staff']['saveView']>[0];

/** Views of the user; what a change answers is shown at once. */
export function useSavedViews() {
  const client = useQueryClient();
  const notify = useNotify();
  const { views, opensWith } = useStaffViews();
  const onSuccess = (now: StaffViews) =>
    client.setQueryData<StaffViews>(VIEWS_KEY, { views: now.views, opensWith: now.opensWith });
  const onError = notify.failed;
  const save = useMutation({ mutationFn: (view: Save) => call(api().staff.saveView(view)), onSuccess });
  const remove = useMutation({
    mutationFn: (id: string) => call(api().staff.removeView({ id })),
    onSuccess,
    onError,
  });
  const openWith = useMutation({
    mutationFn: (view: StaffViews['opensWith']) => call(api().staff.openWithView({ view })),
    onSuccess,
    onError,
  });
  return { views, opensWith, save, remove, openWith };
}
