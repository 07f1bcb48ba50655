/** What canonical JSON may hold: no fractions, no dates, no undefined. */
export type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue };

/**
 * JSON Canonicalization Scheme (RFC 8785) for strings, safe integers, booleans, null, arrays and objects: keys in the
 * order of their UTF-16 code units, no spaces, strings as ECMAScript writes them. The same value always gives the same
 * bytes, which is what a signature or a hash needs.
 *
 * @throws RangeError for fractions, unsafe integers and strings that are no Unicode (half of a surrogate pair)
 */
export function canonicalJson(value: CanonicalValue): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return canonicalString(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError('Only safe integers have one canonical form here');
    return String(value === 0 ? 0 : value);
  }
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const parts: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const item = value[key];
    if (item === undefined) throw new RangeError(`Nothing stands under ${key}`);
    parts.push(`${canonicalString(key)}:${canonicalJson(item)}`);
  }
  return `{${parts.join(',')}}`;
}

/** UTF-8 of `canonicalJson`. */
export function canonicalBytes(value: CanonicalValue): Uint8Array {
  return new TextEncoder().encode(canonicalJson(value));
}

function canonicalString(text: string): string {
  if (!text.isWellFormed()) throw new RangeError('Half of a surrogate pair is no Unicode');
  return JSON.stringify(text);
}

function isList(value: CanonicalValue): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}
