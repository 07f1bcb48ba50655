import type { GivenPaper } from '#shared/contract/papers.ts';
import { useMessages } from '../app/i18n.tsx';

/** «Справка о работе № 3». */
export function usePaperName(): (paper: Pick<GivenPaper, 'kind' | 'number'>) => string {
  const { documents, papers } = useMessages();
  return ({ kind, number }) => papers.given.nameOf(documents.papers.kinds[kind], number);
}
