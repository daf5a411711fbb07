import { setTimeout } from 'node:timers/promises';
import { checks } from '#domain/audit/registry.ts';
import { defaultSettings } from '#domain/audit/settings.ts';
import { accessEstate } from '../accessEstate.ts';
import type { Answer, Asked } from '../figure.ts';
import { median } from '../numbers.ts';
import { shapeOf, sizes } from '../shape.ts';
import { Tree } from '../tree.ts';

/**
 * All checks over the tree and an estate that joins it, so the file changes. The first audit loads what of the tree it needs; the
 * others have other limits, so that none is a kept one. Beside each, a short question of the same thread is asked over and over.
 */
export async function audit({ facts, rounds, workspace }: Asked): Promise<Answer> {
  const opened = await workspace();
  const estate = accessEstate(new Tree(shapeOf(sizes[facts.size])));
  const writer = await opened.beginSnapshot(
    { kind: 'aws', name: 'bench', origin: 'aws', directoryId: null },
    '2026-11-20T10:00:00.000Z',
  );
  await writer.setEstate(estate.facts);
  await writer.complete();
  const decided = { suppressions: [], today: '2026-11-20' };
  const request = { checks: null, compareTo: null };
  let longest = 0;
  const run = async (round: number) => {
    const id = `round ${round}`;
    const settings = { ...defaultSettings, manyMembers: defaultSettings.manyMembers + round };
    const [began, before] = [performance.now(), process.cpuUsage()];
    let running = true;
    const audited = opened
      .runAudit(id, { request, settings, baseline: null }, () => {})
      .finally(() => {
        running = false;
      });
    while (running) {
      const asked = performance.now();
      await opened.askAudit('auditFinding', 'none', decided, '');
      longest = Math.max(longest, performance.now() - asked);
      await setTimeout(10);
    }
    await audited;
    const took = performance.now() - began;
    const { user, system } = process.cpuUsage(before);
    return { id, took, cpu: (user + system) / 1000 };
  };
  const first = await run(0);
  const summary = (await opened.askAudit('auditSummary', first.id, decided, null))!;
  const found = Object.values(summary.open).reduce((sum, each) => sum + each, 0);
  if (found === 0 || summary.checks.length !== checks.length)
    throw new Error(`${found} findings of ${summary.checks.length} checks`);
  const again = [];
  for (let round = 1; round <= rounds; round++) again.push(await run(round));
  return {
    first: first.took,
    'first cpu': first.cpu,
    again: median(again.map(({ took }) => took)),
    cpu: median(again.map(({ cpu }) => cpu)),
    'longest wait': longest,
    found,
    'not judged': summary.notJudged,
    roles: estate.roles,
    memory: process.resourceUsage().maxRSS / 1024,
  };
}
