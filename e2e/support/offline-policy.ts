import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Nobody listens there: the system gives away ports of its own choice far above. */
const NOWHERE = 'http://127.0.0.1:3/fhir';

/** The policy of a workstation that can sign in but never reaches the registry. */
export async function withoutRegistry(policyFile: string, folder: string): Promise<string> {
  const policy = JSON.parse(await readFile(policyFile, 'utf8')) as Record<string, unknown>;
  const path = join(folder, 'policy.json');
  await writeFile(path, JSON.stringify({ ...policy, registryEndpoints: [NOWHERE] }));
  return path;
}
