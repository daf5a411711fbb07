/** Which roles are powerful, read off their statements with plain code. */
import type { IamRole } from '#domain/estate/iam.ts';
import { valueOf } from './world.ts';
import type { World } from './world.ts';

interface Statement {
  readonly Effect: string;
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: unknown;
}
const list = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

/** With these on everything a role makes itself any right. */
const escalation = [
  'iam:PassRole',
  'iam:CreatePolicyVersion',
  'iam:SetDefaultPolicyVersion',
  'iam:AttachRolePolicy',
  'iam:PutRolePolicy',
];

/** Actions that the role is allowed on every resource without a condition. */
export function actionsOnEverything(world: World, role: IamRole): string[] {
  const attached = role.attachedPolicies.map(({ arn }) => {
    const policy = valueOf(world.estate.policies).find((one) => one.arn === arn)!;
    return policy.versions.find((version) => version.isDefault)!.document;
  });
  const documents = [...attached, ...role.inlinePolicies.map((policy) => policy.document)] as {
    Statement: Statement[];
  }[];
  return documents
    .flatMap((document) => document.Statement)
    .filter(
      (statement) =>
        statement.Effect === 'Allow' &&
        statement.Condition === undefined &&
        list(statement.Resource).includes('*'),
    )
    .flatMap((statement) => list(statement.Action));
}

export function isPowerful(world: World, role: IamRole): boolean {
  const actions = actionsOnEverything(world, role);
  return actions.includes('*') || escalation.some((action) => actions.includes(action));
}
