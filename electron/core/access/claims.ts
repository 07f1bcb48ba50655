import { z } from 'zod';
import { DeskError } from '#shared/contract/result.ts';
import { Role } from '#shared/domain/states.ts';

const Text = z.string().trim().min(1).max(1_000);

/** What the gateway says about a person in the ID token; other claims are none of our business. */
const Claims = z.object({
  sub: z.string().min(1).max(255),
  name: Text.nullish(),
  family_name: Text.nullish(),
  given_name: Text.nullish(),
  middle_name: Text.nullish(),
  snils: z.string().max(20).nullish(),
  /** Whether the Госуслуги account is a confirmed one. */
  trusted: z.boolean().nullish(),
  roles: z.array(z.string().max(200)).max(200).nullish(),
  organization: z.object({ oid: Text, name: Text }).nullish(),
});

export interface Identity {
  /** The person's permanent id at the provider. */
  readonly subject: string;
  readonly name: string;
  /** 11 digits. */
  readonly snils: string | null;
  /** All of the desk's roles that the person holds, in the provider's order. */
  readonly roles: readonly Role[];
  /** The one in force: the first, or only `viewer` while the account is not confirmed. */
  readonly role: Role;
  readonly organisation: { readonly oid: string; readonly name: string };
  readonly confirmed: boolean;
}

/**
 * @param claims of an ID token that has been verified
 * @throws DeskError KD-1107 claims of another shape · KD-1008 no organisation or none of the desk's roles in it
 */
export function identityOf(claims: unknown): Identity {
  const parsed = Claims.safeParse(claims);
  if (!parsed.success) {
    throw new DeskError('KD-1107', { params: { claim: parsed.error.issues[0]?.path.map(String).join('.') ?? '' } });
  }
  const { sub, snils, organization } = parsed.data;
  const roles = (parsed.data.roles ?? []).flatMap((role) => Role.safeParse(role).data ?? []);
  const [role] = roles;
  if (role === undefined || !organization) throw new DeskError('KD-1008');
  const confirmed = parsed.data.trusted === true;
  return {
    subject: sub,
    name: nameOf(parsed.data),
    snils: digitsOf(snils),
    roles,
    role: confirmed ? role : 'viewer',
    organisation: { oid: organization.oid, name: organization.name },
    confirmed,
  };
}

function nameOf(claims: z.infer<typeof Claims>): string {
  const parts = [claims.family_name, claims.given_name, claims.middle_name];
  const name = claims.name ?? parts.filter((part) => part !== null && part !== undefined).join(' ');
  if (name === '') throw new DeskError('KD-1107', { params: { claim: 'name' } });
  return name;
}

function digitsOf(snils: string | null | undefined): string | null {
  const digits = (snils ?? '').replace(/\D/g, '');
  return digits.length === 11 ? digits : null;
}
