import { PrintModel } from '#shared/contract/host.ts';
import type { Handlers } from '#shared/contract/index.ts';
import type { GivenPaper } from '#shared/contract/papers.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { formatDay } from '#shared/rules/dates.ts';
import { fullName } from '#shared/rules/names.ts';
import { messages } from '#shared/text/translate.ts';
import { actorOf, userOf } from '../changes/actor.ts';
import type { CallContext } from '../core.ts';
import type { Database } from '../db/open.ts';
import type { Journal } from '../journal/append.ts';
import type { Clock, Emit, Ids } from '../ports.ts';
import { approvedPerson } from './accepted.ts';
import { type LetterParts, numberedLetter } from './letters.ts';
import { type OutputParts, putOut } from './output.ts';
import type { PaperStore } from './store.ts';

export interface RegisterParts extends LetterParts, OutputParts {
  readonly db: Database;
  readonly store: PaperStore;
  readonly clock: Pick<Clock, 'now' | 'today'>;
  readonly ids: Ids;
  readonly emit: Emit;
  readonly journal: Journal;
  readonly organisationId: () => EntityId | null;
}

type RegisterHandlers = Pick<Handlers<'papers', CallContext>, 'register' | 'print' | 'cancel' | 'list'>;

/**
 * Papers with a number. The number, the line of the register and the entry in the journal are one transaction, and come
 * before any printing: what does not come out of the printer has its number all the same and is printed again.
 */
export function createRegister(parts: RegisterParts): RegisterHandlers {
  const { db, store, clock } = parts;

  function existing(id: EntityId): GivenPaper {
    const paper = store.get(id);
    if (paper === null) throw new DeskError('KD-3008');
    return paper;
  }

  function valid(id: EntityId): GivenPaper {
    const paper = existing(id);
    if (paper.cancelled !== null) throw new DeskError('KD-6006');
    return paper;
  }

  /** Writes, and tells the journal and the windows. */
  function write(context: CallContext, action: string, id: EntityId, change: () => void, reason?: string): GivenPaper {
    const actor = actorOf(userOf(context));
    const paper = db
      .transaction(() => {
        change();
        const written = existing(id);
        parts.journal.append({
          action,
          actorId: actor.id,
          actorName: actor.name,
          role: actor.role,
          kind: 'person',
          objectId: written.personId,
          to: nameOf(written),
          reason,
        });
        return written;
      })
      .immediate();
    parts.emit('data.changed', { kind: 'paper', ids: [paper.personId] });
    return paper;
  }

  return {
    register({ personId, kind, purpose }, context) {
      const { name: givenBy } = actorOf(userOf(context));
      const organisationId = parts.organisationId();
      const person = approvedPerson(parts, personId);
      if (organisationId === null) throw new DeskError('KD-3008');
      const id = parts.ids.next();
      return write(context, 'papers.register', id, () => {
        const givenOn = clock.today();
        const year = Number(givenOn.slice(0, 4));
        const number = store.next(organisationId, year);
        const model = numberedLetter(parts, person, { kind, number, purpose, day: givenOn, by: givenBy });
        const personName = fullName(person);
        store.insert(
          { id, organisationId, kind, personId, personName, purpose, givenOn, givenBy },
          year,
          number,
          JSON.stringify(model),
        );
      });
    },
    async print({ paperId, format }, context) {
      const { prints, ...paper } = valid(paperId);
      const page = store.model(paperId);
      // The person was erased.
      if (page === '') throw new DeskError('KD-3008');
      const model = PrintModel.parse(JSON.parse(page));
      const mark = prints === 0 ? null : messages('ru').documents.papers.duplicate;
      const marked = { ...model, ...(model.letter && { letter: { ...model.letter, mark } }) };
      if (!(await putOut(parts, marked, format, `${nameOf(paper)}, ${paper.personName}`))) return null;
      const action = prints === 0 ? 'papers.print' : 'papers.duplicate';
      return write(context, action, paperId, () => store.countPrint(paperId));
    },
    cancel({ paperId, reason }, context) {
      const why = reason.trim();
      if (why === '') throw new DeskError('KD-3005');
      const { name } = actorOf(userOf(context));
      const cancel = () => {
        valid(paperId);
        store.cancel(paperId, clock.now(), name, why);
      };
      return write(context, 'papers.cancel', paperId, cancel, why);
    },
    list({ offset, limit, ...asked }) {
      const organisationId = parts.organisationId();
      const query = { ...asked, organisationId };
      return {
        papers: store.page(query, offset, limit),
        total: store.count(query),
        years: store.years(organisationId),
      };
    },
  };
}

/** «Справка о работе № 3 от 21.11.2026». */
function nameOf({ kind, number, givenOn }: Pick<GivenPaper, 'kind' | 'number' | 'givenOn'>): string {
  const { papers } = messages('ru').documents;
  return `${papers.kinds[kind]} ${papers.numberOf(number, formatDay(givenOn))}`;
}
