/** Roles that the fixture's subject may hand over, and chains of roles: rows enough to be scrolled. */
import type { implement } from '@orpc/server';
import type { contract } from '#contract/index.ts';
import type { ChainStep, PassRow } from '#contract/policy/passRole.ts';
import type { PolicySubject, SubjectFacts } from '#contract/policy/place.ts';

type Os = ReturnType<typeof implement<typeof contract>>['policy'];
const decided = (decision: PassRow['decision']) => ({ decision, decidedBy: 'identityPolicy' as const, conditions: [] }); // prettier-ignore
const decisionAt = (i: number): PassRow['decision'] => (i % 3 === 1 ? 'conditional' : 'allowed');

export function passAndChain(os: Os, subject: PolicySubject, arn: string, gaps: SubjectFacts['gaps']) {
  const role = (i: number) => ({ subject, arn: `${arn}-${i}`, name: `Developers-${i}`, account: '111122223333', accountName: 'production' }); // prettier-ignore
  const passed = Array.from({ length: 1200 }, (_, i): PassRow => ({
    role: role(i),
    service: i % 2 ? 'lambda.amazonaws.com' : 'ec2.amazonaws.com',
    decision: decisionAt(i),
    pass: decided(decisionAt(i)),
    trust: decided('allowed'),
    ways: [
      {
        action: i % 2 ? 'lambda:CreateFunction' : 'ec2:RunInstances',
        yields: 'code',
        ...decided('allowed'),
        resources: ['*'],
        narrowed: false,
        starts: i % 2 ? [{ action: 'lambda:InvokeFunction', decision: 'allowed' }] : [],
      },
    ],
    profiles: i % 2 ? null : ['web'],
    reach: { state: i % 4 === 3 ? 'none' : 'more', asked: 200, examples: [{ action: 's3:DeleteBucket', resource: '*' }] },
  })); // prettier-ignore
  const steps = Array.from({ length: 60 }, (_, i): ChainStep => ({
    id: i,
    parent: i % 3 === 0 ? null : i - 1,
    depth: (i % 3) + 1,
    role: role(i),
    ...decided(decisionAt(i)),
    whole: i % 3 === 0 ? 'allowed' : 'conditional',
    ends: i % 3 === 2 ? 'last' : null,
  }));
  const page = <T>(rows: readonly T[], { offset, limit }: { offset: number; limit: number }): T[] =>
    rows.slice(offset, offset + limit);
  return {
    passRole: os.passRole.handler(({ input }) => {
      const rows = passed.filter(
        (each) =>
          (!input.services || input.services.includes(each.service)) &&
          (!input.onlyMore || each.reach.state === 'more'),
      );
      return { total: rows.length, rows: page(rows, input.page), services: [{ value: 'ec2.amazonaws.com', count: 600 }, { value: 'lambda.amazonaws.com', count: 600 }], roles: 64, gaps }; // prettier-ignore
    }),
    chain: os.chain.handler(({ input }) => ({
      total: steps.length,
      rows: page(steps, input.page),
      reached: 60,
      roles: 64,
      cut: false,
      gaps,
    })),
  };
}
