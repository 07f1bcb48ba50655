import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ImportFolder, imports } from '#shared/contract/imports.ts';
import { refusalOf } from '#shared/contract/rights.ts';
import { api, call, keys, useEvent } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';

const KEY = [keys.imports, 'folder'] as const;

/** The watched folder and the files it offers, as the program last said; nothing is asked for who may not import. */
export function useImportFolder(): UseQueryResult<ImportFolder> & { readonly set: (folder: ImportFolder) => void } {
  const client = useQueryClient();
  const isAllowed = refusalOf(imports.folder, useSession().user) === null;
  useEvent('imports.changed', () => void client.invalidateQueries({ queryKey: KEY }));
  const query = useQuery({ queryKey: KEY, queryFn: () => call(api().imports.folder({})), enabled: isAllowed });
  return { ...query, set: (folder) => client.setQueryData(KEY, folder) };
}
