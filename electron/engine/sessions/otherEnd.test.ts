import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { isStranger, userAtOtherEnd } from './otherEnd.ts';

it.runIf(process.platform === 'linux')('tells whose the other end is', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const here = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [there] = (await once(server, 'connection')) as [Socket];
  expect(userAtOtherEnd(there)).toBe(process.getuid!());
  expect(userAtOtherEnd({ localPort: 1, remotePort: 1 } as Socket)).toBeNull();
  here.destroy();
  server.close();
});

it.each([
  ['us', 1000, 1000, false],
  ['another user', 1001, 1000, true],
  ['root', 0, 1000, false],
  ['anybody, where we are root', 1000, 0, false],
  ['nobody knows whom', null, 1000, false],
  ['a system without user ids', 1000, undefined, false],
])('%s', (_, user, ours, stranger) => {
  expect(isStranger(user, ours)).toBe(stranger);
});
