import { DeskError } from '#shared/contract/result.ts';
import type { Answer, FhirClient } from './client.ts';
import { type PageSize, withAtMost } from './page-size.ts';
import { firstPath, readPlace, unexpected, type Way } from './pull.ts';

/** What is asked for page by page. */
interface Paged {
  readonly type: string;
  readonly way: () => Promise<Way>;
  readonly size: PageSize;
}

/** A page, and the time at which the look began; null for its first page. */
interface Found {
  readonly answer: Answer;
  readonly start: string | null;
}

/**
 * A page of what has changed since `cursor`, or the one where an earlier look was stopped, as far as the server still
 * knows it.
 *
 * @throws DeskError KD-4010 the registry no longer knows what came since
 */
export async function askPage(
  client: FhirClient,
  paged: Paged,
  cursor: string | null,
  page: string | null,
  signal: AbortSignal,
): Promise<Found> {
  const further = page === null ? null : await furtherPage(client, paged.size, page, signal);
  return further ?? firstPage(client, paged, cursor, signal);
}

/** Asked of the address that gave the link; null when the policy no longer names it. */
export async function pageAt(client: FhirClient, url: string, signal: AbortSignal): Promise<Answer | null> {
  const endpoint = client.endpoints.of(url);
  return endpoint === null ? null : client.ask({ method: 'GET', path: url, endpoint }, signal);
}

async function firstPage(
  client: FhirClient,
  { type, way, size }: Paged,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Found> {
  for (;;) {
    const count = size.now;
    const path = firstPath(type, await way(), cursor, count);
    const answer = await size.ask(count, () => client.ask({ method: 'GET', path }, signal));
    if (answer === 'too large') continue;
    if (answer.status === 410 && cursor !== null) throw new DeskError('KD-4010');
    if (answer.status !== 200) throw unexpected(answer);
    return { answer, start: null };
  }
}

/** Null when the look must begin again: the server no longer knows the page, or cannot be asked for less of it. */
async function furtherPage(
  client: FhirClient,
  size: PageSize,
  page: string,
  signal: AbortSignal,
): Promise<Found | null> {
  const place = readPlace(page);
  if (place === null) return null;
  for (;;) {
    const smaller = withAtMost(place.url, size.now);
    const { url, count } = smaller ?? { url: place.url, count: size.now };
    const endpoint = client.endpoints.of(url);
    if (endpoint === null) return null;
    const answer = await size.ask(count, () => client.ask({ method: 'GET', path: url, endpoint }, signal));
    if (answer === 'too large') {
      if (smaller === null) return null;
      continue;
    }
    if (answer.status === 404 || answer.status === 410 || answer.status === 400) return null;
    if (answer.status !== 200) throw unexpected(answer);
    return { answer, start: place.cursor };
  }
}
