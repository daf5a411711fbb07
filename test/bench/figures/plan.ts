import type { PlanRequest } from '#workspace/migration/request.ts';
import { openWorkspace } from '#workspace/open.ts';
import { NotThere, type Answer, type Asked } from '../figure.ts';
import { median } from '../numbers.ts';

const decidedAt = '2026-01-01T00:00:00Z';

/**
 * A migration plan of the tree to a Managed AD: first in a workspace that was just opened, then again after one decision was
 * changed, which makes other objects travel, so that everything is computed anew.
 */
export async function plan({ snapshotId, rounds, path }: Asked): Promise<Answer> {
  const target = { kind: 'managed-ad', size: 'enterprise', into: null } as const;
  const request = (disabledAccounts: 'leave' | 'take'): PlanRequest => ({
    question: { snapshotId, target },
    decisions: { disabledAccounts: { value: disabledAccounts, note: null, decidedAt } },
    identityCenter: null,
    mapping: null,
    schema: { from: 'whole', into: 'whole' },
  });
  const all: { first: number; again: number; cpu: number; moves: number; waves: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const opened = await openWorkspace(path, { mode: 'open' });
    try {
      if (typeof opened.plan !== 'function') throw new NotThere('plan');
      const ask = async (asked: PlanRequest) => {
        const cpu = process.cpuUsage();
        const began = performance.now();
        const { travel, waves } = await opened.plan(asked, [], () => {});
        const took = performance.now() - began;
        const { user, system } = process.cpuUsage(cpu);
        return { took, cpu: (user + system) / 1000, moves: travel!.moves.objects, waves: waves! };
      };
      const first = await ask(request('leave'));
      const again = await ask(request('take'));
      if (again.moves <= first.moves) throw new Error('the decision changed nothing');
      const { cpu, moves, waves } = first;
      all.push({ first: first.took, again: again.took, cpu, moves, waves });
    } finally {
      await opened.close();
    }
  }
  return {
    first: median(all.map((each) => each.first)),
    again: median(all.map((each) => each.again)),
    cpu: median(all.map((each) => each.cpu)),
    moves: all[0]!.moves,
    waves: all[0]!.waves,
  };
}
