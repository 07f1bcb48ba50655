import { z } from 'zod';

/**
 * Shapes of the R4 elements that this desk reads; everything else in a resource is left alone. Only types are checked:
 * values are taken as they are, also where a rule calls them impossible.
 */
const text = z.string().optional();

const Coding = z.object({ system: text, code: text, display: text });
const Concept = z.object({ coding: z.array(Coding).optional(), text });
const Period = z.object({ start: text, end: text });
const Reference = z.object({ reference: text, display: text });
const Identifier = z.object({ use: text, system: text, value: text });
const Contact = z.object({ system: text, use: text, value: text });
/** Beyond this it is no share of a post, and no column would hold it. */
const decimal = z.number().min(-1e9).max(1e9).optional();
const Part = z.object({
  url: text,
  valueString: text,
  valueDate: text,
  valueBoolean: z.boolean().optional(),
  valueInteger: z.number().optional(),
  valuePeriod: Period.optional(),
});
/** Of the many resources, those of people and employments: each member that is looked for takes its time. */
const Extension = z.object({
  id: text,
  url: text,
  valueCode: text,
  valueString: text,
  valueDecimal: decimal,
  valueCoding: Coding.optional(),
  extension: z.array(Part).optional(),
});
const UnitPart = Part.extend({
  valueCode: text,
  valueDecimal: decimal,
  valueCoding: Coding.optional(),
  valueReference: Reference.optional(),
});
const UnitExtension = UnitPart.extend({ id: text, extension: z.array(UnitPart).optional() });
const addressParts = {
  use: text,
  text,
  line: z.array(z.string().nullable()).optional(),
  city: text,
  state: text,
  postalCode: text,
};
const Address = z.object({ ...addressParts, extension: z.array(UnitExtension).optional() });

const extension = z.array(Extension).optional();
/** Identity documents stand among the identifiers of a person. */
const PersonIdentifier = Identifier.extend({
  id: text,
  type: Concept.optional(),
  period: Period.optional(),
  assigner: Reference.optional(),
  extension,
});
const PersonAddress = z.object({ ...addressParts, id: text, period: Period.optional(), extension });

const common = {
  id: z.string().regex(/^(?!\.{1,2}$)[A-Za-z0-9\-.]{1,64}$/),
  meta: z.object({ versionId: text, lastUpdated: text }).optional(),
  identifier: z.array(Identifier).optional(),
  extension,
};
const ofUnit = { ...common, extension: z.array(UnitExtension).optional() };

export const Organization = z.object({
  ...ofUnit,
  resourceType: z.literal('Organization'),
  type: z.array(Concept).optional(),
  name: text,
  alias: z.array(z.string().nullable()).optional(),
  telecom: z.array(Contact).optional(),
  address: z.array(Address).optional(),
  partOf: Reference.optional(),
});
export type Organization = z.infer<typeof Organization>;

export const Practitioner = z.object({
  ...common,
  resourceType: z.literal('Practitioner'),
  identifier: z.array(PersonIdentifier).optional(),
  address: z.array(PersonAddress).optional(),
  name: z
    .array(z.object({ use: text, family: text, given: z.array(z.string().nullable()).optional(), text }))
    .optional(),
  telecom: z.array(Contact).optional(),
  gender: text,
  birthDate: text,
  qualification: z
    .array(
      z.object({
        id: text,
        identifier: z.array(Identifier).optional(),
        code: Concept.optional(),
        period: Period.optional(),
        issuer: Reference.optional(),
        extension,
      }),
    )
    .optional(),
});
export type Practitioner = z.infer<typeof Practitioner>;

export const PractitionerRole = z.object({
  ...common,
  resourceType: z.literal('PractitionerRole'),
  period: Period.optional(),
  practitioner: Reference.optional(),
  organization: Reference.optional(),
  code: z.array(Concept).optional(),
  specialty: z.array(Concept).optional(),
  notAvailable: z.array(z.object({ id: text, description: text, during: Period.optional(), extension })).optional(),
});
export type PractitionerRole = z.infer<typeof PractitionerRole>;

export const Location = z.object({
  ...ofUnit,
  resourceType: z.literal('Location'),
  name: text,
  address: Address.optional(),
  position: z.object({ latitude: z.number().optional(), longitude: z.number().optional() }).optional(),
  physicalType: Concept.optional(),
  managingOrganization: Reference.optional(),
});
export type Location = z.infer<typeof Location>;

export const HealthcareService = z.object({
  ...ofUnit,
  resourceType: z.literal('HealthcareService'),
  providedBy: Reference.optional(),
  type: z.array(Concept).optional(),
  name: text,
  comment: text,
});
export type HealthcareService = z.infer<typeof HealthcareService>;

export const Basic = z.object({
  ...ofUnit,
  resourceType: z.literal('Basic'),
  code: Concept.optional(),
  subject: Reference.optional(),
});
export type Basic = z.infer<typeof Basic>;

export const RESOURCE = {
  Organization,
  Practitioner,
  PractitionerRole,
  Location,
  HealthcareService,
  Basic,
} as const;
export type ResourceType = keyof typeof RESOURCE;
