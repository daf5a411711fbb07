import { setTimeout } from 'node:timers/promises';
import type { DraftChange } from '#domain/draft/change.ts';
import { personChanges } from '#domain/draft/codes.ts';
import { accessEstate } from '../accessEstate.ts';
import type { Answer, Asked } from '../figure.ts';
import { median } from '../numbers.ts';
import { shapeOf, sizes } from '../shape.ts';
import { Tree } from '../tree.ts';

/**
 * What would change with one membership more, and with a group of three tenths of everybody in a mapped one: everybody whom that brings
 * into a role or takes out of one is counted. The first question loads what of the tree it needs; each is of another draft, so that
 * none is a kept one. Beside each, a short question of the same thread is asked over and over.
 */
export async function drafts({ facts, rounds, workspace }: Asked): Promise<Answer> {
  const opened = await workspace();
  const tree = new Tree(shapeOf(sizes[facts.size]));
  const { leaves } = tree.shape;
  const estate = accessEstate(tree);
  const writer = await opened.beginSnapshot(
    { kind: 'aws', name: 'bench', origin: 'aws', directoryId: null },
    '2026-11-20T11:00:00.000Z',
  );
  await writer.setEstate(estate.facts);
  await writer.complete();
  let longest = 0;
  const ask = async (id: string, change: DraftChange) => {
    const [began, before] = [performance.now(), process.cpuUsage()];
    let running = true;
    const compared = opened.drafts
      .run(id, { changes: [change], changedAt: '2026-11-20T12:00:00.000Z', actions: [] }, () => {})
      .finally(() => {
        running = false;
      });
    while (running) {
      const asked = performance.now();
      await opened.drafts.ask('draftSummary', 'none');
      longest = Math.max(longest, performance.now() - asked);
      await setTimeout(10);
    }
    await compared;
    const { pairs } = (await opened.drafts.ask('draftSummary', id))!;
    const took = performance.now() - began;
    const { user, system } = process.cpuUsage(before);
    const paged = performance.now();
    await opened.drafts.ask('draftPeople', id, {}, { offset: 0, limit: 1000 });
    return {
      took,
      cpu: (user + system) / 1000,
      page: performance.now() - paged,
      changed: personChanges.reduce((sum, each) => sum + pairs[each], 0),
    };
  };
  const sidOfGroup = (group: number): string => tree.sid(leaves + group);
  const put = (group: number, memberSid: string): DraftChange => ({
    kind: 'addMember',
    group: { sid: sidOfGroup(group) },
    member: { sid: memberSid },
  });
  const mapped = (round: number): number => estate.opening[round % estate.opening.length]!;
  /** The first user from some place on. */
  const leafOf = (round: number): number => {
    let leaf = round * 1000;
    while (!tree.accountName(leaf).startsWith('user')) leaf++;
    return leaf;
  };
  const first = await ask('first', put(mapped(0), tree.sid(leafOf(0))));
  const single = [];
  const nested = [];
  for (let round = 1; round <= rounds; round++) {
    single.push(await ask(`member ${round}`, put(mapped(round), tree.sid(leafOf(round)))));
    // Groups 1 to 10 are the roots of the trees of groups: the first one reaches three tenths of everybody.
    nested.push(await ask(`nested ${round}`, put(mapped(round), sidOfGroup(1))));
  }
  const changed = Math.max(...nested.map((one) => one.changed));
  if (changed < leaves * 0.1 || single.every((one) => one.changed === 0))
    throw new Error(`${changed} changes of people by a group, ${single[0]!.changed} by one member`);
  return {
    first: first.took,
    'first cpu': first.cpu,
    member: median(single.map(({ took }) => took)),
    'member cpu': median(single.map(({ cpu }) => cpu)),
    nested: median(nested.map(({ took }) => took)),
    'nested cpu': median(nested.map(({ cpu }) => cpu)),
    page: Math.max(...nested.map((one) => one.page)),
    changed,
    'longest wait': longest,
    roles: estate.roles,
    memory: process.resourceUsage().maxRSS / 1024,
  };
}
