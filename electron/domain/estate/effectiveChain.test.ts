import { describe, expect, it } from 'vitest';
import { effectiveChain } from './effectiveChain.ts';
import type { Organization, OrganizationPolicy } from './organization.ts';

const [management, prod, lab] = ['111111111111', '222222222222', '333333333333'];
const full = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const deny = { Statement: [{ Effect: 'Deny', Action: 'ec2:*', Resource: '*' }] };
const someAllow = { Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } };
const policy = (name: string, document: object, targets: string[]): OrganizationPolicy => ({
  id: `p-${name}`,
  arn: '',
  name,
  description: null,
  type: 'SERVICE_CONTROL_POLICY',
  awsManaged: name === 'Full',
  document,
  targets,
});
const account = (id: string, parentId: string) => ({
  id,
  arn: '',
  name: `account ${id}`,
  status: 'ACTIVE',
  joinedMethod: null,
  joinedAt: null,
  parentId,
});
const organization: Organization = {
  id: 'o-1',
  arn: '',
  managementAccountId: management!,
  featureSet: 'ALL',
  enabledPolicyTypes: { 'r-1': ['SERVICE_CONTROL_POLICY'] },
  units: [
    { id: 'r-1', arn: '', name: 'Root', parentId: null },
    { id: 'ou-1', arn: '', name: 'Workloads', parentId: 'r-1' },
    { id: 'ou-2', arn: '', name: 'Production', parentId: 'ou-1' },
  ],
  accounts: [account(management!, 'r-1'), account(prod!, 'ou-2'), account(lab!, 'ou-1')],
  servicePolicies: {
    state: 'read',
    value: [
      policy('Full', full, ['r-1', 'ou-1', prod!]),
      policy('Region', deny, ['ou-1', 'ou-2']),
      policy('Storage', someAllow, [lab!]),
    ],
  },
  resourcePolicies: { state: 'notReadable', code: 'aws.accessDenied' },
  delegatedAdministrators: { state: 'read', value: [] },
};
const service = 'SERVICE_CONTROL_POLICY';

describe('the effective chain', () => {
  it('goes from the root to the account, each level with its own policies', () => {
    const chain = effectiveChain(organization, prod!, service)!;
    expect(chain.notes).toEqual([]);
    const levels = chain.levels.state === 'read' ? chain.levels.value : [];
    expect(
      levels.map(({ kind, id, notes, policies }) => [kind, id, notes, policies.map((p) => p.policy.name)]),
    ).toEqual([
      ['root', 'r-1', ['everythingAllowed'], ['Full']],
      ['unit', 'ou-1', [], ['Full', 'Region']],
      ['unit', 'ou-2', ['nothingAllowed'], ['Region']],
      ['account', prod, ['everythingAllowed'], ['Full']],
    ]);
    expect(levels[1]!.policies.map(({ allows, denies }) => [allows, denies])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it('says that an Allow of something is not an Allow of everything', () => {
    const chain = effectiveChain(organization, lab!, service)!;
    expect(chain.levels.state === 'read' && chain.levels.value.at(-1)!.notes).toEqual([]);
  });

  it('binds nobody in the management account', () => {
    expect(effectiveChain(organization, management!, service)!.notes).toEqual(['managementAccount']);
  });

  it('says that policies of a kind are switched off, or hold not at all', () => {
    expect(effectiveChain(organization, prod!, 'RESOURCE_CONTROL_POLICY')).toEqual({
      notes: ['typeDisabled'],
      levels: { state: 'notReadable', code: 'aws.accessDenied' },
    });
    const billing = { ...organization, featureSet: 'CONSOLIDATED_BILLING' };
    expect(effectiveChain(billing, prod!, service)!.notes).toEqual(['billingOnly']);
  });

  it('is none for an account that is not there, and ends in a circle of units', () => {
    expect(effectiveChain(organization, '999999999999', service)).toBeNull();
    const circle = {
      ...organization,
      units: [
        { id: 'ou-1', arn: '', name: 'a', parentId: 'ou-2' },
        { id: 'ou-2', arn: '', name: 'b', parentId: 'ou-1' },
      ],
    };
    const chain = effectiveChain(circle, lab!, service)!;
    expect(chain.levels.state === 'read' && chain.levels.value.map(({ id }) => id)).toEqual([
      'ou-2',
      'ou-1',
      lab,
    ]);
  });
});
