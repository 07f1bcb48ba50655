/** Strings that searches look resources up by: `system|value` and `value` of identifiers, and references anywhere. */
export function readTokens(json: string | null): Set<string> {
  const found = new Set<string>();
  if (json !== null) walk(JSON.parse(json), found);
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
