import { expect, it } from 'vitest';
import { unread } from '../estate/facts.ts';
import type { EstateFacts } from '../estate/facts.ts';
import type { IamRole } from '../estate/iam.ts';
import { policiesOfRole } from './policySets.ts';

const account = '111122223333';
const facts: EstateFacts = {
  ...unread('notAsked'),
  partition: 'aws',
  accounts: [],
  reach: { regions: [], accounts: [], allAccounts: true },
};

it.each<[actions: unknown, certain: boolean]>([
  ['sts:AssumeRole', true],
  [['sts:AssumeRole', 'sts:SetSourceIdentity'], true],
  ['sts:TagWebIdentity', true],
  [['sts:AssumeRole', 'sts:TagSession'], false],
  ['STS:tagsession', false],
  ['sts:T*', false],
  ['sts:*Session', false],
  ['sts:Tag?ession', false],
  ['sts:*', false],
  ['*:*', false],
  ['*', false],
])(
  'where a trust policy allows %j, whether the tags of a role are those of its sessions: %j',
  (Action, certain) => {
    const role: IamRole = {
      arn: `arn:aws:iam::${account}:role/app`,
      name: 'app',
      path: '/',
      roleId: 'AROAAPP',
      account,
      createDate: null,
      trustPolicy: { Statement: { Effect: 'Allow', Principal: { AWS: account }, Action } },
      attachedPolicies: [],
      inlinePolicies: [],
      permissionsBoundary: null,
      maxSessionDuration: 3600,
      lastUsed: null,
      tags: { team: 'a' },
    };
    expect(policiesOfRole([facts], role).context.has('aws:principaltag/team')).toBe(certain);
  },
);
