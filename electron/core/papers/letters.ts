import type { PrintModel } from '#shared/contract/host.ts';
import type { Application, NumberedPaper } from '#shared/contract/papers.ts';
import type { Employment, Person } from '#shared/domain/entities.ts';
import { formatDay } from '#shared/rules/dates.ts';
import { fullName } from '#shared/rules/names.ts';
import { messages } from '#shared/text/translate.ts';
import { acceptedOf } from './accepted.ts';
import { columns, type DossierParts, dossier } from './dossier.ts';
import { fieldText } from './words.ts';

export interface LetterParts extends DossierParts {
  readonly organisationName: () => string;
}

type Letter = PrintModel & { readonly letter: NonNullable<PrintModel['letter']> };

/** What the two kinds of letters have alike. */
function letter(organisation: string, title: string, madeBy: string, madeAt: string): Letter {
  return {
    title,
    organisation,
    parameters: [],
    madeAt,
    madeBy,
    columns: [],
    rows: [],
    landscape: false,
    signers: [],
    language: 'ru',
    letter: { to: [], number: null, mark: null, before: [], after: [] },
  };
}

export interface Numbered {
  readonly kind: NumberedPaper;
  readonly number: number;
  readonly purpose: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly by: string;
}

/** A paper of the desk about a person, as it is on its day. */
export function numberedLetter(parts: LetterParts, person: Person, given: Numbered): Letter {
  const { papers, signers } = messages('ru').documents;
  const day = formatDay(given.day);
  const paper = letter(parts.organisationName(), papers.titles[given.kind], given.by, day);
  const body = given.kind === 'workCertificate' ? certificate(parts, person, given.day) : extract(parts, person, day);
  return {
    ...paper,
    ...body.table,
    signers: [signers.head, signers.personnel],
    letter: {
      ...paper.letter,
      number: papers.numberOf(given.number, day),
      before: [body.text],
      after: [...body.after, papers.purpose(given.purpose)],
    },
  };
}

interface Body {
  readonly text: string;
  readonly table: Pick<PrintModel, 'columns' | 'rows'>;
  readonly after: readonly string[];
}

function certificate(parts: LetterParts, person: Person, day: string): Body {
  const { papers } = messages('ru').documents;
  const works = worksOf(parts, person, day);
  const born = person.birthDate === null ? null : formatDay(person.birthDate);
  const verb = works.some((work) => isOpen(work, day)) ? papers.works : papers.worked(person.sex);
  const text = (field: 'postCode' | 'divisionId' | 'positionType' | 'rate', work: Employment) =>
    fieldText(parts.names, 'employment', field, work[field]);
  return {
    text: papers.certificate(fullName(person), born, verb, parts.organisationName()),
    table: {
      columns: [
        { title: papers.post, width: 34, align: 'start' },
        { title: papers.division, width: 30, align: 'start' },
        { title: papers.positionType, width: 20, align: 'start' },
        { title: papers.rate, width: 8, align: 'end' },
        { title: papers.period, width: 20, align: 'start' },
      ],
      rows: works.map((work) => ({
        style: 'normal',
        cells: [
          text('postCode', work),
          text('divisionId', work),
          text('positionType', work),
          text('rate', work),
          papers.periodOf(formatDay(work.beginDate ?? ''), work.endDate === null ? null : formatDay(work.endDate)),
        ],
      })),
    },
    after: [],
  };
}

function extract(parts: LetterParts, person: Person, day: string): Body {
  const { papers } = messages('ru').documents;
  return {
    text: papers.extract(fullName(person), day),
    table: { columns: columns(), rows: dossier(parts, person) },
    after: [papers.trueExtract],
  };
}

/** What a person gives to the desk, for them to fill in the rest and to sign. */
export function application(parts: LetterParts, person: Person, kind: Application, today: string): Letter {
  const { papers } = messages('ru').documents;
  const paper = letter(parts.organisationName(), papers.titles.application, '', '');
  const work = worksOf(parts, person, today).find((one) => isOpen(one, today));
  const text = (field: 'postCode' | 'divisionId') =>
    work === undefined ? '' : fieldText(parts.names, 'employment', field, work[field]);
  const place = [text('postCode'), text('divisionId')].filter((part) => part !== '').join(', ');
  return {
    ...paper,
    organisation: '',
    signers: [papers.applicant],
    letter: {
      ...paper.letter,
      to: [papers.toHead, parts.organisationName(), papers.from(fullName(person)), place].filter((line) => line !== ''),
      before: [papers.applications[kind]],
      after: [papers.signedOn],
    },
  };
}

/** Approved employments that have begun, the newest first. */
function worksOf(parts: LetterParts, person: Person, day: string): Employment[] {
  return acceptedOf(parts, 'employment', person.id)
    .filter(({ beginDate }) => beginDate !== null && beginDate <= day)
    .sort((a, b) => ((a.beginDate ?? '') < (b.beginDate ?? '') ? 1 : -1));
}

function isOpen({ endDate }: Employment, day: string): boolean {
  return endDate === null || endDate >= day;
}
