import type { Answer, Asked } from '../figure.ts';
import { locate } from '../locate.ts';
import { median } from '../numbers.ts';

/**
 * The effective members of the groups with the most of them, another group each time, so that no answer is a kept one. The
 * graph is in memory: the first question loads it, and is told beside the others.
 */
export async function members({ facts, snapshotId, rounds, workspace }: Asked): Promise<Answer> {
  const opened = await workspace();
  const ask = async (dn: string): Promise<{ took: number; total: number }> => {
    const { id } = await locate(opened, snapshotId, dn);
    const began = performance.now();
    const { total } = await opened.members(snapshotId, id, true, { offset: 0, limit: 100 });
    return { took: performance.now() - began, total };
  };
  const direct = await ask(facts.largestGroupDn);
  if (direct.total < facts.largestGroupMembers)
    throw new Error(`${direct.total} members of the largest group, which has ${facts.largestGroupMembers}`);
  const all: { took: number; total: number }[] = [];
  for (const { dn, members: expected } of facts.nestedGroups.slice(0, Math.max(rounds, 1))) {
    const asked = await ask(dn);
    // Groups count as members too.
    if (asked.total < expected || asked.total > expected + facts.groups)
      throw new Error(`${asked.total} effective members of ${dn}, which reaches ${expected} accounts`);
    all.push(asked);
  }
  return {
    loading: direct.took,
    took: median(all.map(({ took }) => took)),
    longest: Math.max(...all.map(({ took }) => took)),
    members: median(all.map(({ total }) => total)),
  };
}
