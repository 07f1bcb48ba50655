import type { Messages } from '../ru/index.ts';
import { access } from './access.ts';
import { actions } from './actions.ts';
import { attachments } from './attachments.ts';
import { bulk } from './bulk.ts';
import { bulletins } from './bulletins.ts';
import { commands } from './commands.ts';
import { common } from './common.ts';
import { dictionaries } from './dictionaries.ts';
import { divisions } from './divisions.ts';
import { documents } from './documents.ts';
import { errors } from './errors.ts';
import { exchange } from './exchange.ts';
import { fields } from './fields.ts';
import { grid } from './grid.ts';
import { history } from './history.ts';
import { home } from './home.ts';
import { imports } from './imports.ts';
import { jobs } from './jobs.ts';
import { journal } from './journal.ts';
import { main } from './main.ts';
import { notices } from './notices.ts';
import { notifications } from './notifications.ts';
import { onDay } from './on-day.ts';
import { organisation } from './organisation.ts';
import { packages } from './packages.ts';
import { papers } from './papers.ts';
import { reports } from './reports.ts';
import { requests } from './requests.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { staff } from './staff.ts';
import { staffing } from './staffing.ts';
import { states } from './states.ts';
import { views } from './views.ts';
import { worklists } from './worklists.ts';

export const en: Messages = {
  access,
  actions,
  attachments,
  bulk,
  bulletins,
  commands,
  common,
  dictionaries,
  divisions,
  documents,
  errors,
  exchange,
  fields,
  grid,
  history,
  home,
  imports,
  jobs,
  journal,
  main,
  notices,
  notifications,
  onDay,
  organisation,
  packages,
  papers,
  reports,
  requests,
  settings,
  shell,
  staff,
  staffing,
  states,
  views,
  worklists,
};
