import { join } from 'node:path';
import { expect, test } from 'vitest';
import { forbiddenSwitch, policyFile, switchValue, userDataFolder } from './places.ts';

test('files lie where the switch says, else in the local profile', () => {
  const here = { platform: 'linux', env: {}, appData: '/home/u/.config', userDataSwitch: '' } as const;
  expect(userDataFolder(here)).toBe('/home/u/.config/kartoteka');
  expect(userDataFolder({ ...here, userDataSwitch: '/tmp/p' })).toBe('/tmp/p');
  const windows = { ...here, platform: 'win32', appData: '/u/AppData/Roaming' } as const;
  expect(userDataFolder({ ...windows, env: { LOCALAPPDATA: '/u/AppData/Local' } })).toBe(
    join('/u/AppData/Local', 'Kartoteka'),
  );
});

test('the policy is where only IT can write', () => {
  expect(policyFile('linux', {})).toBe('/etc/kartoteka/policy.json');
  expect(policyFile('win32', { ProgramData: 'D:\\PD' })).toBe(join('D:\\PD', 'Kartoteka', 'policy.json'));
});

test.each([
  ['--remote-debugging-port=9222', 'remote-debugging-port'],
  ['--remote-debugging-port', 'remote-debugging-port'],
  ['-remote-debugging-port=0', 'remote-debugging-port'],
  ['/remote-debugging-port=9222', 'remote-debugging-port'],
  ['--Remote-Debugging-Pipe', 'remote-debugging-pipe'],
  ['--inspect', 'inspect'],
  ['--inspect=0.0.0.0:9229', 'inspect'],
  ['--inspect-brk', 'inspect-brk'],
  ['--js-flags=--expose-gc', 'js-flags'],
  ['--ignore-certificate-errors', 'ignore-certificate-errors'],
])('%s is seen', (argument, name) => expect(forbiddenSwitch(['kartoteka', 'x', argument])).toBe(name));

test('harmless arguments pass', () => {
  expect(
    forbiddenSwitch(['--inspect', '--user-data-dir=/tmp/inspect', '/home/inspect', 'inspect', '--lang=ru']),
  ).toBeNull();
});

test('value of a switch: the last one, empty when it is not there', () => {
  expect(switchValue(['p', '--policy=/a=b.json', '--policy=/c.json'], 'policy')).toBe('/c.json');
  expect(switchValue(['p', '--policy=/a=b.json'], 'policy')).toBe('/a=b.json');
  expect(switchValue(['p', '--policyx=/a', '--policy'], 'policy')).toBe('');
});
