import { describe, expect, it } from 'vitest';
import type { EntityKind } from '#shared/domain/entities.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { checkEntity } from '#shared/rules/check-entity.ts';
import { describeFailure, fieldLabel, messages } from '#shared/text/translate.ts';
import { fillClinic, openTestDesk, refusal, type TestDesk } from '../test-books.ts';

const TEXTS = messages('ru');

function open() {
  const desk = openTestDesk();
  const { people, organisationId } = fillClinic(desk, 3);
  const [personId = ''] = people;
  const building = crypto.randomUUID();
  desk.entities.insert('building', building, {
    ...{ organisationId, name: 'Корпус 1', addressText: 'ул. Учебная, д. 1', garGuid: null, postIndex: null },
    ...{ cadastralNumber: null, buildYear: 1980, floorCount: 3, hasTrouble: 'no', latitude: null, longitude: null },
    ...{ beginDate: '2000-01-01', liquidationDate: null, liquidationReason: null },
  });
  const of = (kind: 'employment' | 'document') => desk.entities.list(kind, 'personId', personId)[0]?.entity.id ?? '';
  desk.db.prepare(`UPDATE document SET type_code = '1' WHERE person_id = ?`).run(personId);
  const ids = {
    person: personId,
    employment: of('employment'),
    document: of('document'),
    organisation: organisationId,
    building,
  };
  return { desk, ids };
}

type Kind = keyof ReturnType<typeof open>['ids'];
const valuesOf = (desk: TestDesk, kind: EntityKind, id: EntityId) =>
  desk.entities.get(kind, id)?.entity as unknown as Readonly<Record<string, FieldValue>>;

/** Writes as the card, the grid and the page of the organisation do. */
async function write({ desk, ids }: ReturnType<typeof open>, kind: Kind, field: string, to: FieldValue) {
  const id = ids[kind];
  const edits = [{ kind, id, field, from: valuesOf(desk, kind, id)[field] ?? null, to }];
  const area = kind === 'organisation' || kind === 'building' ? desk.handlers.organisation : desk.handlers.staff;
  await area.applyEdits({ edits }, desk.editor);
}

describe('a value against its rule', () => {
  it.each<[Kind, string, FieldValue, string]>([
    ['person', 'snils', '112-233-445 96', 'KD-2104'],
    ['person', 'snils', '000-000-000 00', 'KD-2102'],
    ['person', 'inn', '500100732258', 'KD-2111'],
    ['person', 'phone', '+7 123 456 78 90', 'KD-2121'],
    ['person', 'email', 'ivanova@', 'KD-2122'],
    ['person', 'lastName', 'Ивaнова', 'KD-2008'],
    ['person', 'birthDate', '31.04.1980', 'KD-2003'],
    ['employment', 'rate', '1,75', 'KD-2203'],
    ['employment', 'postCode', '12', 'KD-2204'],
    ['document', 'series', '450', 'KD-2131'],
    ['document', 'number', '000000', 'KD-2132'],
    ['document', 'departmentCode', '770001', 'KD-2133'],
    ['organisation', 'inn', '7707083894', 'KD-2111'],
    ['organisation', 'ogrn', '1027700132194', 'KD-2112'],
    ['organisation', 'kpp', '773601О01', 'KD-2113'],
    ['organisation', 'okved', '86.100', 'KD-2135'],
    ['building', 'postIndex', '01', 'KD-2142'],
    ['building', 'garGuid', 'нет', 'KD-2143'],
    ['building', 'latitude', '91', 'KD-2144'],
  ])(
    '%s.%s «%s» is refused with %s, which names the field and says how to mend it',
    async (kind, field, typed, code) => {
      const clinic = open();
      const before = valuesOf(clinic.desk, kind, clinic.ids[kind]);
      const refused = await refusal(() => write(clinic, kind, field, typed));
      expect(refused).toMatchObject({ code, field: `${kind}.${field}` });
      expect(valuesOf(clinic.desk, kind, clinic.ids[kind])).toEqual(before);
      expect(fieldLabel(TEXTS, `${kind}.${field}`)).not.toBe(`${kind}.${field}`);
      const { title, advice } = describeFailure(TEXTS, {
        code: refused.code,
        field: `${kind}.${field}`,
        params: refused.params ?? {},
      });
      expect(title).not.toMatch(/undefined/);
      expect(advice).toMatch(/^[А-ЯЁ].{10,}\.$/u);
    },
  );

  it('of an unusual shape is kept and flagged', async () => {
    const clinic = open();
    await write(clinic, 'building', 'cadastralNumber', '77:1:0001001:10');
    await write(clinic, 'person', 'snils', '001-001-998 00');
    const { desk, ids } = clinic;
    const found = (['building', 'person'] as const).flatMap((kind) => {
      const entity = desk.entities.get(kind, ids[kind])?.entity;
      return entity === undefined ? [] : checkEntity(kind, entity as never);
    });
    expect(found.map(({ field, code, severity }) => [field, code, severity])).toEqual([
      ['cadastralNumber', 'KD-2137', 'warning'],
      ['snils', 'KD-2103', 'warning'],
    ]);
  });
});
