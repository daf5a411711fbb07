import { expect, it } from 'vitest';
import { role } from '#domain/session/limits.fixture.ts';
import type { SessionRequest } from '#domain/session/request.ts';
import type { Engine } from '../engine.ts';
import { GivenAddresses } from './givenAddresses.ts';
import { consoleAddress } from './consoleAddress.ts';

const portalRole: SessionRequest = {
  kind: 'portalRole',
  portal: 'p',
  account: '111122223333',
  roleName: 'Reader',
  region: 'cn-north-1',
};

it.each<[string, SessionRequest, string | null, string]>([
  ['by whom it is', role(), 'arn:aws-us-gov:sts::111122223333:assumed-role/Admin/ann', 'aws-us-gov'],
  ['by its Region where that is not known', portalRole, null, 'aws-cn'],
])('keys go to the console of their partition alone, %s', async (_, request, arn, partition) => {
  const asked: string[] = [];
  const engine = {
    sessions: { freshKeys: () => Promise.resolve({}), at: () => ({ request, arn }) },
    sts: {
      consoleLink: (session: { partition: string }) => (asked.push(session.partition), Promise.resolve('')),
    },
    consoleDoor: { open: () => Promise.resolve({ address: 'http://127.0.0.1:1/a', until: '' }) },
    addresses: new GivenAddresses(),
  } as unknown as Engine;
  await consoleAddress(engine, { id: 'a', destination: null });
  expect(asked).toEqual([partition]);
});
