import type { PrintModel } from '#shared/contract/host.ts';
import type { Handlers } from '#shared/contract/index.ts';
import type { Person } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { fullName } from '#shared/rules/names.ts';
import { listedSnils } from '#shared/rules/snils.ts';
import { messages } from '#shared/text/translate.ts';
import { actorOf, userOf } from '../changes/actor.ts';
import type { CallContext } from '../core.ts';
import type { JournalFact } from '../journal/append.ts';
import { printedMoment } from '../printed.ts';
import { approvedPerson, countOpen } from './accepted.ts';
import { columns, dossier, scans } from './dossier.ts';
import { application } from './letters.ts';
import { putOut } from './output.ts';
import { createRegister, type RegisterParts } from './register.ts';

/** Papers about one person: made of what is approved, told in the journal. */
export function createPapers(parts: RegisterParts): Handlers<'papers', CallContext> {
  function tell(
    context: CallContext,
    action: string,
    personId: EntityId,
    told: Pick<JournalFact, 'facts' | 'to'>,
  ): void {
    const { id: actorId, name: actorName, role } = actorOf(userOf(context));
    parts.journal.append({ action, actorId, actorName, role, kind: 'person', objectId: personId, ...told });
  }

  return {
    ...createRegister(parts),
    async portfolio({ personId }, context) {
      const { name, role } = userOf(context);
      const known = approvedPerson(parts, personId);
      const person = { ...known, snils: listedSnils(known.snils, role) };
      const model = portfolioOf(parts, name, person);
      await putOut(parts, model, 'pdf', `${model.title}: ${fullName(person)}`);
      tell(context, 'papers.portfolio', personId, { facts: { rows: model.rows.length } });
      return {};
    },
    async application({ personId, kind, format }, context) {
      const person = approvedPerson(parts, personId);
      const model = application(parts, person, kind, parts.clock.today());
      const name = messages('ru').documents.papers.kinds[kind];
      if (!(await putOut(parts, model, format, `${name}, ${fullName(person)}`))) return null;
      tell(context, 'papers.application', personId, { to: name });
      return {};
    },
  };
}

function portfolioOf(parts: RegisterParts, by: string, person: Person): PrintModel {
  const { documents, fields } = messages('ru');
  const words = documents.portfolio;
  const open = countOpen(parts, person.id);
  return {
    title: words.title,
    organisation: parts.organisationName(),
    parameters: [
      { name: fields['employment.personId'], value: fullName(person) },
      ...(open === 0 ? [] : [{ name: words.open, value: words.openRecords(open) }]),
    ],
    madeAt: printedMoment(parts.clock.now()),
    madeBy: by,
    columns: columns(),
    rows: [...dossier(parts, person), ...scans(parts, person.id)],
    landscape: false,
    signers: [documents.signers.personnel, documents.signers.head],
    language: 'ru',
  };
}
