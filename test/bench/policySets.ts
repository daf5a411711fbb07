/** Policies of three sizes and 20,000 different requests: the same on every run. */
import type { PolicyCase } from '#contract/policy/case.ts';
import { seeded } from './seeded.ts';

export const policySizes = ['small', 'typical', 'heavy'] as const;
export type PolicySize = (typeof policySizes)[number];

const account = '111111111111';
const services = ['s3', 'ec2', 'iam', 'sqs', 'sns', 'lambda', 'dynamodb', 'kms', 'logs', 'ecs'];
const verbs = ['Get', 'List', 'Put', 'Describe', 'Create', 'Delete', 'Update', 'Tag'];
const things = ['Object', 'Bucket', 'Role', 'Queue', 'Topic', 'Function', 'Table', 'Key', 'Stream', 'Cluster', 'Item', 'Instance']; // prettier-ignore

const document = (statements: readonly object[]) => ({ Version: '2012-10-17', Statement: statements });

/** One in nine denies, a third hold for every resource, a quarter ask for conditions. */
const statement = (n: number) => ({
  Sid: `S${n}`,
  Effect: n % 9 === 8 ? 'Deny' : 'Allow',
  Action: [`${services[n % 10]}:${verbs[n % 8]}*`, `${services[(n + 3) % 10]}:Get${things[n % 12]}`],
  Resource:
    n % 3 === 0 ? '*' : [`arn:aws:${services[n % 10]}:*:${account}:thing${n}/*`, `arn:aws:s3:::b${n}/*`],
  ...(n % 4 === 0
    ? {
        Condition: {
          StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] },
          Bool: { 'aws:SecureTransport': 'true' },
        },
      }
    : {}),
});
const policies = (count: number, statements: number) =>
  Array.from({ length: count }, (_, at) =>
    document(Array.from({ length: statements }, (_each, n) => statement(at * statements + n))),
  );
const everything = document([{ Effect: 'Allow', Action: '*', Resource: '*' }]);
const guardrail = document([
  {
    Effect: 'Deny',
    NotAction: ['iam:*', 'sts:*'],
    Resource: '*',
    Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1', 'us-east-1'] } },
  },
  {
    Effect: 'Deny',
    Action: ['ec2:Delete*', 's3:DeleteBucket'],
    Resource: '*',
    Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/admin' } },
  },
]);

/** Two statements; 5 policies with 40; 20 policies with 240 and service control policies at four levels. */
export const policiesOf: Readonly<Record<PolicySize, Omit<PolicyCase, 'request'>>> = {
  small: {
    identityPolicies: [
      document([
        { Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::b*' },
        { Effect: 'Deny', Action: 's3:Delete*', Resource: '*' },
      ]),
    ],
  },
  typical: { identityPolicies: policies(5, 8) },
  heavy: {
    identityPolicies: policies(20, 12),
    serviceControlPolicies: ['root', 'ou:a', 'ou:b', 'account'].map((level) => ({
      level,
      policies: [everything, guardrail],
    })),
  },
};

export const requestCount = 20_000;

export function policyRequests(): PolicyCase['request'][] {
  const random = seeded(7);
  const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  return Array.from({ length: requestCount }, (_, n) => {
    const service = n % 3 === 0 ? 's3' : one(services);
    return {
      action: `${service}:${one(verbs)}${one(things)}`,
      resource:
        n % 2 === 0
          ? `arn:aws:s3:::b${n % 40}/k${n}`
          : `arn:aws:${service}:eu-west-1:${account}:thing${n % 40}/${n}`,
      resourceAccount: account,
      principal: {
        type: 'role-session',
        arn: `arn:aws:sts::${account}:assumed-role/app/s${n}`,
        roleArn: `arn:aws:iam::${account}:role/app`,
      },
      context: { 'aws:RequestedRegion': one(['eu-west-1', 'us-east-1']), 'aws:SecureTransport': true },
    };
  });
}
