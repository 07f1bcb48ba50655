import type { JobName } from '#shared/contract/index.ts';
import type { Section } from '#shared/domain/sections.ts';
import type { Messages } from '#shared/text/translate.ts';

/** Where each job is at home. The types see to it that none is missing. */
const SECTION_OF: Readonly<Record<JobName, Section>> = {
  'journal.verify': 'journal',
  'reports.run': 'reports',
  'dictionaries.openFile': 'dictionaries',
  'dictionaries.checkRegistry': 'dictionaries',
  'dictionaries.openOffer': 'dictionaries',
  'imports.choose': 'imports',
  'imports.preview': 'imports',
  'imports.apply': 'imports',
  'imports.saveWrong': 'imports',
  'imports.chooseFolder': 'settings',
  'imports.openOffer': 'imports',
  'sync.check': 'exchange',
  'bulk.preview': 'staff',
  'bulk.apply': 'staff',
  'bulk.edit': 'staff',
  'bulk.undo': 'staff',
  'bulk.redo': 'staff',
  'bulk.export': 'staff',
  'packages.write': 'exchange',
  'packages.preview': 'exchange',
  'packages.take': 'exchange',
};
export const JOB_NAMES = Object.keys(SECTION_OF) as readonly JobName[];

/** The first page for a job that this version does not know. */
export function sectionOfJob(method: string): Section {
  return Object.hasOwn(SECTION_OF, method) ? SECTION_OF[method as JobName] : 'home';
}

/** The method itself for one that this version does not know. */
export function jobTitle(texts: Messages, method: string): string {
  const { titles } = texts.jobs;
  return Object.hasOwn(titles, method) ? titles[method as JobName] : method;
}

/** What a job made, for the way to it. */
export type JobProduct =
  | { readonly kind: 'report'; readonly runId: string; readonly fileName: string }
  | { readonly kind: 'request'; readonly requestId: string }
  | null;

/** Null for jobs that only looked at something. */
export function productOf(method: string, value: unknown): JobProduct {
  if (typeof value !== 'object' || value === null) return null;
  if (method === 'reports.run') {
    const { id, fileName } = value as { readonly id: string; readonly fileName: string };
    return { kind: 'report', runId: id, fileName };
  }
  const { requestId, done } = value as { readonly requestId?: unknown; readonly done?: unknown };
  return typeof requestId === 'string' ? { kind: 'request', requestId } : productOf(method, done);
}
