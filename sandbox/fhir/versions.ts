import type { Resource } from '@medplum/fhirtypes';

/** One committed (or about to be committed) version of a resource; a tombstone has no content. */
export interface Version {
  readonly type: string;
  readonly id: string;
  readonly versionId: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly method: 'POST' | 'PUT' | 'DELETE';
  /** Compact JSON with `meta`, or null for a tombstone. Generated base versions are written out only when asked for. */
  readonly json: string | null;
  /** The content without a detour over text, for generated versions. Lacks the server's `meta` elements. */
  source?(): Resource;
}

export interface Committed {
  /** Place in the commit order of the whole registry, from 1. */
  readonly seq: number;
  readonly version: Version;
}

export const keyOf = (type: string, id: string): string => `${type}/${id}`;
export const instant = (at: number): string => new Date(at).toISOString();

/** Text of a version with the server's own `meta` elements put in. */
export function versionJson(resource: Resource, versionId: number, at: number): string {
  const { resourceType, id, meta, ...rest } = resource;
  return JSON.stringify({
    resourceType,
    id,
    meta: { ...meta, versionId: String(versionId), lastUpdated: instant(at) },
    ...rest,
  });
}

/** The content as its author gave it, for searching and checking; may lack the server's `meta` elements. */
export function contentOf(version: Version): Resource | null {
  return version.source === undefined ? parseVersion(version) : version.source();
}

export function parseVersion(version: Version): Resource | null {
  if (version.json === null) return null;
  const parsed: Resource = JSON.parse(version.json);
  return parsed;
}

/** Entry of a history bundle, as text. */
export function historyEntry(version: Version, base: string): string {
  const key = keyOf(version.type, version.id);
  const status = version.method === 'POST' ? '201 Created' : version.method === 'PUT' ? '200 OK' : '204 No Content';
  const request = `{"method":"${version.method}","url":"${version.method === 'POST' ? version.type : key}"}`;
  const response = `{"status":"${status}","etag":"W/\\"${version.versionId}\\"","lastModified":"${instant(version.at)}"}`;
  const content = version.json;
  return `{"fullUrl":"${base}/${key}",${content === null ? '' : `"resource":${content},`}"request":${request},"response":${response}}`;
}
