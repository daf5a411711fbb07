import { describe, expect, it } from 'vitest';
import { nothingApplies, unread } from '../domain/estate/facts.ts';
import type { EstateFacts } from '../domain/estate/facts.ts';
import type { ManagedPolicy } from '../domain/estate/iam.ts';
import { mergeEstates } from './merge.ts';

const estate = (id: string, more: Partial<EstateFacts> = {}): EstateFacts => ({
  ...unread('notAsked'),
  partition: 'aws',
  accounts: [{ id, name: null, alias: null }],
  reach: { regions: ['eu-west-1'], accounts: [{ id, code: null }], allAccounts: false, allRegions: true },
  ...more,
});
const policy = (arn: string, attachments: number): ManagedPolicy => ({
  arn,
  name: arn,
  account: null,
  awsManaged: true,
  defaultVersionId: 'v1',
  attachments,
  versions: [],
});
const denied = { state: 'notReadable', code: 'aws.accessDenied' } as const;
const none = { state: 'notApplicable' } as const;

describe('estates of several accounts', () => {
  it('are joined part by part; what one lacks does not hide what another gave', () => {
    const merged = mergeEstates([
      estate('1', { groups: denied, samlProviders: denied, users: none }),
      estate('2', { groups: { state: 'read', value: [{ arn: 'g' } as never] }, users: none }),
    ]);
    expect(merged.groups).toEqual({ state: 'read', value: [{ arn: 'g' }] });
    expect(merged.samlProviders).toEqual(denied);
    expect(merged.users).toEqual(none);
    expect(merged.instances).toEqual({ state: 'notReadable', code: 'notAsked' });
    expect(merged.accounts.map(({ id }) => id)).toEqual(['1', '2']);
  });

  it('hold a policy of AWS once, with the attachments of all', () => {
    const read = (...policies: ManagedPolicy[]) =>
      ({ policies: { state: 'read', value: policies } }) as const;
    const merged = mergeEstates([
      estate('1', read(policy('a', 2))),
      estate('2', read(policy('a', 3), policy('b', 1))),
    ]);
    expect(merged.policies).toEqual({ state: 'read', value: [policy('a', 5), policy('b', 1)] });
  });

  it('have one organization: the first that was read', () => {
    const organization = (id: string) => ({ state: 'read', value: { id } }) as never;
    const merged = mergeEstates([
      estate('1', { organization: denied }),
      estate('2', { organization: organization('o-2') }),
      estate('3', { organization: organization('o-3') }),
    ]);
    expect(merged.organization).toMatchObject({ value: { id: 'o-2' } });
  });

  it('say of an account what came last of it', () => {
    const failed = { regions: [], accounts: [{ id: '1', code: 'aws.throttled' }], allAccounts: false };
    const merged = mergeEstates([estate('1', { reach: failed }), estate('1')]);
    expect(merged.reach).toEqual({
      regions: ['eu-west-1'],
      accounts: [{ id: '1', code: null }],
      allAccounts: false,
      allRegions: false,
    });
  });

  it('of one are as it is', () => {
    const one = estate('1', { ...nothingApplies(), organization: denied });
    expect(mergeEstates([one])).toEqual(one);
  });
});
