import type { RegistryProbe } from '../probe.ts';
import { readCapabilities } from './capabilities.ts';
import { type ClientParts, FhirClient } from './client.ts';

/** What nobody can do without, and what every user of a desk reads. */
const NEEDED = ['Practitioner', 'PractitionerRole', 'Organization'] as const;
const READ = [...NEEDED, 'Task'] as const;

/** Looks at a FHIR server as the exchange uses it, but changes nothing there. */
export function createFhirProbe(parts: ClientParts): RegistryProbe {
  const clientAt = (address: string): FhirClient => new FhirClient({ ...parts, endpoints: [address] });
  const count = (type: string) => ({ method: 'GET', path: `${type}?_summary=count&_count=0` }) as const;
  return {
    addresses: parts.endpoints,
    async knock(address, signal) {
      const response = await parts.fetch(`${address.replace(/\/+$/, '')}/metadata`, {
        headers: { accept: 'application/fhir+json' },
        redirect: 'error',
        signal,
      });
      await response.body?.cancel();
      const date = Date.parse(response.headers.get('date') ?? '');
      return { date: Number.isNaN(date) ? null : new Date(date).toISOString() };
    },
    async signIn(address, signal) {
      await clientAt(address).ask(count(READ[0]), signal);
    },
    async abilities(address, signal) {
      const { transaction, history } = await readCapabilities(clientAt(address), signal);
      return { transactions: transaction, history: NEEDED.every((type) => history.has(type)) };
    },
    async forbidden(address, signal) {
      const client = clientAt(address);
      const found: string[] = [];
      for (const type of READ) {
        const { status } = await client.ask(count(type), signal);
        if (status === 403) found.push(type);
      }
      return found;
    },
  };
}
