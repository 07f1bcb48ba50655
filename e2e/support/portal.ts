import { clinicSource } from '../../electron/core/training/generate.ts';

/** Divisions of a clinic of any size in {@link portalDivisions}: they are new to it. */
export const NEW_DIVISIONS = ['Кабинет здорового ребёнка новый', 'Дневной стационар новый'] as const;

/** НСИ 99.2.114 as the portal hands it over: two divisions of ours, and one of somebody else. */
export function portalDivisions(): string {
  const oid = String(clinicSource({ people: 1 }).organisation.oid);
  const row = (mo: string, number: number, name: string) => ({
    mo_oid: mo,
    depart_oid: `${mo}.0.${number}`,
    depart_name: name,
    depart_type_id: '1',
    depart_create_date: '2025-10-01T00:00:00.000',
    separate_depart_boolean: 'false',
    building_name: 'Новый корпус',
    building_build_year: '2024',
    building_floor_count: '3',
    building_has_trouble: 'false',
    building_address_region_name: 'Псковская область',
    building_address_prefix_street: 'ул',
    building_address_street_name: 'Новая',
    building_address_house: '1',
    building_create_date: '2025-09-01T00:00:00.000',
  });
  const rows = [
    ...NEW_DIVISIONS.map((name, at) => row(oid, 800_001 + at, name)),
    row('1.2.643.5.1.13.13.12.2.77.1', 5, 'Чужая поликлиника'),
  ];
  return JSON.stringify({ list: rows.map((one) => Object.entries(one).map(([column, value]) => ({ column, value }))) });
}
