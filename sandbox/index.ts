import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type SandboxOptions, startSandbox } from './sandbox.ts';

export { type Sandbox, type SandboxOptions, startSandbox } from './sandbox.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      people: { type: 'string', default: '2000' },
      port: { type: 'string', default: '0' },
      data: { type: 'string' },
      'token-seconds': { type: 'string', default: '3600' },
      'sync-seconds': { type: 'string', default: '15' },
      'tls-key': { type: 'string' },
      'tls-certificate': { type: 'string' },
      'tls-clients': { type: 'string' },
      quiet: { type: 'boolean', default: false },
    },
  });
  // Only the one line of facts goes to the standard output; a library that greets there would spoil it.
  console.info = console.error;
  const sandbox = await startSandbox({
    people: Number(values.people),
    port: Number(values.port),
    tokenSeconds: Number(values['token-seconds']),
    syncEverySeconds: Number(values['sync-seconds']),
    ...(values.data === undefined ? {} : { data: values.data }),
    ...tlsOf(values['tls-key'], values['tls-certificate'], values['tls-clients']),
    log: values.quiet ? () => {} : (line) => console.error(line),
  });
  const { policyFile, issuer, fhir, control, signing, people, folder } = sandbox;
  console.log(JSON.stringify({ ready: true, policyFile, issuer, fhir, control, signing, people, folder }));
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    sandbox.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** PEM files; plain HTTP without key and certificate. */
function tlsOf(key?: string, certificate?: string, clients?: string): Pick<SandboxOptions, 'tls'> {
  if (key === undefined || certificate === undefined) return {};
  const known = clients === undefined ? {} : { clients: readFileSync(clients, 'utf8') };
  return { tls: { key: readFileSync(key, 'utf8'), cert: readFileSync(certificate, 'utf8'), ...known } };
}

if (import.meta.main) await main();
