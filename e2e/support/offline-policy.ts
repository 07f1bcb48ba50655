import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';

/** The policy of a workstation that can sign in but never reaches the registry. */
export async function withoutRegistry(policyFile: string, folder: string): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  const policy = JSON.parse(await readFile(policyFile, 'utf8')) as Record<string, unknown>;
  const path = join(folder, 'policy.json');
  await writeFile(path, JSON.stringify({ ...policy, registryEndpoints: [`http://127.0.0.1:${port}/fhir`] }));
  return path;
}
