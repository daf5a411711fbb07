/** Askers and roles out of documents, for tests. */
import { compileSets } from '../evaluate/sets.ts';
import { parsePolicy } from '../parse/parse.ts';
import type { PolicyUse } from '../codes.ts';
import type { Principal } from '../request.ts';
import type { Asker } from './asked.ts';
import type { ChainRole } from './chain.ts';

export const home = '111111111111';
export const other = '222222222222';

type Statement = Readonly<Record<string, unknown>>;
export const allow = (action: unknown, resource: unknown = '*', more: Statement = {}): Statement => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...more,
});
export const deny = (action: unknown, resource: unknown = '*', more: Statement = {}): Statement => ({
  ...allow(action, resource, more),
  Effect: 'Deny',
});
const parsed = (statements: readonly Statement[], use: PolicyUse) =>
  parsePolicy({ Version: '2012-10-17', Statement: statements }, use);

export interface Policies {
  readonly identity?: readonly Statement[];
  readonly boundary?: readonly Statement[];
  readonly serviceControl?: readonly Statement[];
}
const askerOf = (principal: Principal, { identity, boundary, serviceControl }: Policies): Asker => ({
  principal,
  context: new Map(),
  sets: compileSets({
    identity: identity ? [parsed(identity, 'identity')] : [],
    boundary: boundary ? [parsed(boundary, 'boundary')] : [],
    serviceControl: serviceControl
      ? [{ level: 'account', policies: [parsed(serviceControl, 'serviceControl')] }]
      : [],
  }),
});

const nobody = { roleArn: null, managementAccount: false, serviceLinked: false };
export const user = (policies: Policies, account = home): Asker =>
  askerOf({ ...nobody, kind: 'user', arn: `arn:aws:iam::${account}:user/ana`, account }, policies);

export const roleArn = (name: string, account = home): string => `arn:aws:iam::${account}:role/${name}`;
export const session = (arn: string, policies: Policies): Asker =>
  askerOf({ ...nobody, kind: 'role-session', arn, account: arn.split(':')[4]!, roleArn: arn }, policies);

export const trusting = (principal: unknown, more: Statement = {}): Statement => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 'sts:AssumeRole',
  ...more,
});
export function role(arn: string, trust: readonly Statement[] | null, policies: Policies = {}): ChainRole {
  return {
    arn,
    account: arn.split(':')[4]!,
    inManagementAccount: false,
    trust: trust && compileSets({ trust: [parsed(trust, 'trust')] }).trust,
    resourceControl: [],
    session: () => session(arn, policies),
  };
}
