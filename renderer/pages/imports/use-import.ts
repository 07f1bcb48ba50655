import { useEffect, useState } from 'react';
import type { ImportCounts, ImportField, ImportSource, imports } from '#shared/contract/imports.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { api } from '../../app/api.ts';
import { type Job, useJob } from '../../app/jobs.ts';

export type Applied = OutputOf<(typeof imports)['apply']>;
export type ImportStep = 'file' | 'columns' | 'preview' | 'done';

export interface ImportDesk {
  readonly step: ImportStep;
  readonly source: ImportSource | null;
  readonly columns: readonly (ImportField | null)[];
  readonly counts: ImportCounts | null;
  readonly applied: Applied | null;
  readonly choosing: Job<Record<string, never>, ImportSource | null>;
  readonly comparing: Job<{ importId: string; columns: (ImportField | null)[] }, { counts: ImportCounts }>;
  readonly writing: Job<{ importId: string }, Applied>;
  readonly setColumn: (at: number, field: ImportField | null) => void;
  readonly setCounts: (counts: ImportCounts) => void;
  readonly goTo: (step: ImportStep) => void;
}

/** Where an import stands: file → columns → preview → done. Nothing of the file is kept by the page but what it shows. */
export function useImport(): ImportDesk {
  const [step, setStep] = useState<ImportStep>('file');
  const [source, setSource] = useState<ImportSource | null>(null);
  const [columns, setColumns] = useState<readonly (ImportField | null)[]>([]);
  const [counts, setCounts] = useState<ImportCounts | null>(null);
  const [applied, setApplied] = useState<Applied | null>(null);
  const choosing = useJob(api().imports.choose);
  const comparing = useJob(api().imports.preview);
  const writing = useJob(api().imports.apply);

  const chosen = choosing.state.phase === 'done' ? choosing.state.value : null;
  useEffect(() => {
    if (chosen === null) return;
    setSource(chosen);
    setColumns(chosen.columns.map(({ field }) => field));
    setCounts(null);
    setApplied(null);
    setStep('columns');
  }, [chosen]);
  const compared = comparing.state.phase === 'done' ? comparing.state.value : null;
  useEffect(() => {
    if (compared === null) return;
    setCounts(compared.counts);
    setStep('preview');
  }, [compared]);
  const written = writing.state.phase === 'done' ? writing.state.value : null;
  useEffect(() => {
    if (written === null) return;
    setApplied(written);
    setStep('done');
  }, [written]);

  return {
    step,
    source,
    columns,
    counts,
    applied,
    choosing,
    comparing,
    writing,
    setColumn: (at, field) => setColumns((before) => before.map((old, index) => (index === at ? field : old))),
    setCounts,
    goTo: setStep,
  };
}
