import type { Database } from '../open.ts';

const TEXT: Readonly<Record<string, readonly string[]>> = {
  organisation: ['okopf', 'region_code', 'liquidation_reason'],
  licence: ['series', 'licenser_inn', 'licenser_ogrn'],
  person: ['is_medical', 'is_pharmaceutical', 'is_student', 'death_date'],
  employment: ['file_number', 'specialty_code', 'targeted'],
  credential: ['series', 'registration_number', 'protocol_number', 'protocol_date', 'extended'],
  education: [
    ...['degree', 'science_branch', 'country', 'recognition_number', 'recognition_date'],
    ...['targeted', 'customer_inn', 'customer_ogrn'],
  ],
  category: ['extended'],
};
const INTEGER: typeof TEXT = { employment: ['seniority_months'], education: ['duty_months'] };

/** Facts of ФРМР and ФРМО that a record may lack; the copies that are kept already have them, so these are read again. */
export function optionalFields(db: Database): void {
  for (const [type, columns] of [['TEXT', TEXT] as const, ['INTEGER', INTEGER] as const]) {
    for (const [table, names] of Object.entries(columns)) {
      for (const name of names) db.exec(`ALTER TABLE ${table} ADD COLUMN ${name} ${type}`);
    }
  }
  db.exec("INSERT INTO meta (key, value) SELECT 'replica.reread', '' WHERE EXISTS (SELECT 1 FROM replica)");
}
