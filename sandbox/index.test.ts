import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { Policy } from '../shared/contract/policy.ts';

const Ready = z.object({
  ready: z.literal(true),
  policyFile: z.string(),
  issuer: z.string(),
  fhir: z.string(),
  control: z.string(),
  signing: z.object({ container: z.string(), password: z.string(), ca: z.string() }),
});

test('the command says where everything is in one line, and stops when told', async () => {
  const entry = fileURLToPath(new URL('index.ts', import.meta.url));
  const child = spawn(process.execPath, [entry, '--people', '40', '--quiet'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const output = createInterface({ input: child.stdout });
  output.on('line', (line) => lines.push(line));
  const [line]: string[] = await once(output, 'line');
  const ready = Ready.parse(JSON.parse(line ?? ''));
  const policy = Policy.parse(JSON.parse(readFileSync(ready.policyFile, 'utf8')));
  expect(policy).toMatchObject({ contour: 'training', issuer: ready.issuer, registryEndpoints: [ready.fhir] });
  expect(policy.signingAuthorities[0]).toContain('BEGIN CERTIFICATE');
  expect((await fetch(`${ready.fhir}/metadata`)).status).toBe(200);
  expect((await fetch(`${ready.issuer}/.well-known/openid-configuration`)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(lines).toHaveLength(1);
  // A temporary folder goes with the sandbox.
  expect(existsSync(ready.policyFile)).toBe(false);
});
