/** How a reading of three accounts goes on: one is read, one lacks a part, one cannot be read. */
import type { Job } from '#contract/shapes.ts';

type Part = Job['parts'][number];
const services: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  '111122223333': { iam: 412, ds: 5, ec2: 18, organizations: 9, sso: 96 },
  '444455556666': { iam: 131, ds: 0, ec2: 3 },
};
const refused = '777788889999';

function linesOf(account: string, share: number): Part[] {
  const lines = Object.entries(services[account]!).map(([service, all]): Part => {
    const denied = account === '444455556666' && service === 'ds';
    return {
      name: `${account} ${service}`,
      done: Math.round(all * share),
      state: share < 1 ? 'reading' : 'read',
      ...(denied ? { code: 'aws.accessDenied' } : {}),
    };
  });
  const done = lines.reduce((sum, line) => sum + line.done, 0);
  return [{ name: account, done, state: share < 1 ? 'reading' : 'read' }, ...lines];
}

/** After `step` of `steps`. */
export function awsProgress(step: number, steps: number): Pick<Job, 'phase' | 'done' | 'total' | 'parts'> {
  const half = steps / 2;
  const [first, second] = [Math.min(1, step / half), Math.min(1, Math.max(0, step - half) / half)];
  const done = [first === 1, second === 1, step > half].filter(Boolean).length;
  return {
    phase: 'accounts',
    done,
    total: 3,
    parts: [
      ...linesOf('111122223333', first),
      ...(step > half
        ? [
            ...linesOf('444455556666', second),
            { name: refused, done: 0, state: 'failed' as const, code: 'sts.accessDenied' },
          ]
        : []),
    ],
  };
}
