/** Mapping over the sample workspace: grants by its rules are those of the manifest, rules run for its people, entered things hold. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Grant } from '#domain/mapping/grant.ts';
import type { Engine } from '#engine/engine.ts';
import * as mapping from '#engine/mapping/procedures.ts';
import type { Workspace } from '#workspace/api.ts';
import { openWorkspace } from '#workspace/open.ts';
import { buildSample } from '../../resources/sample/build.ts';
import type { Sample } from '../../resources/sample/types.ts';

const folder = mkdtempSync(join(tmpdir(), 'treeline-mapping-'));
let workspace: Workspace;
let engine: Engine;
let manifest: Sample['manifest'];

beforeAll(async () => {
  const path = join(folder, 'sample.treeline');
  ({ manifest } = await buildSample(path));
  workspace = await openWorkspace(path, { mode: 'open' });
  engine = { workspace: { current: workspace } } as unknown as Engine;
}, 60_000);
afterAll(async () => {
  await workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

const grants = async (): Promise<Grant[]> =>
  (await workspace.grants({ mechanism: 'saml' }, { offset: 0, limit: 1000 })).rows as Grant[];
const rulesText = (name: string) =>
  readFileSync(new URL(`../../resources/sample/inputs/${name}`, import.meta.url), 'utf8');
const person = async (name: string) => {
  const [match] = await workspace.findUsers(name);
  return { snapshotId: match!.snapshotId, objectId: match!.object.id };
};

describe('grants by rules', () => {
  it('are those of the manifest, and a value that names no role', async () => {
    const all = await grants();
    const key = (dn: string | null, account: string, role: string) => `${dn} ${account} ${role}`;
    expect(
      all
        .filter(({ issues }) => !issues.includes('claimMalformed'))
        .map(({ principal, account, roleName }) => key(principal!.dn, account, roleName))
        .toSorted(),
    ).toEqual(
      manifest.mappings
        .filter(({ mechanism }) => mechanism === 'saml')
        .map(({ dn, account, role }) => key(dn, account, role))
        .toSorted(),
    );
    expect(all.filter(({ issues }) => issues.includes('claimMalformed')).map(({ principal }) => principal!.name)).toEqual([
      expect.stringMatching(/^Printers-AWSLAB-/),
    ]);
  }); // prettier-ignore

  it('show file, line and rule', async () => {
    const lab = (await grants()).find(({ principal }) => principal!.name.startsWith('AWSLAB-'))!;
    expect(lab.membership).toBe('chain');
    const rule = lab.evidence.findLast(({ code }) => code === 'claimRule')!;
    expect(rule).toMatchObject({ where: 'adfs-aws-lab.txt', field: expect.stringContaining('Lab roles') });
  });

  it('give way to conventions where rules are set aside', async () => {
    const { settings, rules } = await mapping.settings(engine);
    expect(rules.map(({ name, use, chosen }) => [name, use, chosen])).toEqual([
      ['adfs-aws-sign-in.txt', 'issuance', false],
      ['adfs-aws-lab.txt', 'issuance', false],
    ]);
    const none = rules.map(({ sourceId, caseOf }) => ({ sourceId, use: 'none' as const, directories: null, caseOf }));
    await mapping.saveSettings(engine, { ...settings, rules: none });
    const all = await grants();
    expect(all.length).toBeGreaterThan(20);
    expect(all.every(({ evidence }) => evidence[0]!.code === 'groupName')).toBe(true);
    await mapping.saveSettings(engine, { rules: [], templates: [...settings.templates] });
    expect((await grants()).some(({ evidence }) => evidence[0]!.code === 'groupClaim')).toBe(true);
  }); // prettier-ignore
});

describe('rules for a user', () => {
  it('run over the snapshot, rule by rule, and are judged', async () => {
    const answer = await mapping.testClaims(engine, {
      user: await person('jimin.sim'),
      rules: { text: rulesText('adfs-aws-sign-in.txt') },
    });
    expect(answer.explanation.stages[2]!.rules.map(({ outcome }) => outcome)).toEqual(Array(7).fill('fired'));
    expect(answer.judgement.sessionName).toBe('jimin.sim@hanbit.example');
    expect(answer.judgement.duration).toBe(28_800);
    const known = answer.judgement.roles.map(({ roleArn }) => roleArn);
    expect(known).toHaveLength(3);
    const mine = (await workspace.access((await person('jimin.sim')).snapshotId, (await person('jimin.sim')).objectId)).reached;
    // The longer session than the third role allows is refused, so that nobody reaches it.
    const offered = answer.judgement.roles.flatMap(({ roleArn, verdict }) => (verdict === 'refused' ? [] : roleArn));
    expect(offered).toHaveLength(2);
    expect(offered.toSorted()).toEqual(mine.flatMap(({ grant }) => (grant.mechanism === 'saml' ? grant.roleArn : [])).toSorted());
  }); // prettier-ignore

  it('search by chain as the lab’s rules do', async () => {
    const bench = (await grants()).find(({ principal }) => principal!.name.startsWith('AWSLAB-'))!.principal!;
    const members = await workspace.members(bench.snapshotId, bench.objectId, true, { offset: 0, limit: 1000 });
    const user = members.rows.find(({ object }) => object?.kind === 'user')!;
    const answer = await mapping.testClaims(engine, {
      user: { snapshotId: user.snapshotId, objectId: user.object!.id },
      rules: { text: rulesText('adfs-aws-lab.txt') },
    });
    expect(answer.problems.map(({ code }) => code)).toContain('classForDigits');
    expect(answer.issued.map(({ value }) => value)).toContainEqual(expect.stringContaining(bench.name.split('-')[2]!));
  }); // prettier-ignore

  it('ask for names with their domain', async () => {
    const text = rulesText('adfs-aws-sign-in.txt').replace(';tokenGroups;', ';tokenGroups(domainQualifiedName);');
    const { explanation } = await mapping.testClaims(engine, { user: await person('jimin.sim'), rules: { text } });
    expect(explanation.queries.flatMap(({ answer }) => (answer.state === 'read' ? answer.attributes : [])).some(
      (one) => one.state === 'read' && one.values.items.some((value) => value.startsWith('HANBIT\\')),
    )).toBe(true);
  }); // prettier-ignore
});

describe('what is entered', () => {
  it('becomes grants with author and time, and goes again', async () => {
    const first = (await grants()).find(({ status }) => status === 'works');
    const principalSid = first!.principal!.sid!;
    const all = (await workspace.estates()).flatMap(({ facts }) => (facts.roles.state === 'read' ? facts.roles.value : []));
    const role = all.find(({ name }) => name === 'ConsoleLab')!;
    const put = await mapping.putEntered(engine, { principalSid, principalName: 'x', roleArn: role.arn, mechanism: 'delegation', why: 'seen', by: 'kim' });
    const entered = async () => (await workspace.grants({}, { offset: 0, limit: 1000 })).rows.filter(({ evidence }) => evidence[0]!.code === 'enteredMapping');
    expect((await entered()).map(({ evidence: [one] }) => [one!.field, one!.value, one!.snapshotId])).toEqual([['kim', 'seen', 0]]);
    await mapping.removeEntered(engine, { id: put.id });
    expect(await entered()).toEqual([]);
    const delegation = await mapping.putDelegation(engine, {
      directoryId: 'd-0123456789', region: 'eu-central-1', roleArn: role.arn, principalSid, principalName: 'x', principalKind: 'group', recordedBy: 'kim',
    });
    expect((await mapping.delegations(engine)).rows).toEqual([delegation]);
    expect((await workspace.grants({ mechanism: 'delegation', text: 'ConsoleLab' }, { offset: 0, limit: 10 })).rows.some(({ principal }) => principal?.sid === principalSid)).toBe(true);
    await mapping.removeDelegation(engine, { id: delegation.id });
    expect((await mapping.delegations(engine)).total).toBe(0);
  }); // prettier-ignore

  it('tries conventions out', async () => {
    const template = { text: 'AWS_{alias}_{any}_{role}', account: null, roleText: 'ADFS-{role}' };
    const answer = await mapping.testTemplate(engine, { template, names: ['AWS_hanbit-prod_x_Admin', 'AWS_nobody_x_Admin', 'Staff'] });
    expect(answer.names.map(({ accountName, role, why }) => [accountName, role, why])).toEqual([
      ['hanbit-prod', 'ADFS-Admin', null],
      [null, null, 'aliasUnknown'],
      [null, null, 'otherForm'],
    ]);
    expect((await mapping.testTemplate(engine, { template: { ...template, text: '{role}' }, names: ['x'] })).problem).toBe('noAccount');
  }); // prettier-ignore
});
