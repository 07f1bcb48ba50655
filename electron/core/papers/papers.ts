import type { HostServices, PrintModel } from '#shared/contract/host.ts';
import type { Handlers } from '#shared/contract/index.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { Person } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { fullName } from '#shared/rules/names.ts';
import { listedSnils } from '#shared/rules/snils.ts';
import { messages } from '#shared/text/translate.ts';
import { actorOf, userOf } from '../changes/actor.ts';
import type { CallContext } from '../core.ts';
import type { Journal } from '../journal/append.ts';
import type { Clock } from '../ports.ts';
import { accepted, countOpen } from './accepted.ts';
import { columns, type DossierParts, dossier, scans } from './dossier.ts';

export interface PapersParts extends DossierParts {
  readonly clock: Pick<Clock, 'now'>;
  readonly journal: Journal;
  readonly host: Pick<HostServices, 'printToPdf' | 'showPdf'>;
  readonly organisationName: () => string;
}

/** Papers about one person: made of what is approved, shown for printing, told in the journal. */
export function createPapers(parts: PapersParts): Handlers<'papers', CallContext> {
  return {
    async portfolio({ personId }, context) {
      const author = actorOf(userOf(context));
      const known = personOf(parts, personId);
      const person = { ...known, snils: listedSnils(known.snils, userOf(context).role) };
      const model = portfolioOf(parts, author.name, person);
      const content = await parts.host.printToPdf({ model });
      await parts.host.showPdf({ title: `${model.title}: ${fullName(person)}`, content });
      parts.journal.append({
        action: 'papers.portfolio',
        actorId: author.id,
        actorName: author.name,
        role: author.role,
        kind: 'person',
        objectId: personId,
        facts: { rows: model.rows.length },
      });
      return {};
    },
  };
}

/** @throws DeskError KD-3008 no such person · KD-6005 nothing about them is approved */
function personOf(parts: DossierParts, id: EntityId): Person {
  if (parts.entities.get('person', id) === null) throw new DeskError('KD-3008');
  const person = accepted(parts, 'person', id);
  if (person === null) throw new DeskError('KD-6005');
  return person;
}

function portfolioOf(parts: PapersParts, by: string, person: Person): PrintModel {
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
    madeAt: MOMENT.format(new Date(parts.clock.now())),
    madeBy: by,
    columns: columns(),
    rows: [...dossier(parts, person), ...scans(parts, person.id)],
    landscape: false,
    signers: [documents.signers.personnel, documents.signers.head],
    language: 'ru',
  };
}

const MOMENT = new Intl.DateTimeFormat('ru-RU', { dateStyle: 'short', timeStyle: 'short' });
