import { DeskError } from '#shared/contract/result.ts';
import type { Answer, FhirClient } from './client.ts';
import { firstPath, readPlace, unexpected, type Way } from './pull.ts';

/** What is asked for page by page. */
interface Paged {
  readonly type: string;
  readonly way: () => Promise<Way>;
  /** Resources a page. */
  readonly count?: number;
}

/**
 * A page of what has changed since `cursor`, or the one where an earlier look was stopped, as far as the server still
 * knows it. `start` is the time at which the look began, null for its first page.
 *
 * @throws DeskError KD-4010 the registry no longer knows what came since
 */
export async function askPage(
  client: FhirClient,
  { type, way, count }: Paged,
  cursor: string | null,
  page: string | null,
  signal: AbortSignal,
): Promise<{ readonly answer: Answer; readonly start: string | null }> {
  const further = page === null ? null : await furtherPage(client, page, signal);
  if (further !== null) return further;
  const answer = await client.ask({ method: 'GET', path: firstPath(type, await way(), cursor, count) }, signal);
  if (answer.status === 410 && cursor !== null) throw new DeskError('KD-4010');
  if (answer.status !== 200) throw unexpected(answer);
  return { answer, start: null };
}

/** Asked of the address that gave the link; null when the policy no longer names it. */
export async function pageAt(client: FhirClient, url: string, signal: AbortSignal): Promise<Answer | null> {
  const endpoint = client.endpoints.of(url);
  return endpoint === null ? null : client.ask({ method: 'GET', path: url, endpoint }, signal);
}

/** Null when the server no longer knows the page, and the look must begin again. */
async function furtherPage(
  client: FhirClient,
  page: string,
  signal: AbortSignal,
): Promise<{ readonly answer: Answer; readonly start: string } | null> {
  const place = readPlace(page);
  const answer = place === null ? null : await pageAt(client, place.url, signal);
  if (place === null || answer === null) return null;
  if (answer.status === 404 || answer.status === 410 || answer.status === 400) return null;
  if (answer.status !== 200) throw unexpected(answer);
  return { answer, start: place.cursor };
}
