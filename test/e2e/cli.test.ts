/** The built command line on the embedded sample: what it answers, in words and as documents, and how it refuses. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandLine, described } from './support/cli.ts';
import { cliDocuments } from '#contract/cli.ts';

const cli = commandLine();
afterAll(() => cli.remove());
const sample = cli.at('sample.treeline');
const ldif = 'dn: DC=a,DC=example\nobjectClass: domain\nuserPassword: {SSHA}treeline-test-hash\n';

beforeAll(async () => {
  await cli.json('sample', ['sample', sample]);
  writeFileSync(cli.at('good.ldif'), ldif);
});

describe('the first minutes', () => {
  it('tell what there is to do', async () => {
    const { code, stdout } = await cli.run([]);
    expect(code).toBe(0);
    for (const word of ['capture', 'import', 'access', '--json', 'Exit codes', 'credential-process'])
      expect(stdout).toContain(word);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(140);
  });

  it.each([
    'sample', 'capture', 'import', 'export', 'aws', 'sources', 'tree', 'show', 'search', 'query', 'members', 'memberof', 'forest', 'estate', 'fit', 'schema', 'map', 'control', 'access', 'audit', 'who-can', 'claims', 'compare', 'plan', 'review', 'policy', 'sts', 'sessions', 'exec', 'credential-process', 'aws-config', 'portal', 'access-key', 'identity-provider', 'keychain',
  ])('%s --help names its options and gives an example', async (name) => {
    const { code, stdout } = await cli.run([name, '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain(`Usage: treeline ${name}`);
    expect(stdout).toContain(`  treeline ${name}`);
  }); // prettier-ignore

  it.each([
    ['sources', ['sources', sample]],
    ['map', ['map', sample]],
    ['access', ['access', sample, 'jimin.sim']],
  ] as const)('%s answers', async (name, args) => {
    const { code, stdout, milliseconds } = await cli.run([...args, '--json']);
    console.log(`treeline ${name} --json: ${milliseconds} ms`);
    expect(code).toBe(0);
    described(name, stdout);
  });

  it('map --settings says which rules hold where, and the conventions', async () => {
    const { rules, templates } = await cli.json('mapSettings', ['map', sample, '--settings']);
    expect(rules.map(({ name, use, chosen, of }) => [name, use, chosen, of])).toEqual([
      ['adfs-aws-sign-in.txt', 'issuance', false, null],
      ['adfs-aws-lab.txt', 'issuance', false, null],
    ]);
    expect(templates.map(({ text }) => text)).toEqual(['AWS-{account}-{role}']);
    const { stdout, code } = await cli.run(['map', sample, '--settings']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/adfs-aws-lab\.txt +issuance rules +by its text +every on-premises one/);
    expect(stdout).toContain('\n  AWS-{account}-{role}\n');
  });
});

describe('a plan', () => {
  const args = ['plan', sample, '--from', 'hanbit.example', '--to', 'managed-ad'];

  it('ends with 1 where something stands in the way, Identity Center said first, and writes what is asked for', async () => {
    const report = cli.at('plan.html');
    const template = cli.at('mapping.csv');
    const { code, stdout } = await cli.run([...args, '--json', '--report', report, '--template', template]);
    expect(code).toBe(1);
    const { findings, waves, travel, decisions, counts } = described('plan', stdout);
    expect(findings[0]).toMatchObject({ code: 'identityCenter', severity: 'blocker', decision: 'identityCenter' });
    expect(counts.blocker).toBe(findings.filter(({ severity }) => severity === 'blocker').length);
    expect(waves!.rows.reduce((sum, { objects }) => sum + objects, 0)).toBe(travel!.moves.objects);
    expect(decisions.every(({ value }) => value === null)).toBe(true);
    const page = readFileSync(report, 'utf8');
    expect(page).toContain('IAM Identity Center loses its assignments');
    // Links lead to places of the page itself alone.
    expect(page).not.toMatch(/<script|src=|href="?(?!"?#)/i);
    const rows = readFileSync(template, 'utf8').trimEnd().split('\r\n').length - 1;
    expect(rows).toBe(travel!.moves.objects + travel!.left.objects);
  });

  it('keeps decisions in the workspace, and counts with them', async () => {
    const first = described('plan', (await cli.run([...args, '--decide', 'identityCenter=keep', '--json'])).stdout);
    expect(first.findings.some(({ code }) => code === 'identityCenter')).toBe(false);
    const again = described('plan', (await cli.run([...args, '--json'])).stdout);
    expect(again.decisions.find(({ code }) => code === 'identityCenter')).toMatchObject({ value: 'keep' });
    expect(again.findings).toEqual(first.findings);
    const other = await cli.run(['plan', sample, '--from', 'hanbit.example', '--to', 'hybrid', '--json']);
    expect(described('plan', other.stdout).decisions[0]).toMatchObject({ code: 'identityCenter', value: null });
  });

  it.each([
    [['--to', 'nowhere'], 2],
    [['--to', 'hybrid', '--size', 'small'], 4],
    [['--to', 'managed-ad', '--decide', 'passwords=burn'], 4],
    [['--to', 'managed-ad', '--report', 'plan.pdf'], 2],
  ] as const)('refuses %j', async (more, expected) => {
    const { code } = await cli.run(['plan', sample, '--from', 'hanbit.example', ...more]);
    expect(code).toBe(expected);
  });
}); // prettier-ignore

describe('what the sample answers', () => {
  it('sources: eight, with times and what is missing', async () => {
    const { sources, readOnly } = await cli.json('sources', ['sources', sample]);
    expect(readOnly).toBe(false);
    expect(sources.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'forest hanbit.example',
      'forest aldersoft.example',
      'forest cloud.hanbit.example',
      'forest lab.hanbit.example',
      'aws 310298457716',
      'adfs-rules adfs-aws-sign-in.txt',
      'adfs-rules adfs-aws-lab.txt',
      'delegation-list console-delegation.csv',
    ]);
    expect(sources[0]!.snapshots.at(-1)!.missing).toEqual([
      {
        where: 'CN=Deleted Objects,DC=hanbit,DC=example',
        attribute: null,
        code: 'ldap.insufficientAccess',
        message: 'Access denied',
      },
    ]);
  });

  it('tree: naming contexts, what is below the depth counted', async () => {
    const { trees } = await cli.json('tree', ['tree', sample, '--depth', '1', '--source', 'hanbit.example']);
    expect(trees).toHaveLength(1);
    const [root] = trees[0]!.children;
    expect(root).toMatchObject({ dn: 'DC=hanbit,DC=example', kind: 'domain', children: [] });
    expect(root!.notShown).toBe(root!.childCount);

    const whole = await cli.json('tree', ['tree', sample, 'OU=AWS Access,DC=hanbit,DC=example']);
    expect(whole.trees[0]!.object?.name).toBe('AWS Access');
    expect(whole.trees[0]!.children).toHaveLength(whole.trees[0]!.object!.childCount!);
  });

  it('show: decoded beside raw', async () => {
    const { object, attributes, readAt } = await cli.json('show', [
      'show',
      sample,
      'jimin.sim@hanbit.example',
    ]);
    expect(object.samAccountName).toBe('jimin.sim');
    expect(readAt).toBe('2026-10-30T21:00:00.000Z');
    const said = (name: string) => attributes.find((each) => each.name === name)?.decoded[0]?.message;
    expect(said('primaryGroupID')).toBe('513 (Domain Users)');
    expect(said('accountExpires')).toBe('Never');
    expect(said('userAccountControl')).toBe('0x200 (Normal account)');
    const words = await cli.run(['show', sample, 'jimin.sim']);
    expect(words.stdout).toContain('user in hanbit.example, as of 2026-10-30 21:00 UTC');
    expect((await cli.run(['show', sample, 'jimin.sim', '--raw'])).stdout).toMatch(/objectSid: 0x0105/);
  });

  it('show --security: who may do what, and from where', async () => {
    const group = 'AWS-648120375592-Support';
    const { security } = await cli.json('show', ['show', sample, group, '--security']);
    expect(security).toMatchObject({ state: 'read', dacl: 'entries', owner: { name: 'Domain Admins' } });
    expect(security!.rows[0]).toMatchObject({ effect: 'deny', message: 'write; this object only' });
    const { stdout } = await cli.run(['show', sample, group, '--security']);
    expect(stdout).toMatch(/DL-AWS-GroupAdmins +write +member .*OU=AWS Access,DC=hanbit,DC=example/);
  });

  it('control: the unexpected first, with what limits it and whom it means', async () => {
    const { rows, counts, notRead } = await cli.json('control', [
      'control',
      sample,
      'AWS-648120375592-Support',
    ]);
    expect(counts.unexpected).toBe(rows.findIndex(({ expected }) => expected));
    expect(notRead).toEqual({ own: false, count: 0, examples: [] });
    const desk = rows.find(({ trustee }) => trustee.name === 'GG-Helpdesk-Seoul')!;
    expect(desk).toMatchObject({ way: 'writeMember', people: 8, message: 'may write member' });
    expect(desk.limitedBy).toHaveLength(1);
    const direct = await cli.json('control', ['control', sample, 'AWS-648120375592-Support', '--direct']);
    expect(direct.rows.every(({ through }) => through.length === 0)).toBe(true);
    expect(direct.total).toBeLessThan(rows.length);
    const domain = await cli.run(['control', sample, 'DC=hanbit,DC=example']);
    expect(domain.stdout).toMatch(/! +svc-idsync +may replicate the domain with its secrets/);
    expect((await cli.run(['control', sample, 'jimin.sim'])).code).toBe(2);
  });

  it('search: everything counted, no more shown than asked, every page of it', async () => {
    const few = await cli.json('search', ['search', sample, 'kim', '--limit', '7']);
    expect(few.objects).toHaveLength(7);
    const all = await cli.json('search', ['search', sample, 'example', '--limit', '100000']);
    expect(all.total).toBeGreaterThan(1000);
    expect(all.objects).toHaveLength(all.total);
    expect(new Set(all.objects.map(({ snapshotId, object }) => `${snapshotId}/${object.id}`)).size).toBe(
      all.total,
    );
    const { stdout } = await cli.run(['search', sample, 'kim', '--limit', '7']);
    expect(stdout).toContain(`7 objects of ${few.total.toLocaleString('en-US')}; raise --limit`);
  });

  it('query: by a filter, in an order, with values; and built in', async () => {
    const filter = '(&(objectClass=group)(sAMAccountName=AWS-*))';
    const found = await cli.json('query', [
      'query', sample, filter, '--attributes', 'sAMAccountName', '--sort', 'sAMAccountName', '--descending', '--limit', '5', '--source', 'hanbit.example',
    ]); // prettier-ignore
    if (!('objects' in found)) throw new Error('no objects');
    expect(found.asked).toMatchObject([{ source: 'hanbit.example', filter }]);
    expect(found.objects).toHaveLength(Math.min(5, found.total));
    const names = found.objects.map(({ values }) => values[0]!.cell!.decoded[0]!.text.toUpperCase());
    expect(names.every((name) => name.startsWith('AWS-'))).toBe(true);
    expect(names).toEqual(names.toSorted().toReversed());

    const listed = await cli.json('query', ['query', sample, '--list']);
    if (!('queries' in listed)) throw new Error('no queries');
    expect(listed.queries.map(({ id }) => id)).toContain('staleUsers');
    for (const { resolved } of listed.queries) expect(resolved).not.toContain('{now');
    const stale = await cli.json('query', ['query', sample, '--built-in', 'disabledUsers', '--limit', '3']);
    if (!('objects' in stale)) throw new Error('no objects');
    expect(stale.objects.every(({ object }) => object.disabled === true)).toBe(true);
  });

  it('export: a file by its ending, a part of it by base or filter, and standard output', async () => {
    const from = ['export', sample, '--source', 'lab.hanbit.example'];
    const { objects, format, file } = await cli.json('export', [...from, '--to', cli.at('lab.ldif')]);
    expect({ objects, format, file }).toEqual({ objects: 234, format: 'ldif', file: cli.at('lab.ldif') });
    expect(readFileSync(cli.at('lab.ldif'), 'utf8').match(/^dn:/gm)).toHaveLength(234);

    const groups = ['--filter', '(objectClass=group)', '--columns', 'name,groupType,member'];
    const { stdout } = await cli.run([...from, ...groups, '--to', '-', '--format', 'json']);
    const rows = JSON.parse(stdout) as Record<string, unknown>[];
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) expect(Object.keys(row)).toEqual(['name', 'groupType', 'member']);
    const csv = await cli.run([...from, ...groups, '--to', '-', '--bom']);
    expect(csv.stdout).toMatch(/^\uFEFFname,groupType,member\r\n/);
    const below = await cli.json('export', [...from, '--base', 'CN=Builtin,DC=lab,DC=hanbit,DC=example', '--to', cli.at('b.csv')]);
    expect(below.objects).toBeGreaterThan(5);
    expect(below.objects).toBeLessThan(234);
  }); // prettier-ignore

  it.each([
    [['--to', 'x.csv'], 2, /Say which source/],
    [['--source', '1'], 2, /--to FILE/],
    [['--source', '1', '--to', '-', '--json'], 2, /standard output/],
    [['--source', '1', '--to', 'x.ldif', '--columns', 'cn'], 2, /whole entries/],
    [['--source', '1', '--to', 'x.csv', '--columns', 'cn,cn'], 2, /twice/],
    [['--source', '1', '--to', 'x.csv', '--filter', '(cn='], 2, /not valid at character/],
    [['--source', '1', '--to', 'x.csv', '--base', 'CN=nobody,DC=x'], 4, /nobody/],
    [['--source', '1', '--to', 'no/where.csv'], 4, /cannot be written \(ENOENT\)/],
  ] as const)('export %j ends with %d', async (args, expected, said) => {
    const { code, stdout, stderr } = await cli.run(['export', sample, ...args]);
    expect(code).toBe(expected);
    expect(stderr + stdout).toMatch(said);
    expect(existsSync(cli.at('x.csv'))).toBe(false);
  });

  it('members and memberof: each the other way round', async () => {
    const { members } = await cli.json('members', ['members', sample, 'CloudAdmins']);
    const nested = members.find(({ depth }) => depth === 2)!;
    expect(nested).toMatchObject({ via: 'member', message: 'member', path: ['CloudAdmins-OnCall'] });
    const { memberOf } = await cli.json('memberof', ['memberof', sample, nested.object!.dn]);
    expect(memberOf.map(({ object }) => object?.name)).toContain('CloudAdmins');
    const direct = await cli.json('members', ['members', sample, 'CloudAdmins', '--direct']);
    expect(direct.members.every(({ depth }) => depth === 1)).toBe(true);
    expect(direct.total).toBeLessThan(members.length);
  });

  it('members: until when one with a time to live is in', async () => {
    const admins = 'CN=Domain Admins,CN=Users,DC=hanbit,DC=example';
    const { members } = await cli.json('members', ['members', sample, admins, '--direct']);
    expect(members.filter(({ until }) => until !== null).map(({ until }) => until)).toEqual([
      '2026-11-06T09:00:00Z',
    ]);
    const { stdout } = await cli.run(['members', sample, admins, '--direct']);
    expect(stdout).toContain('member until 2026-11-06 09:00 UTC');
  });

  it('compare: the differences planted in the copy, and exit code 1; none with itself, and 0', async () => {
    const ends = ['--below-a', 'OU=Boston,DC=hanbit,DC=example', '--below-b', 'OU=Boston,OU=HBCLOUD,DC=cloud,DC=hanbit,DC=example']; // prettier-ignore
    const { stdout, code } = await cli.run(['compare', sample, 'hanbit.example', 'cloud.hanbit.example', ...ends, '--json']); // prettier-ignore
    const document = cliDocuments.compare.parse(JSON.parse(stdout));
    expect([code, document.total, document.summary.ambiguous]).toEqual([1, 12, 0]);
    expect(document.summary.kinds).toMatchObject({
      onlyInA: 2,
      onlyInB: 1,
      moved: 1,
      renamed: 1,
      membership: 2,
    });
    const same = await cli.json('compare', ['compare', sample, 'hanbit.example', 'hanbit.example']);
    expect([same.total, same.summary.pairs]).toEqual([0, same.summary.a.objects]);
  });

  it('fit: needs with their evidence beside what each kind offers, and a connector that is checked', async () => {
    const document = await cli.json('fit', ['fit', sample, '--connector', 'd-9b670f52ad']);
    expect(document).toMatchObject({ source: 'hanbit.example', forest: 'hanbit.example' });
    const needs = new Map(document.features.map(({ feature, need }) => [feature, need]));
    expect(needs.get('groupManagedAccounts')).toMatchObject({ state: 'needed', count: 2 });
    expect(needs.get('sidHistory')?.evidence).toHaveLength(1);
    expect(needs.get('schemaExtension')?.evidence.map(({ where, uses }) => [where, uses])).toEqual([
      ['hanbitBadgeNumber', 120],
    ]);
    expect(needs.get('rds')).toMatchObject({ state: 'notVisible', message: 'No directory would tell' });
    expect(document.checks?.connector?.directoryId).toBe('d-9b670f52ad');
    expect(document.checks?.counts.failed).toBe(0);
    const { stdout } = await cli.run(['fit', sample, '--hybrid']);
    expect(stdout).toMatch(/^Passed +Two writable controllers +2 writable controllers$/m);
  });

  it('forest: four, with both ends of every trust, and what was not read', async () => {
    const { forests } = await cli.json('forest', ['forest', sample]);
    expect(forests.map(({ id }) => id)).toEqual([
      'aldersoft.example',
      'cloud.hanbit.example',
      'hanbit.example',
      'lab.hanbit.example',
    ]);
    const company = forests[2]!;
    expect(company.trusts.map(({ partner, otherEnd }) => [partner, otherEnd.message])).toEqual([
      ['aldersoft.example', 'Both ends agree'],
      ['cloud.hanbit.example', 'Both ends agree'],
      ['eu.hanbit.example', 'Both ends agree'],
      ['hanbit.example', 'Both ends agree'],
    ]);
    const zones = company.roles.filter(({ context }) => context.includes('DnsZones'));
    expect(zones.map(({ holder }) => holder.state === 'notRead' && holder.message)).toEqual(
      zones.map(() => 'Not read: its naming context was not captured'),
    );
    const { stdout } = await cli.run(['forest', sample, '--source', 'hanbit.example']);
    expect(stdout).toContain('The partner is not in this workspace');
    expect(stdout).toMatch(/^BOS-DC01 +hanbit.example +Boston +yes +yes +Windows Server 2022 Standard$/m);
  });

  it('schema: a class with what it takes from others, an attribute, and nothing of that name', async () => {
    const { class: user } = await cli.json('schema', ['schema', sample, 'user']);
    expect(user).toMatchObject({
      superiors: ['organizationalPerson', 'person', 'top'],
      message: 'Structural',
    });
    expect(user!.attributes).toContainEqual({
      name: 'sAMAccountName',
      required: true,
      bySystem: true,
      from: 'securityPrincipal',
    });
    const { attribute } = await cli.json('schema', ['schema', sample, 'member']);
    expect(attribute).toMatchObject({
      link: { name: 'memberOf', end: 'back' },
      propertySet: { name: 'Membership' },
    });
    expect((await cli.run(['schema', sample, 'nothing'])).code).toBe(4);
  });

  it('estate: each view, with gaps told apart from nothing', async () => {
    const directories = await cli.json('estate', ['estate', sample]);
    expect(directories).toMatchObject({ view: 'directories', state: 'read', domains: 2, total: 4 });
    const views = ['roles', 'policies', 'users', 'credentials', 'permission-sets', 'assignments', 'organization', 'instances', 'accounts']; // prettier-ignore
    for (const view of views) {
      const document = await cli.json('estate', ['estate', sample, '--show', view]);
      expect([document.view, document.state, document.rows.length]).toEqual([view, 'read', document.total]);
      expect(document.total).toBeGreaterThan(0);
    }
    const { stdout } = await cli.run([
      'estate',
      sample,
      '--show',
      'credentials',
      '--account',
      '310298457716',
    ]);
    expect(stdout).toMatch(/\(root user\) +hanbit-shared +Root user has access keys/);
    expect(stdout).not.toContain('hanbit-prod');
  });

  it('map: counts that add up, and a sentence for each issue', async () => {
    const { counts, grants, readAt } = await cli.json('map', ['map', sample]);
    expect(grants).toHaveLength(counts.works + counts.broken + counts.candidate);
    expect(readAt).toHaveLength(8);
    const broken = await cli.json('map', ['map', sample, '--status', 'broken']);
    expect(broken.grants).toHaveLength(counts.broken);
    for (const { issues } of broken.grants)
      expect(issues.map(({ message }) => message)).toEqual(
        issues.map(() => expect.stringMatching(/^[A-Z].*\.$/)),
      );
    const { stdout } = await cli.run(['map', sample]);
    expect(stdout).toMatch(/^STATUS +MECHANISM +GROUP OR USER +ACCOUNT +ROLE OR PERMISSION SET\n/);
    expect(stdout.split('\n').at(-2)).toBe(
      `${counts.works} work · ${counts.broken} broken · ${counts.candidate} not readable, so neither yes nor no`,
    );
  });

  it('access: chains by nesting and by primary group, what is broken, and what is not known', async () => {
    const { reached, broken, notReadable } = await cli.json('access', ['access', sample, 'jimin.sim']);
    const roles = reached.map(({ grant }) => `${grant.accountName} ${grant.roleName}`);
    expect(roles.toSorted()).toEqual(['hanbit-prod Admin', 'hanbit-prod ReadOnly']);
    // The rules ask for longer sessions than this role allows.
    expect(broken.map(({ grant }) => `${grant.accountName} ${grant.roleName}`)).toEqual(['hanbit-dev Admin']);
    expect(notReadable.map(({ roleName }) => roleName)).toEqual(['ConsoleLab']);
    const { stdout } = await cli.run(['access', sample, 'jimin.sim']);
    expect(stdout).toContain(
      '심지민 → Domain Users (by primary group) → AWS-648120375592-ReadOnly → SAML federation → ReadOnly in hanbit-prod (648120375592)',
    );
    expect(stdout).toContain('as of 2026-10-30 22:00 UTC: 310298457716');
  });

  it('access shows what would be reached, were the grant whole', async () => {
    const { members } = await cli.json('members', ['members', sample, 'AWS-648120375592-Support']);
    const user = members.find(({ object }) => object?.kind === 'user')!.object!;
    const { broken } = await cli.json('access', ['access', sample, user.dn]);
    const one = broken.find(({ grant }) => grant.principal?.name === 'AWS-648120375592-Support')!;
    expect(one.grant.issues.map(({ code }) => code)).toEqual(['providerMissing', 'trustOtherProvider']);
    expect(one.chain[0]).toMatchObject({ step: 'user', object: { dn: user.dn } });
    expect((await cli.run(['access', sample, user.dn])).stdout).toContain(
      'Would reach, but something is in the way:',
    );
  });
});

/** What is typed, the exit code, and what the one sentence says. */
const refusals: readonly (readonly [args: readonly string[], code: number, says: RegExp])[] = [
  [['frobnicate'], 2, /no command "frobnicate"/],
  [['compare', sample], 2, /Usage: treeline compare WS A B/],
  [['exec', 'x'], 2, /Usage: treeline exec N\|--session N -- COMMAND/],
  [['exec', '--session', 'x'], 2, /Usage: treeline exec/],
  [
    ['sts', 'assume-role', '--role-arn', 'x', '--duration', '1', '--copy-as', 'cli'],
    2,
    /--role-arn: Not the ARN of a role.* --duration: /,
  ],
  [['sts', 'get-session-token', '--external-id', 'x'], 2, /--external-id is not for get-session-token/],
  [
    ['sts', 'assume-role', '--profile', 'a', '--access-key', 'b'],
    2,
    /Give one of --profile, --source-session, --access-key/,
  ],
  [['sts', 'assume-role', '--source-session', 'none'], 4, /no session "none"/],
  [['sessions', 'keep-fresh', 'x', 'maybe'], 2, /keep-fresh takes on or off, not "maybe"/],
  [['sessions', 'show', 'none'], 4, /no session "none"/],
  [['credential-process', 'none'], 4, /no session "none"/],
  [['portal', 'add', 'x', '--start-url', 'here'], 2, /Give NAME, --start-url/],
  [['portal', 'accounts', 'none'], 4, /no portal "none"/],
  [
    ['access-key', 'add', 'x', '--key-id', 'ASIAIOSFODNN7EXAMPLE'],
    2,
    /--key-id takes the id of a long-term key/,
  ],
  [['tree'], 2, /Usage: treeline tree WS/],
  [['sources', sample, 'more'], 2, /Usage: treeline sources WS/],
  [['sources', ''], 2, /argument is empty/],
  [['tree', sample, '--bogus'], 2, /Unknown option '--bogus'/],
  [['tree', sample, '--depth', 'x'], 2, /--depth takes a whole number from 1 to 1000, not "x"/],
  [['tree', sample, '--depth', '0'], 2, /--depth takes a whole number/],
  [['search', sample, 'x', '--limit', '-1'], 2, /--limit/],
  [['query', sample, '(&(cn=a)'], 2, /not valid at character 9: A closing parenthesis is missing/],
  [['query', sample], 2, /Give a filter, or --built-in NAME, or --list/],
  [['query', sample, '(cn=a)', '--descending'], 2, /--descending goes with --sort/],
  [['query', sample, '--built-in', 'nothing'], 2, /No built-in query is called "nothing"/],
  [['map', sample, '--status', 'nice'], 2, /--status takes works, broken, candidate, not "nice"/],
  [['map', sample, '--status', ''], 2, /--status is empty/],
  [
    ['tree', sample, '--source', 'elsewhere'],
    2,
    /No directory source .* "elsewhere"; there are: hanbit.example/,
  ],
  [
    ['sts', 'assume-role', '--role-arn', 'arn:aws:iam::111122223333:role/A', '--duration', '5'],
    2,
    /--duration: .* 900 /,
  ],
  [['sts', 'assume-role', '--role-arn', 'Admin'], 2, /--role-arn: Not the ARN of a role/],
  [['capture', 'new.treeline', '--url', 'ldaps://u:pw@host'], 2, /No user and no password go into --url/],
  [['capture', 'new.treeline', '--url', 'ldaps://h', '--timeout', '0'], 2, /--timeout takes/],
  [['capture', 'new.treeline', '--url', 'ldaps://h', '--pin', 'abc'], 2, /64 hexadecimal digits/],
  [
    ['capture', 'new.treeline', '--url', 'ldaps://h', '--bind-dn', 'x'],
    2,
    /--password-stdin, or in TREELINE_PASSWORD/,
  ],
  [['aws', 'new.treeline', '--regions', 'atlantis'], 2, /"atlantis" is not a Region/],
  [['capture', 'new.treeline', '--url', 'ldaps://h', '--ca', 'none.pem'], 4, /none.pem holds no certificate/],
  [['sources', 'nowhere.treeline'], 4, /There is no file nowhere.treeline/],
  [['sources', '.'], 4, /is not a Treeline workspace/],
  [['sample', sample], 4, /is there already and was left alone/],
  [['sample', 'no/such/folder.treeline'], 4, /cannot be written/],
  [['show', sample, 'zzzzzz'], 4, /no object zzzzzz/],
  [['show', sample, 'Domain Admins'], 4, /fits several: "CN=Domain Admins,.*aldersoft.example/],
  [['access', sample, 'jimin'], 4, /Nothing is called exactly "jimin"\. Near it: /],
  [['access', sample, 'nobody.at.all'], 4, /nobody\.at\.all/],
];

describe('refused with a sentence', () => {
  it.each(refusals)('%j', async (args, code, says) => {
    const words = await cli.run(args);
    expect([words.code, words.stdout]).toEqual([code, '']);
    expect(words.stderr).toMatch(/^treeline: [^\n]+\n$/);
    expect(words.stderr).toMatch(says);
    expect(existsSync(cli.at('new.treeline'))).toBe(false);
  });

  it('as one document on standard output with --json', async () => {
    const { code, stdout } = await cli.run(['show', sample, 'zzzzzz', '--json']);
    expect(code).toBe(4);
    expect(described('error', stdout).error).toMatchObject({
      code: 'object.notFound',
      params: { name: 'zzzzzz' },
      message: expect.stringContaining('zzzzzz') as string,
    });
  });
});

describe('files that are not what they should be', () => {
  const broken: readonly (readonly [name: string, bytes: string | Buffer, says: RegExp])[] = [
    ['empty.ldif', '', /of no kind that can be imported/],
    ['binary.ldif', Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 89) & 0xff)), /of no kind/],
    ['cut.json', '{"UserDetailList":[{"Arn":"arn:aws:iam::1111', /cut.json breaks off in the middle/],
    ['empty.json', '{}', /empty.json is of no kind/],
    ['other.json', '{"hello":"world"}', /other.json is not valid/],
    ['bad.ldif', 'dn: DC=a\nobjectClass: top\nno colon here\n', /bad.ldif, line 3: there is no colon/],
    [
      'bytes.ldif',
      Buffer.concat([Buffer.from('dn: DC=a\ncn: '), Buffer.from([0xff, 0xfe, 0x0a])]),
      /bytes.ldif, line 2/,
    ],
    ['change.ldif', 'dn: DC=a\nchangetype: delete\n', /change.ldif, line \d: the record changes an object/],
    [
      'url.ldif',
      'dn: DC=a\njpegPhoto:< file:///etc/passwd\n',
      /url.ldif, line 2: the value is kept elsewhere/,
    ],
  ];

  it.each(broken)('%s is refused, and no workspace is left behind', async (name, bytes, says) => {
    writeFileSync(cli.at(name), bytes);
    const { code, stderr } = await cli.run(['import', 'fresh.treeline', name]);
    expect([code, stderr]).toEqual([4, expect.stringMatching(says)]);
    expect(existsSync(cli.at('fresh.treeline'))).toBe(false);
  });

  it('a folder, and what is not there', async () => {
    mkdirSync(cli.at('folder.ldif'), { recursive: true });
    expect(await cli.run(['import', 'fresh.treeline', 'folder.ldif'])).toMatchObject({ code: 4 });
    expect(await cli.run(['import', 'fresh.treeline', 'absent.ldif'])).toMatchObject({ code: 4 });
    expect(existsSync(cli.at('fresh.treeline'))).toBe(false);
  });

  it('good ones are told for what they are, and no hash of a password is kept', async () => {
    writeFileSync(cli.at('wide.ldif'), Buffer.from(`\uFEFF${ldif.replace('DC=a', 'DC=서울')}`, 'utf16le'));
    const { imported } = await cli.json('import', ['import', 'fresh.treeline', 'good.ldif', 'wide.ldif']);
    expect(imported.map(({ file, source, snapshot }) => [file, source.kind, snapshot.objectCount])).toEqual([
      ['good.ldif', 'ldif', 1],
      ['wide.ldif', 'ldif', 1],
    ]);
    expect((await cli.run(['tree', 'fresh.treeline'])).stdout).toContain('서울');
    expect(readFileSync(cli.at('fresh.treeline')).includes('treeline-test-hash')).toBe(false);
    expect(readFileSync(cli.at('fresh.treeline')).includes('objectClass')).toBe(true);
  });

  it('a file that fails leaves those before it, and says so by its name', async () => {
    const { code, stderr } = await cli.run(['import', 'some.treeline', 'good.ldif', 'bad.ldif']);
    expect([code, stderr]).toEqual([4, expect.stringContaining('bad.ldif')]);
    expect((await cli.json('sources', ['sources', 'some.treeline'])).sources.map(({ name }) => name)).toEqual(
      ['good.ldif'],
    );
  });

  it('a damaged workspace is named, and left as it is', async () => {
    copyFileSync(sample, cli.at('damaged.treeline'));
    const bytes = readFileSync(cli.at('damaged.treeline'));
    bytes.fill(0x5a, 8192, 200_000);
    writeFileSync(cli.at('damaged.treeline'), bytes);
    const { code, stderr } = await cli.run(['map', 'damaged.treeline']);
    expect([code, stderr]).toEqual([4, expect.stringMatching(/damaged\.treeline is damaged/)]);
    expect(readFileSync(cli.at('damaged.treeline')).equals(bytes)).toBe(true);
  });

  it('a cut-off workspace is named', async () => {
    writeFileSync(cli.at('cut.treeline'), readFileSync(sample).subarray(0, 100_000));
    expect(await cli.run(['sources', 'cut.treeline'])).toMatchObject({ code: 4 });
  });
});

describe('a good neighbour in a pipeline', () => {
  it.each([
    ['words', ['search', sample, 'example', '--limit', '100000']],
    ['a document', ['map', sample, '--json']],
  ])('ends quietly when nobody reads on: %s', async (_what, args) => {
    const { code, stderr } = await cli.run(args, { closeEarly: true });
    expect([code, stderr]).toEqual([0, '']);
  });

  it('lets no name steer the terminal', async () => {
    const name = 'evil\u001B]0title\u0007\u202Etxt';
    const dn = Buffer.from(`CN=${name},DC=a`).toString('base64');
    writeFileSync(
      cli.at('evil.ldif'),
      `dn: DC=a\nobjectClass: domain\n\ndn:: ${dn}\nobjectClass: user\ncn:: ${Buffer.from(name).toString('base64')}\n`,
    );
    await cli.json('import', ['import', 'evil.treeline', 'evil.ldif']);
    for (const args of [
      ['tree', 'evil.treeline'],
      ['search', 'evil.treeline', 'evil'],
      ['show', 'evil.treeline', name],
    ]) {
      const { stdout, stderr } = await cli.run(args);
      expect(stdout).toContain('evil\\u001B]0title');
      // oxlint-disable-next-line no-control-regex
      expect(stdout + stderr).not.toMatch(/[\u001B\u0007\u202E]/);
    }
  });

  it('leaves the workspace as it was when interrupted in the middle of an import', async () => {
    const records = Array.from(
      { length: 150_000 },
      (_, i) => `dn: CN=u${i},DC=a\nobjectClass: user\ncn: u${i}\ndescription: number ${i}\n`,
    );
    writeFileSync(cli.at('large.ldif'), `dn: DC=a\nobjectClass: domain\n\n${records.join('\n')}`);
    await cli.json('import', ['import', 'kept.treeline', 'good.ldif']);
    const before = await cli.json('sources', ['sources', 'kept.treeline']);
    for (const moment of [/Reading/, /Building|Putting|Making/]) {
      const { code, stderr, afterInterrupt } = await cli.run(
        ['import', 'kept.treeline', 'large.ldif', '--progress'],
        { interruptAt: moment },
      );
      console.log(`interrupted at ${String(moment)}: ended ${afterInterrupt} ms later`);
      expect(afterInterrupt).toBeLessThan(5000);
      expect(stderr).toMatch(moment);
      expect(code).toBe(130);
      expect(await cli.json('sources', ['sources', 'kept.treeline'])).toEqual(before);
    }
  });

  it('tells when the profiles and sessions of the user had to start afresh', async () => {
    writeFileSync(cli.at('config/treeline.db'), 'this is no database, and was one once');
    const { code, stderr } = await cli.run(['sources', sample]);
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^treeline: your profiles, sessions and settings could not be read .* kept at .*treeline\.damaged-/,
    );
    expect((await cli.run(['sources', sample])).stderr).toBe('');
  });
});
