import { statSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { mostItems } from '#domain/review/codes.ts';
import { reviewFormats, revocationFormats } from '#contract/reviewProcedures.ts';
import type { DecideAll, DecidingProgress } from '#contract/reviewProcedures.ts';
import type { Engine } from '#engine/engine.ts';
import { decideAll } from '#engine/review/decideAll.ts';
import { answer as engineAnswer } from '#engine/review/reviews.ts';
import type { Input, Name, Output } from '#engine/review/reviews.ts';
import { accessEstate } from '../accessEstate.ts';
import type { Answer, Asked } from '../figure.ts';
import { shapeOf, sizes } from '../shape.ts';
import { Tree } from '../tree.ts';

const none = { roles: [], accounts: [], permissionSets: [], privileged: false, all: false };

/**
 * A review of as many items as there may be, over everyone: begun, listed, decided a thousand at a time and all at once, handed over,
 * signed, exported, followed. Beside each step a short question is asked of the access thread over and over, and the engine's own
 * thread is watched. An estate joins the tree, so the file changes.
 */
export async function reviews({ facts, path, workspace }: Asked): Promise<Answer> {
  const opened = await workspace();
  const estate = accessEstate(new Tree(shapeOf(sizes[facts.size])));
  const writer = await opened.beginSnapshot(
    { kind: 'aws', name: 'bench', origin: 'aws', directoryId: null },
    '2026-11-20T11:00:00.000Z',
  );
  await writer.setEstate(estate.facts);
  await writer.complete();
  const engine = engineOver(opened, path);
  const ask = <P extends Name>(name: P, input: Input<P>): Promise<Output<P>> =>
    engineAnswer(engine, name, input);

  const figures: Record<string, number> = {};
  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  let longestWait = 0;
  let longestBlock = 0;
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    loop.reset();
    const began = performance.now();
    const before = process.cpuUsage();
    let running = true;
    const watched = (async () => {
      let wait = 0;
      while (running) {
        const asked = performance.now();
        await opened.askAudit('auditFinding', 'none', { suppressions: [], today: '2026-11-20' }, '');
        wait = Math.max(wait, performance.now() - asked);
        await setTimeout(10);
      }
      return wait;
    })();
    try {
      return await work();
    } finally {
      figures[name] = performance.now() - began;
      const { user, system } = process.cpuUsage(before);
      figures[`${name} cpu`] = (user + system) / 1000;
      running = false;
      const wait = await watched;
      figures[`${name} wait`] = wait;
      figures[`${name} block`] = loop.max / 1e6;
      longestWait = Math.max(longestWait, wait);
      longestBlock = Math.max(longestBlock, loop.max / 1e6);
    }
  };

  // The first question loads what of the tree it needs; none of a review's own.
  await opened.askAccess('matrix', { role: '' });
  const before = statSync(path).size;
  const preview = await step('preview of all', () => ask('preview', { scope: { ...none, all: true } }));
  const roles: string[] = [];
  let expected = 0;
  for (const { role, people } of preview.largest) {
    if (expected + people > mostItems * 0.995 || roles.length >= 900) continue;
    expected += people;
    roles.push(role.key);
  }
  const scope = { ...none, roles };
  const counted = await step('preview', () => ask('preview', { scope }));
  const request = {
    name: 'All',
    scope,
    dueOn: null,
    startedBy: 'ann',
    defaultReviewer: 'security',
    since: null,
  };
  const id = await step('start', () =>
    opened.reviews.start(request, new Date().toISOString(), () => undefined),
  );
  const { counts } = await step('first look', () => ask('get', { reviewId: id }));
  if (counts.items < expected * 0.9) throw new Error(`${counts.items} items of ${counted.items}`);
  const page = { offset: 0, limit: 1000 };
  const rows = await step('page', () => ask('items', { reviewId: id, filter: {}, order: 'role', page }));
  const text = '1';
  await step('filtered page', () => ask('items', { reviewId: id, filter: { text }, order: 'person', page }));
  await step('groups', () => ask('groups', { reviewId: id, filter: {}, order: 'person' }));
  await step('stand', () => ask('stand', { reviewId: id }));
  await step('next open', () =>
    ask('nextOpen', { reviewId: id, filter: {}, order: 'role', after: rows.rows[0]!.number }),
  );
  const decide = (name: string, items: Input<'decide'>['items'], decision: 'keep' | 'revoke') =>
    step(name, () => ask('decide', { reviewId: id, items, decision, reason: 'measured', by: 'bob' }));
  await decide('decide one', [{ number: 1, seen: 0 }], 'keep');
  const thousand = rows.rows.slice(0, 1000).map(({ number, said }) => ({ number, seen: said }));
  await decide(
    'decide 1,000',
    thousand.filter(({ number }) => number !== 1),
    'revoke',
  );
  const filter = { states: ['open' as const] };
  const { total, seen } = await ask('items', { reviewId: id, filter, order: 'role', page });
  const all: DecideAll = { reviewId: id, filter, seen, decision: 'revoke', reason: 'measured', by: 'bob' };
  const decided = await step('decide all', async () => {
    let last: DecidingProgress | null = null;
    for await (const one of decideAll(engine, all)) last = one;
    return last!;
  });
  if (decided.decided < total * 0.9) throw new Error(`${decided.decided} decided of ${total}`);
  await step('verify', () => ask('verify', { reviewId: id }));
  await step('sign off', () => ask('signOff', { reviewId: id, by: 'ann', reason: 'measured' }));
  const locale = 'en';
  for (const format of reviewFormats)
    await step(format, () => ask('report', { reviewId: id, format, locale, target: `report.${format}` }));
  for (const format of revocationFormats)
    await step(`todo ${format}`, () => ask('revocations', { reviewId: id, format, locale, target: `todo.${format}` })); // prettier-ignore
  await step('items file', () =>
    ask('exportItems', { reviewId: id, filter: {}, locale, target: 'items.csv' }),
  );
  const since = { reviewId: id, onlyChanges: true };
  await step('follow', () => opened.reviews.start({ ...request, name: 'Next', since }, new Date().toISOString(), () => undefined)); // prettier-ignore
  return {
    ...figures,
    'longest wait': longestWait,
    'longest block': longestBlock,
    items: counts.items,
    roles: roles.length,
    grown: (statSync(path).size - before) / 1e6,
    memory: process.resourceUsage().maxRSS / 1024,
  };
}

/** As much of an engine as reviews ask for: the workspace, and files in its folder. */
function engineOver(current: Awaited<ReturnType<Asked['workspace']>>, path: string): Engine {
  const at = (name: string) => ({ path: join(path, '..', name), name });
  return { workspace: { current }, files: { takeTarget: at, at } } as unknown as Engine;
}
