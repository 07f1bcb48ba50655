// A machine whose cable leads nowhere: what works there needs nobody but those who run on it.
import { spawnSync } from 'node:child_process';
import { isRoot } from './paths.mjs';
import { Failure } from './steps.mjs';

const OWN_NETWORK = isRoot() ? ['--net'] : ['--map-root-user', '--net'];
// The system calls itself connected, as a workstation does behind a dead line, but there is no route to anywhere.
const SET_UP = `set -e
ip link set lo up
ip link add cable type veth peer name nowhere
ip address add 192.0.2.1/32 dev cable
ip link set cable up
ip link set nowhere up
test -z "$(ip route)"
exec "$@"`;
const inside = (command, args) => [...OWN_NETWORK, 'sh', '-c', SET_UP, 'sh', command, ...args];

/**
 * The command and its arguments that run a command in a network namespace with no route.
 * @throws Failure where the system does not allow one
 */
export function unconnected(command, args) {
  const { status, stderr } = spawnSync('unshare', inside('true', []), { encoding: 'utf8' });
  if (status !== 0) throw new Failure(`This system gives no network of its own (unshare, ip): ${stderr ?? ''}`.trim());
  return ['unshare', inside(command, args)];
}
