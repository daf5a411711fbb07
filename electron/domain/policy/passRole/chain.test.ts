import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rules } from '../evaluate/rules.ts';
import { allow, deny, home, other, role, roleArn, trusting, user } from './asker.fixture.ts';
import type { Policies } from './asker.fixture.ts';
import { roleChain } from './chain.ts';
import type { ChainRole } from './chain.ts';

const [a, b, c] = [roleArn('a'), roleArn('b', other), roleArn('c')] as const;
const take = (...roles: string[]) => allow('sts:AssumeRole', roles);
const ana = { AWS: `arn:aws:iam::${home}:user/ana` };

interface Row {
  readonly what: string;
  readonly policies?: Policies;
  readonly roles: readonly ChainRole[];
  /** `depth name whole ends` of each step. */
  readonly steps: readonly string[];
}
const rows: readonly Row[] = [
  { what: 'nobody', roles: [role(a, [trusting({ AWS: other })])], steps: [] },
  {
    what: 'a trust that names the user suffices in the account (worked case 52)',
    roles: [role(a, [trusting(ana)])],
    steps: ['1 a allowed last'],
  },
  {
    what: 'a trust that names the account does not (worked case 53)',
    roles: [role(a, [trusting({ AWS: home })])],
    steps: [],
  },
  {
    what: 'nor does an administrator without a trust (worked case 54)',
    policies: { identity: [allow('*')] },
    roles: [role(a, [trusting({ Service: 'ec2.amazonaws.com' })])],
    steps: [],
  },
  {
    what: 'two accounts: both sides',
    policies: { identity: [take(b)] },
    roles: [role(b, [trusting({ AWS: home })]), role(roleArn('silent', other), [trusting({ AWS: other })])],
    steps: ['1 b allowed last'],
  },
  {
    what: 'two accounts: the side of the asker is missing',
    roles: [role(b, [trusting(ana)])],
    steps: [],
  },
  {
    what: 'a condition that only the asker knows',
    policies: { identity: [take(b)] },
    roles: [role(b, [trusting({ AWS: home }, { Condition: { StringEquals: { 'sts:ExternalId': 'x' } } })])],
    steps: ['1 b conditional last'],
  },
  {
    what: 'followed to the end',
    policies: { identity: [take(a)] },
    roles: [
      role(a, [trusting({ AWS: home })], { identity: [take(b)] }),
      role(b, [trusting({ AWS: a })], { identity: [take(c)] }),
      role(c, [trusting({ AWS: b })]),
    ],
    steps: ['1 a allowed null', '2 b allowed null', '3 c allowed last'],
  },
  {
    what: 'a circle is ended',
    policies: { identity: [take(a)] },
    roles: [
      role(a, [trusting({ AWS: [home, b] })], { identity: [take(b)] }),
      role(b, [trusting({ AWS: a })], { identity: [take(a)] }),
    ],
    steps: ['1 a allowed null', '2 b allowed null', '3 a allowed circle'],
  },
  {
    what: 'a second way is told once',
    policies: { identity: [take(a, c)] },
    roles: [
      role(a, [trusting({ AWS: home })], { identity: [take(c)] }),
      role(c, [trusting({ AWS: home })], { identity: [take(b)] }),
      role(b, [trusting({ AWS: c })]),
    ],
    steps: ['1 a allowed null', '2 c allowed toldElsewhere', '1 c allowed null', '2 b allowed last'],
  },
  {
    what: 'a long certain way goes before a short one under a condition',
    policies: { identity: [take(a), allow('sts:AssumeRole', c, { Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } })] },
    roles: [
      role(a, [trusting({ AWS: home })], { identity: [take(c)] }),
      role(c, [trusting({ AWS: home })]),
    ],
    steps: ['1 a allowed null', '2 c allowed last', '1 c conditional toldElsewhere'],
  },
  {
    what: 'a chain is only as certain as its weakest step',
    policies: { identity: [take(a)] },
    roles: [
      role(a, [trusting({ AWS: home }, { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })], { identity: [take(c)] }),
      role(c, [trusting({ AWS: home })]),
    ],
    steps: ['1 a conditional null', '2 c conditional last'],
  },
  {
    what: 'a second hop has no multi-factor authentication (worked case 58d)',
    policies: { identity: [take(a)] },
    roles: [
      role(a, [trusting({ AWS: home })], { identity: [take(c)] }),
      role(c, [trusting({ AWS: home }, { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })]),
    ],
    steps: ['1 a allowed last'],
  },
  {
    what: 'a Deny of the role that is taken ends it',
    policies: { identity: [take(a)] },
    roles: [
      role(a, [trusting({ AWS: home })], { identity: [take(c), deny('sts:*')] }),
      role(c, [trusting({ AWS: home })]),
    ],
    steps: ['1 a allowed last'],
  },
  {
    what: 'a role whose trust was not read lets nobody in that is known',
    policies: { identity: [allow('*')] },
    roles: [role(a, null)],
    steps: [],
  },
]; // prettier-ignore

const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

describe('roles taken one after the other', () => {
  it.each(rows)('$what', ({ policies = {}, roles, steps }) => {
    const chain = roleChain(user(policies), roles, rules);
    expect(
      chain.steps.map(({ depth, roleArn: arn, whole, ends }) => `${depth} ${nameOf(arn)} ${whole} ${ends}`),
    ).toEqual(steps);
    expect(chain.cut).toBe(false);
  });

  it('ends whatever roles trust each other, and tells each reached role’s steps once', () => {
    const names = ['r0', 'r1', 'r2', 'r3', 'r4', 'r5'];
    const edges = fc.uniqueArray(fc.tuple(fc.nat(5), fc.nat(5), fc.boolean()), { maxLength: 20, selector: ([from, to]) => `${from} ${to}` }); // prettier-ignore
    fc.assert(
      fc.property(edges, (given) => {
        const roles = names.map((name, at) => {
          const trusted = given.filter(([, to]) => to === at).map(([from, , open]) => trusting({ AWS: roleArn(names[from]!) }, open ? { Condition: { StringEquals: { 'sts:ExternalId': 'x' } } } : {})); // prettier-ignore
          return role(roleArn(name), at === 0 ? [trusting(ana), ...trusted] : trusted.length > 0 ? trusted : [trusting({ AWS: other })]); // prettier-ignore
        });
        const { steps, reached } = roleChain(user({}), roles, rules);
        const goesOn = steps.filter(({ ends }) => ends === null || ends === 'last');
        expect(new Set(goesOn.map((step) => step.roleArn)).size).toBe(goesOn.length);
        expect(reached).toBe(goesOn.length);
        for (const { id, parent } of steps) expect(parent === null || parent < id).toBe(true);
      }),
      { numRuns: 200 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
    );
  });

  it('stops at its limits, and says so', () => {
    const names = Array.from({ length: 9 }, (_, at) => roleArn(`r${at}`));
    const roles = names.map((arn, at) => role(arn, [trusting(at === 0 ? ana : { AWS: names[at - 1] })]));
    const deep = roleChain(user({}), roles, rules, { depth: 4, steps: 100 });
    expect(deep.steps.map(({ ends }) => ends)).toEqual([null, null, null, 'tooLong']);
    expect(roleChain(user({}), roles, rules, { depth: 20, steps: 3 })).toMatchObject({ cut: true, steps: { length: 3 } }); // prettier-ignore
  });
});
