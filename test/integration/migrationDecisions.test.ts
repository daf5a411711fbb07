import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decisionCodes, decisionOptions } from '#domain/migration/codes.ts';
import { assumed } from '#domain/migration/decisions.ts';
import { sidToBytes } from '#domain/directory/sid.ts';
import {
  base,
  entry,
  forestSource,
  group,
  readAt,
  temporaryFolder,
  unit,
  user,
} from '#workspace/fixtures.ts';
import { createEngine } from '#engine/engine.ts';
import { handlers } from '#engine/migration/plan.ts';

const folder = temporaryFolder();
const path = folder.file('decided.treeline');
const makeEngine = () =>
  createEngine({
    kind: 'cli',
    version: '0.0.0-test',
    configFolder: folder.file('config'),
    sampleFile: folder.file('none'),
    resourcesFolder: folder.file('none'),
    credentialProcess: () => [],
    startChild: () => {
      throw new Error('no child is needed');
    },
  });
const sid = (rid: number) => sidToBytes(`S-1-5-21-1-2-3-${rid}`)!;
const people = `OU=People,${base}`;
const entries = [
  entry(base, { objectClass: ['top', 'domain', 'domainDNS'], objectSid: sidToBytes('S-1-5-21-1-2-3')! }),
  unit(people),
  ...Array.from({ length: 130 }, (_, n) =>
    user(`CN=U${n},${people}`, `u${n}`, { objectSid: sid(2000 + n), userAccountControl: n === 0 ? '514' : '512', lastLogonTimestamp: n === 1 ? '1' : '134168000000000000', userPrincipalName: `u${n}@old.example` }),
  ),
  user(`CN=Sql,${people}`, 'sql', { objectSid: sid(1500), userAccountControl: '512', servicePrincipalName: 'x/y', lastLogonTimestamp: '134168000000000000' }),
  entry(`CN=WS1,${people}`, { objectClass: ['top', 'person', 'user', 'computer'], sAMAccountName: 'WS1$', objectSid: sid(1501), userAccountControl: '4096', lastLogonTimestamp: '134168000000000000' }),
  group(`CN=Domain Admins,${people}`, [`CN=U5,${people}`], { objectSid: sid(512), sAMAccountName: 'Domain Admins' }),
  entry(`CN={AA},CN=Policies,CN=System,${base}`, { objectClass: ['top', 'container', 'groupPolicyContainer'], displayName: 'Own' }),
  entry(`CN=badge,CN=Schema,CN=Configuration,${base}`, { objectClass: ['top', 'attributeSchema'], lDAPDisplayName: 'badge', attributeID: '1.3.6.1.4.1.99999.1' }),
  entry(`CN=Paid,${people}`, { objectClass: ['top', 'person', 'contact'], badge: '4711' }),
]; // prettier-ignore

let engine = makeEngine();
let snapshotId = 0;
const question = () => ({ snapshotId, target: { kind: 'managed-ad', size: null, into: null } }) as const;
const whole = async () => {
  const { findings, travel, waves } = await handlers.plan(engine, { question: question() });
  const { changes } = await handlers.changes(engine, { question: question() });
  const { steps } = await handlers.steps(engine, { question: question() });
  return { findings, travel, waves, changes, steps };
};
const decide = (code: (typeof decisionCodes)[number], value: string | null) =>
  handlers.decide(engine, { question: question(), code, value, note: value && 'the board' });
const another = (code: (typeof decisionCodes)[number]): string =>
  decisionOptions[code].find((value) => value !== assumed[code])!;
/** Nothing in this workspace is fed by Identity Center: that decision is of no consequence here. */
const ofConsequence = decisionCodes.filter((code) => code !== 'identityCenter');

beforeAll(async () => {
  await engine.workspace.open(path, { mode: 'create' });
  const writer = await engine.workspace.current.beginSnapshot(forestSource, readAt);
  await writer.addEntries(entries);
  snapshotId = (await writer.complete()).id;
}, 60_000);
afterAll(async () => {
  await engine.close();
  folder[Symbol.dispose]();
});

describe('a decision', () => {
  it.each(ofConsequence)('%s makes the plan anew, and taken back gives the one of before', async (code) => {
    const before = await whole();
    const { decisions } = await decide(code, another(code));
    expect(decisions.find((each) => each.code === code)).toMatchObject({ value: another(code), note: 'the board' });
    expect(await whole()).not.toEqual(before);
    await decide(code, null);
    expect(await whole()).toEqual(before);
  }); // prettier-ignore

  it('that is none is refused', async () => {
    await expect(decide('passwords', 'burn')).rejects.toMatchObject({ code: 'input.invalid' });
  });

  it('is there again when the workspace is opened again, and so is the plan', async () => {
    for (const code of decisionCodes) await decide(code, another(code));
    const decided = await handlers.decisions(engine, { question: question() });
    expect(decided.kept).toBe(true);
    const plan = await whole();
    await engine.close();
    engine = makeEngine();
    await engine.workspace.open(path, { mode: 'open' });
    expect(await handlers.decisions(engine, { question: question() })).toEqual(decided);
    expect(decided.decisions.map(({ value }) => value)).toEqual(decisionCodes.map(another));
    expect(await whole()).toEqual(plan);
  });
});

describe('the report of a plan', () => {
  const report = async (format: 'html' | 'csv', locale: 'en' | 'ko') => {
    const file = folder.file(`plan-${locale}.${format}`);
    await handlers.report(engine, {
      question: question(),
      format,
      locale,
      target: engine.files.target(file),
    });
    return readFileSync(file, 'utf8');
  };

  it.each([
    ['en', 'Where it stands', 'Blockers to resolve or decide first'],
    ['ko', '현재 상태', '먼저 해결하거나 결정해야'],
  ] as const)(
    'in %s begins with where it stands, and lists every finding before it tells of each',
    async (locale, title, blocked) => {
      const { findings, counts } = await handlers.plan(engine, { question: question() });
      const text = await report('html', locale);
      expect(text.indexOf(title)).toBeLessThan(text.indexOf('<h2>'));
      expect(text.includes(blocked)).toBe(counts.blocker > 0);
      for (const { code } of findings) {
        expect(text.split(`href="#finding-${code}"`)).toHaveLength(2);
        expect(text.split(`id="finding-${code}"`)).toHaveLength(2);
      }
      expect(text).toContain('servicePrincipalName: x/y');
      expect(text).not.toMatch(/undefined|\[object|\{\w+\}(?!,CN=)/);
    },
  );

  it('says in CSV what each row is about, with as many cells in each', async () => {
    const [head, ...rows] = (await report('csv', 'en')).trim().split('\r\n');
    expect(head).toContain('Severity');
    const { findings } = await handlers.plan(engine, { question: question() });
    for (const { code } of findings) expect(rows.some((row) => row.includes(`,${code},`))).toBe(true);
  });
});
