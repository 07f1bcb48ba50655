import type { Page } from '@playwright/test';
import { type Desk, TEXT } from './desk.ts';

type Section = keyof typeof TEXT.shell.sections;

/** A list of the program, wherever on its page it is. */
export interface List {
  readonly name: string;
  readonly open: (desk: Desk) => Promise<void>;
  /** Name of the field that filters it. */
  readonly search?: string;
  /** What it says when there is nothing in it yet, and the commands that begin it. */
  readonly empty?: { readonly title: string; readonly steps: readonly string[] };
}

const { commands, shell, worklists } = TEXT;

const of = (section: Section, rest: Omit<List, 'name' | 'open'> = {}): List => ({
  name: section,
  open: (desk) => desk.go(section),
  ...rest,
});

const tab = (section: Section, title: string | RegExp, rest: Omit<List, 'name' | 'open'> = {}): List => ({
  name: `${section}: ${title}`,
  open: async (desk) => {
    await desk.go(section);
    await desk.page.getByRole('main').getByRole('tab', { name: title }).click();
  },
  ...rest,
});

/** Any list about people while there is nobody. */
const NO_STAFF = {
  title: TEXT.staff.firstUseTitle,
  steps: [commands.names.exchange, shell.sections.imports, commands.names['staff.hire']],
};

/** All that read from the store, by section. */
export const LISTS: readonly List[] = [
  of('staff', {
    search: TEXT.staff.search,
    empty: NO_STAFF,
  }),
  of('divisions', {
    search: TEXT.divisions.search,
    empty: {
      title: TEXT.divisions.emptyTitle,
      steps: [commands.names.exchange, commands.names['divisions.create.division'], shell.sections.imports],
    },
  }),
  of('organisation', { empty: { title: TEXT.organisation.emptyTitle, steps: [commands.names.exchange] } }),
  of('staffing', {
    search: TEXT.staffing.search,
    empty: {
      title: TEXT.staffing.emptyTitle,
      steps: [commands.names['staffing.newDocument'], shell.sections.imports],
    },
  }),
  of('dictionaries', { search: TEXT.dictionaries.search }),
  of('requests', { empty: { title: TEXT.requests.emptyTitle, steps: [shell.sections.staff] } }),
  // Without a file there is nothing to look for.
  of('documents', {
    empty: { title: TEXT.attachments.register.empty, steps: [shell.sections.staff, shell.sections.organisation] },
  }),
  ...Object.values(worklists.lists).map((list) =>
    tab('worklists', new RegExp(`^${list}`), { search: worklists.search, empty: NO_STAFF }),
  ),
  of('reports'),
  tab('reports', TEXT.reports.history, {
    empty: { title: TEXT.reports.historyEmptyTitle, steps: [TEXT.reports.make] },
  }),
  of('journal', { search: TEXT.journal.search }),
];

/** What a list says in its place, apart from the bars around it. */
export function stateOf(page: Page) {
  const main = page.getByRole('main');
  return {
    main,
    failed: main.getByRole('alert').filter({ has: page.getByRole('button', { name: TEXT.common.copyErrorDetails }) }),
    nothingFound: main.getByText(TEXT.common.nothingFoundTitle, { exact: true }),
    clear: main.getByRole('button', { name: TEXT.common.clearFilter, exact: true }).last(),
  };
}
