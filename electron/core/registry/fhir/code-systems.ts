import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DeskError } from '#shared/contract/result.ts';
import { isDay } from '#shared/rules/dates.ts';
import { limit } from '../../dictionaries/reading/limits.ts';
import type { Table } from '../../dictionaries/reading/table.ts';
import type { DictionaryRegistry, OfferedVersion } from '../dictionaries.ts';
import { type ClientParts, FhirClient } from './client.ts';
import { conceptTable } from './concepts.ts';
import { splitBundle } from './json.ts';
import { unexpected } from './pull.ts';

const text = z.string().optional();
const Head = z.object({
  resourceType: z.literal('CodeSystem'),
  id: z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/),
  url: text,
  identifier: z.array(z.object({ value: text })).optional(),
  version: text,
  name: text,
  title: text,
  status: text,
  date: text,
  content: text,
});
const Page = z.object({
  resourceType: z.literal('Bundle'),
  link: z.array(z.object({ relation: text, url: text })).optional(),
});

/** Rows are fetched one version at a time; a server that does not know `_elements` sends them here as well. */
const FIRST_PAGE = 'CodeSystem?_elements=url,identifier,version,name,title,status,date,content&_count=100';
/** A registry with more pages of dictionaries than this leads in a circle. */
const PAGES_AT_MOST = 100;

/** Dictionaries of a registry that speaks FHIR R4: each version is a `CodeSystem` whose address or identifier is its OID. */
export function createFhirDictionaries(parts: ClientParts): DictionaryRegistry {
  const client = new FhirClient(parts);

  async function ask(path: string, signal: AbortSignal, endpoint?: string) {
    const answer = await client.ask({ method: 'GET', path, ...(endpoint === undefined ? {} : { endpoint }) }, signal);
    if (answer.status !== 200) throw unexpected(answer);
    return answer;
  }

  return {
    async versions(signal) {
      const found: OfferedVersion[] = [];
      let path: string | undefined = FIRST_PAGE;
      let endpoint: string | undefined;
      for (let page = 0; path !== undefined && page < PAGES_AT_MOST; page++) {
        const answer = await ask(path, signal, endpoint);
        const { head, entries } = splitBundle(answer.body);
        const bundle = Page.safeParse(head);
        if (!bundle.success) throw against('bundle');
        for (const { resource } of entries) found.push(...offered(resource));
        const next = bundle.data.link?.find(({ relation }) => relation === 'next')?.url;
        endpoint = answer.endpoint;
        path = next === undefined ? undefined : client.resolve(endpoint, next).href;
      }
      return found;
    },

    async read(reference, signal) {
      const { body } = await ask(`CodeSystem/${reference}`, signal);
      const head = Head.safeParse(parse(body.toString()));
      const version = head.success ? versionOf(head.data) : null;
      if (version === null) throw against('CodeSystem');
      const { oid, name, version: of, publishedOn } = version;
      const table: Table = {
        ...conceptTable(parse(body.toString())),
        passport: { oid, name, version: of, publishedOn },
      };
      limit('rows', table.records.length);
      limit('columns', table.columns.length);
      return { table, sha256: createHash('sha256').update(body).digest('hex') };
    },
  };
}

function offered(resource: string | null): OfferedVersion[] {
  const head = resource === null ? undefined : Head.safeParse(parse(resource)).data;
  // Outcomes and dictionaries that are handed out in part are no news.
  if (head === undefined || head.status === 'draft' || head.content !== 'complete') return [];
  const version = versionOf(head);
  return version === null ? [] : [version];
}

/** Null for what no dictionary of НСИ is: one without an OID or without a version. */
function versionOf(head: z.infer<typeof Head>): OfferedVersion | null {
  const addresses = [head.url, ...(head.identifier ?? []).map(({ value }) => value)];
  const oid = addresses.map((address) => /^urn:oid:(\d+(?:\.\d+){3,40})$/.exec(address ?? '')?.[1]).find(Boolean);
  if (oid === undefined || head.version === undefined || head.version.trim() === '') return null;
  const day = head.date?.slice(0, 10) ?? '';
  return {
    oid,
    name: head.title ?? head.name ?? null,
    version: head.version.trim().slice(0, 50),
    publishedOn: isDay(day) ? day : null,
    reference: head.id,
  };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new DeskError('KD-4003', { params: { detail: 'not JSON' }, cause: error });
  }
}

function against(detail: string): DeskError {
  return new DeskError('KD-4003', { params: { detail } });
}
