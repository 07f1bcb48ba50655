import type { Resource } from '@medplum/fhirtypes';

/** Parts of a resource that hold no reference which a search could ask for. */
const SKIPPED = new Set(['meta', 'text', 'contained', 'name', 'telecom', 'address', 'qualification', 'extension']);

/** Strings that searches look resources up by: `system|value` and `value` of identifiers, and references. */
export function tokensOf(resource: Resource | null): Set<string> {
  const found = new Set<string>();
  if (resource === null) return found;
  for (const [key, part] of Object.entries(resource)) {
    if (typeof part === 'object' && !SKIPPED.has(key)) walk(part, found);
  }
  return found;
}

function walk(node: unknown, found: Set<string>): void {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, found);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const { system, value, reference }: { system?: unknown; value?: unknown; reference?: unknown } = node;
  if (typeof value === 'string') {
    found.add(value);
    if (typeof system === 'string') found.add(`${system}|${value}`);
  }
  if (typeof reference === 'string') found.add(reference);
  for (const child of Object.values(node)) if (typeof child === 'object') walk(child, found);
}
