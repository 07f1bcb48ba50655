import { useEffect, useState } from 'react';
import type { ImportCounts, ImportField, ImportSource, ImportTarget, imports } from '#shared/contract/imports.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { api, call } from '../../app/api.ts';
import { type Job, useJob } from '../../app/jobs.ts';
import { useNotify } from '../../app/notify.tsx';

export type Applied = OutputOf<(typeof imports)['apply']>;
export type ImportStep = 'file' | 'columns' | 'preview' | 'done';

export interface ImportDesk {
  readonly step: ImportStep;
  readonly source: ImportSource | null;
  readonly columns: readonly (ImportField | null)[];
  readonly counts: ImportCounts | null;
  readonly applied: Applied | null;
  readonly choosing: Job<Record<string, never>, ImportSource | null>;
  readonly opening: Job<{ offerId: string }, OutputOf<(typeof imports)['openOffer']>>;
  readonly comparing: Job<{ importId: string; columns: (ImportField | null)[] }, { counts: ImportCounts }>;
  readonly writing: Job<{ importId: string }, Applied>;
  readonly isBusy: boolean;
  readonly choose: () => void;
  readonly setTarget: (target: ImportTarget) => void;
  readonly setColumn: (at: number, field: ImportField | null) => void;
  readonly setCounts: (counts: ImportCounts) => void;
  readonly goTo: (step: ImportStep) => void;
}

/**
 * Where an import stands: file → columns → preview → done. Nothing of the file is kept by the page but what it shows.
 *
 * @param offerId a file of the watched folder that is opened at once
 */
export function useImport(offerId: string | undefined): ImportDesk {
  const notify = useNotify();
  const [step, setStep] = useState<ImportStep>('file');
  const [source, setSource] = useState<ImportSource | null>(null);
  const [columns, setColumns] = useState<readonly (ImportField | null)[]>([]);
  const [counts, setCounts] = useState<ImportCounts | null>(null);
  const [applied, setApplied] = useState<Applied | null>(null);
  const choosing = useJob(api().imports.choose);
  const opening = useJob(api().imports.openOffer);
  const comparing = useJob(api().imports.preview);
  const writing = useJob(api().imports.apply);

  const open = (opened: ImportSource, compared: ImportCounts | null) => {
    setSource(opened);
    setColumns(opened.columns.map(({ field }) => field));
    setCounts(compared);
    setApplied(null);
    setStep(compared === null ? 'columns' : 'preview');
  };
  const startOpening = opening.start;
  useEffect(() => {
    if (offerId !== undefined) startOpening({ offerId });
  }, [offerId, startOpening]);
  const chosen = choosing.state.phase === 'done' ? choosing.state.value : null;
  useOnce(chosen, (opened) => open(opened, null));
  const offered = opening.state.phase === 'done' ? opening.state.value : null;
  useOnce(offered, (opened) => open(opened.source, opened.counts));
  const compared = comparing.state.phase === 'done' ? comparing.state.value : null;
  useOnce(compared, (result) => {
    setCounts(result.counts);
    setStep('preview');
  });
  const written = writing.state.phase === 'done' ? writing.state.value : null;
  useOnce(written, (result) => {
    setApplied(result);
    setStep('done');
  });

  return {
    step,
    source,
    columns,
    counts,
    applied,
    choosing,
    opening,
    comparing,
    writing,
    isBusy: [choosing, opening, comparing, writing].some(({ state }) => state.phase === 'running'),
    choose() {
      for (const job of [opening, comparing, writing]) job.reset();
      choosing.start({});
    },
    setTarget(target) {
      if (source === null) return;
      comparing.reset();
      call(api().imports.setTarget({ importId: source.importId, target })).then(
        (opened) => open(opened, null),
        notify.failed,
      );
    },
    setColumn: (at, field) => setColumns((before) => before.map((old, index) => (index === at ? field : old))),
    setCounts,
    goTo: setStep,
  };
}

/** Acts when a job has ended, once for each result. */
function useOnce<T>(result: T | null, act: (result: T) => void): void {
  const [seen, setSeen] = useState<T | null>(null);
  if (result === null || result === seen) return;
  setSeen(result);
  act(result);
}
