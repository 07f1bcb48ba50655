import { findIdentifier, ownId } from '../elements.ts';
import { SYSTEM } from '../profile.ts';

/** Text, or null where there is none. */
export function textOf(value: string | null | undefined): string | null {
  return value === undefined || value === '' ? null : value;
}

/** The calendar day of a FHIR date or dateTime, as it is written; a part of a date stays one. */
export function dayOf(value: string | undefined): string | null {
  const text = textOf(value);
  return text !== null && /^\d{4}-\d\d-\d\dT/.test(text) ? text.slice(0, 10) : text;
}

/** The year of a FHIR date, of whatever precision. */
export function yearOf(value: string | undefined): number | null {
  const year = /^\d{4}(?=$|-)/.exec(value ?? '')?.[0];
  return year === undefined ? null : Number(year);
}

/** A whole number that a column can hold, else nothing. */
export function integerOf(value: number | undefined): number | null {
  return value !== undefined && Number.isSafeInteger(value) ? value : null;
}

interface AddressParts {
  readonly text?: string | undefined;
  readonly postalCode?: string | undefined;
  readonly state?: string | undefined;
  readonly city?: string | undefined;
  readonly line?: readonly (string | null)[] | undefined;
}

/** The address as one line; where the registry keeps only its parts they are put together. */
export function addressLine(address: AddressParts | undefined): string | null {
  if (address === undefined) return null;
  const { text, postalCode, state, city, line } = address;
  if (textOf(text) !== null) return textOf(text);
  const parts = [postalCode, state, city, ...(line ?? [])].filter((part) => part !== undefined && part !== null);
  return textOf(parts.filter((part) => part !== '').join(', '));
}

/** The desk's word for a flag. */
export function yesNoOf(value: boolean | undefined): 'yes' | 'no' | null {
  return value === undefined ? null : value ? 'yes' : 'no';
}

/** A share of a full-time post in hundredths. */
export function hundredthsOf(share: number | undefined): number | null {
  return share === undefined ? null : Math.round(share * 100);
}

/** СНИЛС without separators, where it is one; anything else as it is written. */
export function snilsOf(value: string | undefined): string | null {
  const digits = value?.replace(/[\s-]/g, '');
  return digits !== undefined && /^\d{11}$/.test(digits) ? digits : textOf(value);
}

interface Identified {
  readonly identifier?:
    | readonly { system?: string | undefined; use?: string | undefined; value?: string | undefined }[]
    | undefined;
}

export function identifierOf(resource: Identified, aliases: readonly string[]): string | null {
  return textOf(findIdentifier(resource.identifier, aliases)?.value);
}

/** The mark that this desk left on what it created. */
export function localIdOf(resource: Identified): string | null {
  return ownId(findIdentifier(resource.identifier, SYSTEM.entityId)?.value);
}
