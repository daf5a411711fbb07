/** Access reviews of the sample, asked as the window asks them: frozen, decided, signed, written, and followed by another. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '#contract/index.ts';
import { reviewProcedures } from '#contract/reviewProcedures.ts';
import type { ReviewRequest } from '#contract/review.ts';
import type { ReviewRow } from '#contract/reviewItem.ts';
import { reviewDocumentSchema } from '#contract/reviewDocument.ts';
import { roleKeyOf } from '#domain/access/targets.ts';
import type { Grant } from '#domain/mapping/grant.ts';
import { router } from '#engine/router.ts';
import { buildSample } from '../../resources/sample/build.ts';
import { testEngine } from '../support/engine.ts';

const { engine, folder, close } = testEngine();
const { engine: reader, close: closeReader } = testEngine();
const page = { offset: 0, limit: 1000 };
const everything: ReviewRequest['scope'] = {
  roles: [],
  accounts: [],
  permissionSets: [],
  privileged: false,
  all: true,
};
const request: ReviewRequest = {
  name: 'Quarter',
  scope: everything,
  dueOn: '2026-12-31',
  startedBy: 'ann',
  defaultReviewer: 'security@example.com',
  since: null,
};
const sample = join(folder, 'sample.treeline');
const path = join(folder, 'work.treeline');
let client: Client;

const clientOf = (one: typeof engine): Client => createRouterClient(router, { context: { engine: one } });

async function start(given: Partial<ReviewRequest> = {}, by: Client = client): Promise<number> {
  let id: number | null = null;
  for await (const step of await by.reviews.start({ request: { ...request, ...given } })) id = step.reviewId;
  return id!;
}
async function all(
  reviewId: number,
  filter: Parameters<Client['reviews']['items']>[0]['filter'] = {},
  order: 'number' | 'role' = 'number',
): Promise<ReviewRow[]> {
  const rows: ReviewRow[] = [];
  for (;;) {
    const found = await client.reviews.items({
      reviewId,
      filter,
      order,
      page: { offset: rows.length, limit: 250 },
    });
    rows.push(...found.rows);
    if (found.rows.length === 0) return rows;
  }
}
const code = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: { code?: string; data?: { code: string } }) => error.data?.code ?? error.code,
  );

beforeAll(async () => {
  await buildSample(sample);
  copyFileSync(sample, path);
  await engine.workspace.open(path, { mode: 'open' });
  client = clientOf(engine);
}, 120_000);
afterAll(async () => {
  await close();
  await closeReader();
});

describe('a review of everything', () => {
  let id = 0;
  let rows: ReviewRow[] = [];
  beforeAll(async () => {
    id = await start();
    rows = await all(id);
  });

  it('has an item for every person and role that access pairs, and no other', async () => {
    const { total } = await client.access.matrixRows({ filter: {}, page });
    const pairs: string[] = [];
    for (let offset = 0; offset < total; offset += 1000) {
      const found = await client.access.matrixRows({ filter: {}, page: { offset, limit: 1000 } });
      for (const one of found.rows) pairs.push(`${one.snapshotId}/${one.objectId} ${one.role.key}`);
    }
    const items = rows.filter(({ kind }) => kind === 'access');
    expect(items.length).toBeGreaterThan(50);
    expect(items.map(({ person, role }) => `${person!.snapshotId}/${person!.objectId} ${role.key}`).toSorted()).toEqual(pairs.toSorted()); // prettier-ignore
    const preview = await client.reviews.preview({ scope: everything });
    expect([preview.items, preview.notReadable]).toEqual([rows.length, rows.length - items.length]);
  });

  it('freezes the chain of each as access tells it', async () => {
    for (const { number, person, role } of rows.filter(({ kind }) => kind === 'access').slice(0, 40)) {
      const item = await client.reviews.item({ reviewId: id, number });
      const { reached, broken } = await client.access.ofUser(person!);
      // A sign-in that AWS refuses today is no reason not to review what the group opens.
      const granted = [...reached, ...broken.filter(({ grant }) => grant.status === 'works')];
      const ways = granted.filter(({ grant }) => roleKeyOf(grant as Grant) === role.key);
      expect(item.ways.map(({ chain }) => chain.length).toSorted()).toEqual(ways.map(({ chain }) => chain.length).toSorted());
      expect(item.ways.length).toBeGreaterThan(0);
      expect(item.ways[0]!.chain.at(-1)!.step).toBe('role');
    }
  }); // prettier-ignore

  it('asks about what was not readable too', () => {
    const gaps = rows.filter(({ kind }) => kind === 'notReadable');
    expect(gaps.length).toBeGreaterThan(0);
    expect(gaps.every(({ gap, person }) => gap !== null && person === null)).toBe(true);
  });

  it('says nothing of AWS where no role is', async () => {
    const scope = { ...everything, all: false, roles: ['NoSuchRole'] };
    expect(await code(client.reviews.preview({ scope }))).toBe('object.notFound');
    expect(await code(start({ scope: { ...everything, all: false } }))).toBe('review.empty');
  });

  it('finds items by reviewer, role, account, state and words', async () => {
    const [first] = rows;
    for (const filter of [
      { reviewers: [first!.reviewer.id] },
      { roles: [first!.role.key] },
      { accounts: [first!.role.account] },
      { text: first!.person!.name.split(' ')[0]! },
      { privileged: true },
      { kinds: ['notReadable' as const] },
    ]) {
      const found = await all(id, filter);
      expect(found.length).toBeGreaterThan(0);
      expect(found.length).toBeLessThanOrEqual(rows.length);
    }
    expect(await all(id, { states: ['keep'] })).toEqual([]);
    const byRole = await all(id, {}, 'role');
    expect(byRole.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(
      rows.map(({ number }) => number),
    );
    const roles = byRole.map(({ role }) => role.key);
    expect(roles.filter((key, at) => key !== roles[at - 1])).toHaveLength(new Set(roles).size);
  });

  it('takes decisions, wants a reason for a revocation, and tells who was overtaken', async () => {
    const [a, b, c] = rows.filter(({ kind }) => kind === 'access').map(({ number }) => number);
    const gap = rows.find(({ kind }) => kind === 'notReadable')!.number;
    const decide = (decision: 'keep' | 'revoke' | 'acknowledge' | null, items: number[], seen: number | null, reason = '', by = 'bob') =>
      client.reviews.decide({ reviewId: id, items: items.map((number) => ({ number, seen })), decision, reason, by }); // prettier-ignore
    expect((await decide('keep', [a!, b!, gap], 0)).refused).toEqual([{ number: gap, code: 'wrongKind' }]);
    expect((await decide('revoke', [c!], 0)).refused).toEqual([{ number: c, code: 'reasonMissing' }]);
    const late = await decide('revoke', [a!], 0, 'left the team', 'cyd');
    expect(late.overtaken).toEqual([
      { number: a, state: 'keep', by: 'bob', said: 1, at: expect.stringMatching(/^\d{4}-.*Z$/) },
    ]);
    expect(late.counts).toMatchObject({ keep: 1, revoke: 1 });
    const item = await client.reviews.item({ reviewId: id, number: a! });
    expect(item.events.map((event) => 'decision' in event && event.decision)).toEqual(['keep', 'revoke']);
    expect((await decide(null, [b!], null)).counts).toMatchObject({ keep: 0, revoke: 1 });
    expect((await decide('acknowledge', [gap], 0, 'known')).counts.acknowledge).toBe(1);
    expect((await decide('keep', [999_999], null)).refused).toEqual([
      { number: 999_999, code: 'unknownItem' },
    ]);
  });

  it('goes to the next open item, and round', async () => {
    const { next } = await client.reviews.nextOpen({ reviewId: id, filter: {}, order: 'number', after: null });
    expect(next).toEqual({ number: 2, offset: 1 });
    const last = rows.at(-1)!.number;
    const again = await client.reviews.nextOpen({ reviewId: id, filter: {}, order: 'number', after: last });
    expect(again.next?.number).toBe(2);
  }); // prettier-ignore

  it('hands items over', async () => {
    const stand = await client.reviews.stand({ reviewId: id });
    expect(stand.roles).toHaveLength(new Set(rows.map(({ role }) => role.key)).size);
    expect(stand.accounts).toHaveLength(new Set(rows.map(({ role }) => role.account)).size);
    const from = stand.reviewers.find((one) => one.id !== 'security@example.com')!;
    const { reassigned } = await client.reviews.reassign({ reviewId: id, which: { openOf: from.id }, reviewer: 'deputy', by: 'ann' });
    expect(reassigned).toBe(from.open);
    const after = await client.reviews.stand({ reviewId: id });
    expect(after.reviewers.find((one) => one.id === 'deputy')).toMatchObject({ open: from.open });
    const sum = after.reviewers.reduce((total, { items }) => total + items, 0);
    expect(sum).toBe(rows.length);
    expect((await all(id, { reviewers: ['deputy'] }))[0]!.reviewer.reason).toBe('reassigned');
  }); // prettier-ignore

  it('is written and read back: every format says the same', async () => {
    const out = (name: string) => {
      const file = join(folder, name);
      return { file, target: engine.files.target(file) };
    };
    const json = out('r.json');
    await client.reviews.report({ reviewId: id, format: 'json', locale: 'en', target: json.target });
    const document = reviewDocumentSchema.parse(JSON.parse(readFileSync(json.file, 'utf8')));
    const html = out('r.html');
    await client.reviews.report({ reviewId: id, format: 'html', locale: 'ko', target: html.target });
    const csv = out('r.csv');
    await client.reviews.report({ reviewId: id, format: 'csv', locale: 'en', target: csv.target });
    expect(document.items).toHaveLength(rows.length);
    expect(document.verified).toEqual({ intact: true, changed: [] });
    const page = readFileSync(html.file, 'utf8');
    const marks = [...page.matchAll(/data-item="(\d+)" data-state="(\w+)"/g)].map(([, number, state]) => `${number} ${state}`);
    const wanted = document.items.map(({ number, state }) => `${number} ${state}`).toSorted();
    expect(marks.toSorted()).toEqual(wanted);
    expect(page).toContain(document.review.digest);
    const text = readFileSync(csv.file, 'utf8');
    const listed = [...text.matchAll(/^(?:access|notReadable),(\d+),/gm)].map(([, number]) => Number(number));
    expect(listed).toEqual(document.items.map(({ number }) => number));
  }); // prettier-ignore

  it('comes back from a spreadsheet, bad rows by name', async () => {
    const file = join(folder, 'items.csv');
    const { items } = await client.reviews.exportItems({
      reviewId: id,
      filter: { states: ['open'], kinds: ['access'] },
      locale: 'en',
      target: engine.files.target(file),
    });
    expect(items).toBeGreaterThan(20);
    const { parse } = await import('csv-parse/sync');
    const { stringify } = await import('csv-stringify/sync');
    const [head, ...body] = parse(readFileSync(file, 'utf8'), { bom: true }) as [string[], ...string[][]];
    const at = (name: string) => head.indexOf(name);
    const [one, two, three, four] = body as [string[], string[], string[], string[]];
    one[at('decision')] = 'Keep';
    two[at('decision')] = '회수';
    two[at('reason')] = '=gone';
    three[at('decision')] = 'revoke';
    four[at('decision')] = 'maybe';
    const swapped = [...body[4]!];
    swapped[at('number')] = body[5]![at('number')]!;
    swapped[at('decision')] = 'keep';
    writeFileSync(file, stringify([head, one, two, three, four, swapped, ['x'], ...body.slice(6)], { delimiter: ';' }));
    const done = await client.reviews.importDecisions({ reviewId: id, file: engine.files.deposit(file), by: 'dora' });
    expect(done.decided).toBe(2);
    expect(done.bad.map((row) => row.code)).toEqual(['reasonMissing', 'unknownDecision', 'otherItem', 'noNumber']);
    expect((await client.reviews.item({ reviewId: id, number: Number(two[at('number')]) })).events.at(-1)).toMatchObject({ decision: 'revoke', reason: '=gone', by: 'dora' });
  }); // prettier-ignore

  it('leaves a decision that was made since the list was written where its row was not touched', async () => {
    const [{ number }] = (await all(id, { states: ['keep'] })) as [ReviewRow];
    const file = join(folder, 'untouched.csv');
    const target = engine.files.target(file);
    await client.reviews.exportItems({ reviewId: id, filter: { states: ['keep'] }, locale: 'en', target });
    const decide = (decision: 'keep' | 'revoke') =>
      client.reviews.decide({ reviewId: id, items: [{ number, seen: null }], decision, reason: 'left', by: 'eve' });
    await decide('revoke');
    const done = await client.reviews.importDecisions({ reviewId: id, file: engine.files.deposit(file), by: 'dora' });
    expect(done).toMatchObject({ decided: 0, bad: [], overtaken: [] });
    expect((await client.reviews.item({ reviewId: id, number })).state).toBe('revoke');
    await decide('keep');
  }); // prettier-ignore

  it('is decided by nobody about themselves, by list or one by one, nor handed to them', async () => {
    const [row] = (await all(id, { states: ['open'], kinds: ['access'] })) as [ReviewRow];
    const { number, person } = row;
    const by = person!.samAccountName!.toUpperCase();
    const decided = await client.reviews.decide({ reviewId: id, items: [{ number, seen: null }], decision: 'keep', reason: '', by });
    expect(decided).toMatchObject({ decided: 0, refused: [{ number, code: 'ownAccess' }] });
    const file = join(folder, 'own.csv');
    writeFileSync(file, `number,decision\n${number},keep\n`);
    const done = await client.reviews.importDecisions({ reviewId: id, file: engine.files.deposit(file), by: person!.dn });
    expect(done.bad.map((one) => one.code)).toEqual(['ownAccess']);
    const handed = await client.reviews.reassign({ reviewId: id, which: { numbers: [number] }, reviewer: person!.dn, by: 'ann' });
    expect(handed.reassigned).toBe(0);
    expect((await all(id, { states: ['open'] })).find((one) => one.number === number)!.reviewer).toEqual(row.reviewer);
  }); // prettier-ignore

  it('leaves many alone of which somebody has decided since they were seen, and tells which', async () => {
    const rows = (await all(id, { states: ['open'], kinds: ['access'] })).slice(0, 3);
    const items = rows.map(({ number, said }) => ({ number, seen: said }));
    const [first, ...others] = rows as [ReviewRow, ...ReviewRow[]];
    const decide = (given: typeof items, by: string, decision: 'unsure' | 'keep' | null) =>
      client.reviews.decide({ reviewId: id, items: given, decision, reason: '', by, unlessSaid: true });
    expect((await decide(items.slice(0, 1), 'eve', 'keep')).left).toEqual([]);
    const done = await decide(items, 'dora', 'unsure');
    expect(done).toMatchObject({ decided: 2, refused: [], overtaken: [], left: [{ number: first.number, state: 'keep', by: 'eve', said: first.said + 1 }] });
    expect((await client.reviews.item({ reviewId: id, number: first.number })).state).toBe('keep');
    await decide([{ number: first.number, seen: first.said + 1 }, ...others.map(({ number, said }) => ({ number, seen: said + 1 }))], 'eve', null);
  }); // prettier-ignore

  it('decides all that a filter finds, unless somebody has said something of any of it since', async () => {
    const filter = { states: ['open' as const], kinds: ['access' as const] };
    const before = await client.reviews.items({ reviewId: id, filter, order: 'role', page });
    const run = async (seen: string, decision: 'unsure' | null, of: Parameters<Client['reviews']['items']>[0]['filter'] = filter) => {
      let last = null;
      for await (const step of await client.reviews.decideAll({ reviewId: id, filter: of, seen, decision, reason: '', by: 'dora' })) last = step;
      return last!;
    };
    const one = { number: before.rows[0]!.number, seen: null };
    for (const decision of ['unsure', null] as const)
      await client.reviews.decide({ reviewId: id, items: [one], decision, reason: '', by: 'eve' });
    expect(await code(run(before.seen, 'unsure'))).toBe('review.saidSince');
    const { seen, total } = await client.reviews.items({ reviewId: id, filter, order: 'number', page: { offset: 5, limit: 1 } });
    expect(seen).not.toBe(before.seen);
    expect(await run(seen, 'unsure')).toMatchObject({ finished: true, done: total, total, decided: total, refused: [], left: [], leftTotal: 0 });
    expect((await client.reviews.items({ reviewId: id, filter, order: 'role', page })).total).toBe(0);
    const unsure = { states: ['unsure' as const], kinds: ['access' as const] };
    const now = await client.reviews.items({ reviewId: id, filter: unsure, order: 'role', page });
    await run(now.seen, null, unsure);
    expect((await client.reviews.items({ reviewId: id, filter, order: 'role', page })).total).toBe(now.total);
  }); // prettier-ignore

  it('says what is to be done: members out of groups where that does it, the rest by hand', async () => {
    const open = await all(id, { states: ['open'], kinds: ['access'] });
    await client.reviews.decide({ reviewId: id, items: open.slice(0, 1000).map(({ number }) => ({ number, seen: null })), decision: 'revoke', reason: 'cleaned', by: 'ann' });
    const ldif = join(folder, 'out.ldif');
    const csv = join(folder, 'out.csv');
    const counts = await client.reviews.revocations({ reviewId: id, format: 'ldif', locale: 'en', target: engine.files.target(ldif) });
    await client.reviews.revocations({ reviewId: id, format: 'csv', locale: 'ko', target: engine.files.target(csv) });
    expect(counts.removals).toBeGreaterThan(0);
    expect(counts.byHand).toBeGreaterThan(0);
    const text = readFileSync(ldif, 'utf8').replaceAll('\n ', '');
    const records = [...text.matchAll(/^dn:{1,2} (.+)\nchangetype: modify\ndelete: member\nmember:{1,2} (.+)\n-$/gm)];
    expect(records.length).toBeGreaterThan(0);
    expect(new Set(records.map(([all]) => all)).size).toBe(records.length);
    expect(readFileSync(csv, 'utf8')).toMatch(/nested|severalWays|assignedDirectly/);
  }); // prettier-ignore

  it('is signed with a reason for what is left, and nothing changes any more', async () => {
    expect(await code(client.reviews.signOff({ reviewId: id, by: 'ann', reason: null }))).toBe('review.open');
    const signed = await client.reviews.signOff({ reviewId: id, by: 'ann', reason: 'the rest next quarter' });
    expect(signed.signOff).toMatchObject({ by: 'ann', open: signed.counts.open + signed.counts.unsure });
    expect(await client.reviews.verify({ reviewId: id })).toMatchObject({ intact: true });
    const decide = client.reviews.decide({ reviewId: id, items: [{ number: 1, seen: null }], decision: 'keep', reason: '', by: 'x' });
    expect(await code(decide)).toBe('review.signed');
    expect(await code(client.reviews.reassign({ reviewId: id, which: { numbers: [1] }, reviewer: 'x', by: 'x' }))).toBe('review.signed');
    expect(await code(client.reviews.signOff({ reviewId: id, by: 'x', reason: 'y' }))).toBe('review.signed');
    expect(await code(client.reviews.remove({ reviewId: id }))).toBe('review.signed');
  }); // prettier-ignore

  it('is followed by one that says what is new and what was not carried out', async () => {
    const next = await start({ name: 'Next', since: { reviewId: id, onlyChanges: true } });
    const { since, counts } = await client.reviews.get({ reviewId: next });
    expect(since).toMatchObject({ new: 0, changed: 0, gone: 0, carriedOut: 0 });
    expect(since!.notRevoked).toBeGreaterThan(0);
    // What was to be revoked, and what nobody decided then.
    const { counts: then } = await client.reviews.get({ reviewId: id });
    expect(counts.items).toBe(since!.notRevoked + then.open + then.unsure);
    const asked = await all(next);
    expect(asked.filter((row) => row.since === 'notRevoked')).toHaveLength(since!.notRevoked);
    expect(asked.filter((row) => row.since === 'same')).toHaveLength(then.open + then.unsure);
    expect(await code(start({ since: { reviewId: next, onlyChanges: false } }))).toBe('review.notSigned');
    await client.reviews.remove({ reviewId: next });
    expect(await code(client.reviews.get({ reviewId: next }))).toBe('review.notFound');
  });

  it('tells of evidence and decisions that were changed behind the program', async () => {
    const copy = join(folder, 'changed.treeline');
    await engine.workspace.close();
    copyFileSync(path, copy);
    const db = new DatabaseSync(copy);
    db.exec(`UPDATE review_item SET body = replace(body, '"disabled":false', '"disabled":true') WHERE review_id = ${id} AND number = 3`);
    db.exec(`UPDATE review_item SET body = '{' WHERE review_id = ${id} AND number = 5`);
    db.exec(`INSERT INTO review (name, body) VALUES ('odd', '{"a":1}')`);
    db.close();
    await engine.workspace.open(copy, { mode: 'open' });
    expect(await client.reviews.verify({ reviewId: id })).toMatchObject({ intact: false, changed: [3, 5] });
    const { reviews, unreadable } = await client.reviews.list();
    expect(unreadable).toBe(1);
    expect(reviews[0]).toMatchObject({ id, damaged: 1 });
    expect(await code(client.reviews.item({ reviewId: id, number: 5 }))).toBe('review.itemNotFound');
    await engine.workspace.close();
    const other = new DatabaseSync(copy);
    other.exec(`UPDATE review_item SET body = (SELECT body FROM review_item WHERE number = 4) WHERE number = 5`);
    other.exec(`UPDATE review_item SET decision = null WHERE review_id = ${id} AND number = 1`);
    other.close();
    await engine.workspace.open(copy, { mode: 'open' });
    expect(await client.reviews.verify({ reviewId: id })).toMatchObject({ intact: false });
    const out = (name: string) => ({ reviewId: id, locale: 'en' as const, target: engine.files.target(join(folder, name)) });
    expect(await code(client.reviews.revocations({ format: 'ldif', ...out('no.ldif') }))).toBe('review.changed');
    expect(await client.reviews.revocations({ format: 'csv', ...out('hand.csv') })).toMatchObject({ bytes: expect.any(Number) });
    await engine.workspace.close();
    await engine.workspace.open(path, { mode: 'open' });
    expect(await client.reviews.verify({ reviewId: id })).toMatchObject({ intact: true });
  }); // prettier-ignore
});

describe('what was frozen', () => {
  it('stays as it was when sources are read again, and when they are gone', async () => {
    const id = await start({ name: 'Frozen', scope: { ...everything, all: false, roles: ['Admin'] } });
    const before = await client.reviews.item({ reviewId: id, number: 1 });
    const { signOff: _none, ...told } = await client.reviews.get({ reviewId: id });
    for (const { id: sourceId } of (await client.workspace.info()).sources) await client.workspace.removeSource({ sourceId });
    expect(await client.reviews.item({ reviewId: id, number: 1 })).toEqual(before);
    expect(await client.reviews.get({ reviewId: id })).toMatchObject(told);
    expect((await client.reviews.verify({ reviewId: id })).intact).toBe(true);
    expect(await code(start())).toBe('review.empty');
  }); // prettier-ignore
});

describe('a workspace that takes no changes', () => {
  it('keeps reviews until it is closed, and says so', async () => {
    await reader.workspace.open(sample, { mode: 'open', readOnly: true });
    const other = clientOf(reader);
    const id = await start({ scope: { ...everything, all: false, privileged: true } }, other);
    const { reviews, kept } = await other.reviews.list();
    expect([kept, reviews[0]!.id, reviews[0]!.kept]).toEqual([false, id, false]);
    const done = await other.reviews.decide({ reviewId: id, items: [{ number: 1, seen: 0 }], decision: 'unsure', reason: '', by: 'ann' });
    expect(done.counts.unsure).toBe(1);
    await other.reviews.signOff({ reviewId: id, by: 'ann', reason: 'only tried' });
    expect((await other.reviews.verify({ reviewId: id })).intact).toBe(true);
    for (const [name, { output }] of Object.entries(reviewProcedures)) {
      if (name === 'list') expect(output.safeParse(await other.reviews.list()).success).toBe(true);
      if (name === 'item') expect(output.safeParse(await other.reviews.item({ reviewId: id, number: 1 })).success).toBe(true);
    }
  }); // prettier-ignore

  it('leaves nothing of a beginning that was given up', async () => {
    const other = clientOf(reader);
    const before = (await other.reviews.list()).reviews.length;
    for await (const step of await other.reviews.start({ request })) {
      expect(step.finished).toBe(false);
      break;
    }
    expect((await other.reviews.list()).reviews).toHaveLength(before);
  });
});
