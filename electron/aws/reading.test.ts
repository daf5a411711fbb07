import { describe, expect, it } from 'vitest';
import { Fault } from '#contract/faults.ts';
import { knownPartition, parseArn } from './arn.ts';
import { toDirectory } from './directory/directories.ts';
import { isoDate } from './iamFacts.ts';
import { inTurns } from './inTurns.ts';
import { everyPage } from './pages.ts';
import { joinReadings, readPart } from './part.ts';

const name = { service: 'iam', operation: 'ListRoles' };

describe('pages', () => {
  it('are asked for until there is no token, though one is empty', async () => {
    const asked: (string | undefined)[] = [];
    const tokens: (string | undefined)[] = ['a', 'b', ''];
    await everyPage(name, (token) => {
      asked.push(token);
      return Promise.resolve({ next: tokens.shift() });
    });
    expect(asked).toEqual([undefined, 'a', 'b']);
  });

  it('that go in a circle are malformed', async () => {
    const circle = everyPage(name, () => Promise.resolve({ next: 'a' }));
    await expect(circle).rejects.toMatchObject({ code: 'aws.malformedAnswer' });
  });
});

describe('turns', () => {
  it('keep the order of the items and never take more than the width', async () => {
    let now = 0;
    let most = 0;
    const answers = await inTurns([30, 1, 20, 2, 10], 2, async (ms) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, ms));
      now--;
      return ms;
    });
    expect([answers, most]).toEqual([[30, 1, 20, 2, 10], 2]);
  });

  it('of nothing are nothing', async () => {
    expect(await inTurns([], 3, () => Promise.resolve(1))).toEqual([]);
  });
});

describe('a part', () => {
  const operation = { service: 'ds', operation: 'X', detail: '' };
  it.each<[string, Fault, unknown]>([
    ['denied', new Fault('aws.accessDenied', operation), { state: 'notReadable', code: 'aws.accessDenied' }],
    ['throttled', new Fault('aws.throttled', operation), { state: 'notReadable', code: 'aws.throttled' }],
    [
      'unsupported',
      new Fault('aws.serviceError', { ...operation, detail: 'UnsupportedOperationException: no' }),
      { state: 'notApplicable' },
    ],
    ['failing', new Fault('aws.serviceError', operation), { state: 'notReadable', code: 'aws.serviceError' }],
  ])('%s has a state of its own', async (_, fault, reading) => {
    const missing: string[] = [];
    expect(
      await readPart(
        'here',
        (_where, code) => missing.push(code),
        () => Promise.reject(fault),
      ),
    ).toEqual(reading);
    expect(missing).toEqual((reading as { code?: string }).code ? [fault.code] : []);
  });

  it.each([
    new Fault('job.cancelled', {}),
    new Fault('aws.credentialsExpired', operation),
    new Fault('aws.blockedOperation', operation),
    new TypeError('ours'),
  ])('ends everything with %s', async (error) => {
    const failing = async (): Promise<never> => {
      throw error;
    };
    await expect(readPart('here', () => {}, failing)).rejects.toBe(error);
  });

  it('of several Regions is what any of them gave', () => {
    const denied = { state: 'notReadable', code: 'aws.accessDenied' } as const;
    const none = { state: 'notApplicable' } as const;
    expect(joinReadings([denied, { state: 'read', value: [1] }, { state: 'read', value: [2] }])).toEqual({
      state: 'read',
      value: [1, 2],
    });
    expect(joinReadings([none, denied])).toEqual(denied);
    expect(joinReadings([none, none])).toEqual(none);
  });
});

describe('small facts', () => {
  it.each([
    [
      'arn:aws:iam::111122223333:role/a/b',
      { partition: 'aws', account: '111122223333', resource: 'role/a/b' },
    ],
    ['arn:aws-cn:iam::aws:policy/X', { partition: 'aws-cn', account: 'aws', resource: 'policy/X' }],
    ['arn:aws:s3:::bucket/a:b', { partition: 'aws', account: '', resource: 'bucket/a:b' }],
    ['role/a', null],
  ])('ARN %s', (text, parts) => {
    expect(parseArn(text)).toEqual(parts);
  });

  it('names the partitions that the facts know', () => {
    expect(['aws', 'aws-cn', 'aws-us-gov', 'aws-iso', 'constructor'].map(knownPartition)).toEqual([
      'aws',
      'aws-cn',
      'aws-us-gov',
      null,
      null,
    ]);
  });

  it.each([
    ['2024-03-01T09:00:00+09:00', '2024-03-01T00:00:00.000Z'],
    [1_709_283_600.5, '2024-03-01T09:00:00.500Z'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    ['yesterday', null],
    [undefined, null],
  ])('date %s', (given, iso) => {
    expect(isoDate(given)).toBe(iso);
  });

  it('takes a shared directory’s network and MFA from its owner', () => {
    const owner = {
      AccountId: '111122223333',
      VpcSettings: { VpcId: 'vpc-1', SubnetIds: ['s'] },
      RadiusStatus: 'Completed' as const,
    };
    expect(
      toDirectory(
        { DirectoryId: 'd-1', Type: 'SharedMicrosoftAD', OwnerDirectoryDescription: owner },
        '444455556666',
        'eu-west-1',
      ),
    ).toMatchObject({
      ownerAccountId: '111122223333',
      vpcId: 'vpc-1',
      radius: { status: 'Completed', servers: [] },
      name: 'd-1',
    });
  });

  it('does not guess at a kind of directory that it does not know', () => {
    expect(toDirectory({ DirectoryId: 'd-1', Type: 'CloudAD' as never }, '1', 'eu-west-1')).toBeNull();
  });
});
