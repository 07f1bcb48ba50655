import type { ChosenRows } from '#shared/contract/bulk.ts';
import type { HostServices, PrintModel } from '#shared/contract/host.ts';
import type { Handlers } from '#shared/contract/index.ts';
import { type Addressee, type Concerned, TOLD_AT_MOST } from '#shared/contract/notices.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { StaffRow } from '#shared/contract/staff.ts';
import { DICTIONARY } from '#shared/domain/fields.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { formatDay } from '#shared/rules/dates.ts';
import { fullName } from '#shared/rules/names.ts';
import { messages } from '#shared/text/translate.ts';
import { actorOf, userOf } from '../changes/actor.ts';
import type { CallContext } from '../core.ts';
import type { Journal } from '../journal/append.ts';
import { plainAddress } from '../plain-address.ts';
import type { Clock } from '../ports.ts';
import { lettersTo } from './letters.ts';

export interface NoticeParts {
  readonly host: Pick<HostServices, 'printToPdf' | 'showPdf' | 'draftMail'>;
  readonly clock: Pick<Clock, 'today'>;
  readonly journal: Journal;
  /** In the order of the list, or by name. */
  readonly peopleOf: {
    readonly rows: (rows: ChosenRows) => readonly EntityId[];
    readonly division: (divisionId: EntityId) => readonly EntityId[];
    readonly request: (requestId: EntityId) => readonly EntityId[];
  };
  readonly rowsOf: (personIds: readonly EntityId[]) => readonly StaffRow[];
  /** Name of a dictionary's code, or null. */
  readonly nameOf: (oid: string, code: string) => string | null;
  readonly organisationName: () => string;
}

/** Letters and sheets for people who are to know of a change. */
export function createNotices(parts: NoticeParts): Handlers<'notices', CallContext> {
  function peopleOf(concerned: Concerned): readonly EntityId[] {
    switch (concerned.of) {
      case 'rows':
        return parts.peopleOf.rows(concerned.rows);
      case 'division':
        return parts.peopleOf.division(concerned.divisionId);
      case 'request':
        return parts.peopleOf.request(concerned.requestId);
    }
  }

  function addresseesOf(personIds: readonly EntityId[]): Addressee[] {
    return parts.rowsOf(personIds).map((row) => ({
      personId: row.personId,
      name: fullName(row),
      post: row.postCode === null ? '' : (parts.nameOf(DICTIONARY.posts, row.postCode) ?? row.postCode),
      email: plainAddress(row.email),
    }));
  }

  function tell(context: CallContext, action: string, subject: string, people: number): void {
    const { id: actorId, name: actorName, role } = actorOf(userOf(context));
    parts.journal.append({ action, actorId, actorName, role, to: subject, facts: { people } });
  }

  return {
    addressees({ concerned }) {
      const personIds = peopleOf(concerned);
      if (personIds.length > TOLD_AT_MOST) throw new DeskError('KD-6008', { params: { maximum: TOLD_AT_MOST } });
      return { addressees: addresseesOf(personIds) };
    },
    async mail({ personIds, subject, text, letter }, context) {
      const addresses = addresseesOf(personIds).flatMap(({ email }) => email ?? []);
      const letters = lettersTo([...new Set(addresses)], subject, text);
      const bcc = letters[letter];
      if (bcc === undefined) return null;
      await parts.host.draftMail({ subject, body: text, bcc });
      tell(context, 'notices.mail', subject, bcc.length);
      return { letters: letters.length };
    },
    async print({ personIds, subject, text }, context) {
      const model = sheetOf(parts, addresseesOf(personIds), subject, text, actorOf(userOf(context)).name);
      await parts.host.showPdf({ title: subject, content: await parts.host.printToPdf({ model }) });
      tell(context, 'notices.print', subject, personIds.length);
      return {};
    },
  };
}

/** The notice, and under it who has read it, when. */
function sheetOf(
  parts: NoticeParts,
  addressees: readonly Addressee[],
  subject: string,
  text: string,
  by: string,
): PrintModel {
  const { notices, signers } = messages('ru').documents;
  return {
    title: subject,
    organisation: parts.organisationName(),
    parameters: [],
    madeAt: formatDay(parts.clock.today()),
    madeBy: by,
    columns: [
      { title: notices.number, width: 5, align: 'end' },
      { title: notices.name, width: 38, align: 'start' },
      { title: notices.post, width: 32, align: 'start' },
      { title: notices.signature, width: 18, align: 'start' },
      { title: notices.date, width: 14, align: 'start' },
    ],
    rows: addressees.map(({ name, post }, at) => ({ style: 'sign', cells: [String(at + 1), name, post, '', ''] })),
    landscape: false,
    signers: [signers.personnel],
    language: 'ru',
    letter: {
      to: [],
      number: null,
      mark: null,
      before: [...text.split(/\n+/).filter((line) => line.trim() !== ''), notices.read],
      after: [],
    },
  };
}
