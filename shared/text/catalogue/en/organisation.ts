import type { organisation as ru } from '../ru/organisation.ts';
import { counted } from './counting.ts';

export const organisation: typeof ru = {
  title: 'Organisation',
  commands: 'Organisation: commands',
  tabs: {
    details: 'Details',
    licences: 'Licences',
    buildings: 'Buildings',
    services: 'Services',
    history: 'History',
  },
  status: { active: 'Active', incomplete: 'Something is missing', closed: 'Liquidated' },
  missing: 'For the organisation to be active, fill in or mend:',
  groups: { names: 'Names', requisites: 'Requisites', contacts: 'Addresses and contacts', head: 'Head' },
  counted: 'In figures, as of today',
  facts: {
    people: 'People',
    doctors: 'Doctors',
    nurses: 'Nurses and paramedics',
    divisions: 'Open divisions',
    licences: 'Licences in force',
  },
  licencesOfRegistry: 'Licences are the registry’s: they cannot be changed here.',
  noLicencesTitle: 'There are no licences',
  noLicencesText: 'They come with an exchange, once the licensing authority has entered them in the registry.',
  unlimited: 'unlimited',
  inForce: 'In force',
  notInForce: 'Not in force',
  licensed: (count) => counted(count, { one: 'work or service', other: 'works and services' }),
  add: { building: 'Add a building', service: 'Add a service' },
  addVerb: 'Add',
  added: 'Added; the change is in the draft request',
  saved: 'Saved; the change is in the draft request',
  state: 'State',
  open: 'Open',
  closedOn: (date) => `Closed on ${date}`,
  changed: 'Changed',
  empty: {
    building: {
      title: 'No buildings yet',
      text: 'Add the buildings where the organisation works: divisions refer to them, and the licence names them.',
    },
    service: {
      title: 'No services yet',
      text: 'Add the services that the organisation offers: they are compared with the licence.',
    },
  },
  remove: 'Delete',
  removeTitle: (name) => `Delete «${name}»?`,
  removeText: {
    building:
      'Delete what was entered by mistake. For a building that is no longer used, enter the day and the reason instead.',
    service: 'Delete what was entered by mistake. For a service that is no longer offered, enter its last day instead.',
  },
  removed: 'Deleted; the change is in the draft request',
  export: 'Export',
  exporting: 'Making the file',
  emptyTitle: 'Nothing is known of the organisation yet',
  emptyText: 'It comes from the registry with the first exchange.',
};
