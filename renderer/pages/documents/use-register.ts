import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { AttachmentKind, RegisteredAttachment } from '#shared/contract/attachments.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import { api, call, keys } from '../../app/api.ts';
import { BLOCK, RowWindow } from '../../grid/row-window.ts';

export interface RegisterFilter {
  readonly text: string;
  readonly kind: AttachmentKind | null;
  readonly ownerKind: EntityKind | null;
  /** `YYYY-MM-DD`. */
  readonly since: string | null;
  readonly removed: boolean;
}

export const EVERYTHING: RegisterFilter = { text: '', kind: null, ownerKind: null, since: null, removed: false };

/** All files of the desk that the filter leaves; only those near the eye are loaded. @param filter the same object while it says the same */
export function useRegister(filter: RegisterFilter) {
  const listed = useRef({ view: 0, filter });
  const [rows] = useState(
    () =>
      new RowWindow<RegisteredAttachment>({
        load: async (_view, offset, limit) =>
          (await call(api().attachments.list({ ...listed.current.filter, offset, limit }))).lines,
      }),
  );
  const first = useQuery({
    queryKey: [keys.attachments, 'list', filter],
    queryFn: () => call(api().attachments.list({ ...filter, limit: BLOCK })),
    placeholderData: keepPreviousData,
  });
  const { data, isPlaceholderData } = first;
  useEffect(() => {
    if (data === undefined || isPlaceholderData) return;
    listed.current = { view: listed.current.view + 1, filter };
    rows.open(listed.current.view, data.total, data.lines);
  }, [data, isPlaceholderData, filter, rows]);
  const { rows: lines, failed } = useSyncExternalStore(rows.subscribe, rows.state);
  return {
    query: first,
    total: data?.total,
    /** The desk has files, whatever is asked for. */
    any: data?.any === true,
    lines,
    failed,
    look: (from: number, to: number) => rows.look(from, to),
  };
}
