/**
 * About how many bytes a value that came from a page takes: `fits`, `too-large`, or `foreign` when it holds what no
 * call of ours holds (anything but plain objects, arrays, scalars and bytes). Counting stops at the limit, which also
 * ends a value that contains itself.
 */
export function measure(value: unknown, maxBytes: number): 'fits' | 'too-large' | 'foreign' {
  const waiting: unknown[] = [value];
  let bytes = 0;
  while (waiting.length > 0) {
    const next = waiting.pop();
    bytes += 8;
    switch (typeof next) {
      case 'string':
        bytes += next.length * 2;
        break;
      case 'object':
        if (next === null) break;
        if (next instanceof Uint8Array) bytes += next.byteLength;
        else if (Array.isArray(next)) {
          if (bytes + next.length * 8 > maxBytes) return 'too-large';
          for (const item of next) waiting.push(item);
        } else if (isPlain(next)) {
          for (const key of Object.keys(next)) {
            bytes += key.length * 2;
            waiting.push(next[key]);
          }
        } else return 'foreign';
        break;
      case 'number':
      case 'boolean':
      case 'undefined':
        break;
      default:
        return 'foreign';
    }
    if (bytes + waiting.length * 8 > maxBytes) return 'too-large';
  }
  return 'fits';
}

function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
