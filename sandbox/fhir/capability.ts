import type { CapabilityStatement, CapabilityStatementRestResource } from '@medplum/fhirtypes';
import { PROFILE } from '../../electron/core/registry/fhir/profile.ts';

const SEARCHES: Readonly<Record<string, readonly string[]>> = {
  Organization: ['name', 'partof', 'type', 'active'],
  Location: ['name', 'organization'],
  Practitioner: ['name', 'family', 'active'],
  PractitionerRole: ['practitioner', 'organization', 'active'],
  HealthcareService: ['organization'],
  Basic: ['code', 'subject'],
  Task: ['status', 'business-status', 'focus'],
  Provenance: ['target'],
  DocumentReference: ['subject', 'status'],
  Binary: [],
  Communication: ['recipient', 'status'],
  Appointment: ['status', 'date'],
  Slot: ['schedule', 'status'],
  Schedule: ['actor'],
  DiagnosticReport: ['subject', 'status'],
  CodeSystem: ['url', 'version'],
  ValueSet: ['url', 'version'],
  AuditEvent: ['date', 'entity'],
};
const PROFILES: Readonly<Record<string, string>> = {
  Organization: PROFILE.organization,
  Practitioner: PROFILE.practitioner,
  PractitionerRole: PROFILE.practitionerRole,
  Location: PROFILE.location,
  HealthcareService: PROFILE.healthcareService,
};

export const TYPES: ReadonlySet<string> = new Set(Object.keys(SEARCHES));

/** What a test may take away from the registry. */
export interface Abilities {
  readonly typeHistory: boolean;
  readonly transactions: boolean;
}

export function capabilityStatement(base: string, issuer: string, abilities: Abilities): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-01-15',
    kind: 'instance',
    name: 'UchebnyRegistr',
    title: 'Учебный реестр (не для рабочих данных)',
    implementation: { description: 'Учебный реестр медицинских работников и организаций', url: base },
    fhirVersion: '4.0.1',
    format: ['json', 'application/fhir+json'],
    rest: [
      {
        mode: 'server',
        security: {
          service: [
            { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'OAuth' }] },
          ],
          description: issuer,
        },
        resource: [...TYPES].map((type) => resource(type, abilities)),
        interaction: [
          ...(abilities.transactions ? [{ code: 'transaction' as const }] : []),
          { code: 'batch' },
          ...(abilities.typeHistory ? [{ code: 'history-system' as const }] : []),
        ],
      },
    ],
  };
}

function resource(type: string, { typeHistory }: Abilities): CapabilityStatementRestResource {
  const parameters = [
    { name: '_id', type: 'token' as const },
    { name: '_lastUpdated', type: 'date' as const },
    { name: '_tag', type: 'token' as const },
    ...(type === 'Binary' ? [] : [{ name: 'identifier', type: 'token' as const }]),
    ...(SEARCHES[type] ?? []).map((name) => ({ name, type: 'string' as const })),
  ];
  const codes = [
    'read',
    'vread',
    'create',
    'update',
    'delete',
    'history-instance',
    'history-type',
    'search-type',
  ] as const;
  const profile = PROFILES[type];
  return {
    type: type as NonNullable<CapabilityStatementRestResource['type']>,
    ...(profile === undefined ? {} : { supportedProfile: [profile] }),
    interaction: codes.filter((code) => typeHistory || code !== 'history-type').map((code) => ({ code })),
    versioning: 'versioned-update',
    readHistory: true,
    updateCreate: true,
    conditionalCreate: true,
    conditionalUpdate: true,
    conditionalDelete: 'single',
    searchParam: parameters,
  };
}
