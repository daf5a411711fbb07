/**
 * The story of the product, told by the command line against real servers: two Active Directory forests that trust each
 * other are captured over LDAPS, an AWS account is read, and then the one file answers who reaches which role, and why.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CliDocuments } from '#contract/cli.ts';
import { emulatorVariables, keyOf } from '../emulator/environment.ts';
import { startEmulator, type Emulator } from '../emulator/server.ts';
import { startLab, type Lab } from '../lab/lab.ts';
import { accounts, people } from '../lab/seed/corp.ts';
import { commandLine } from './support/cli.ts';

const cli = commandLine();
const workspace = cli.at('company.treeline');
let lab: Lab;
let emulator: Emulator;

beforeAll(async () => {
  [lab, emulator] = await Promise.all([startLab(), startEmulator()]);
});
afterAll(async () => {
  await emulator.close();
  await lab.release();
  cli.remove();
});

/** A role that was reached, as one line: the names along the chain, and how each step is known. */
function chainText({ chain }: CliDocuments['access']['reached'][number]): string {
  return chain
    .map((link) => {
      if (link.step === 'user') return link.object.name;
      if (link.step === 'membership')
        return link.via === 'member' ? link.object.name : `${link.object.name} (${link.message})`;
      return link.step === 'mechanism' ? link.message : `${link.roleName} in ${link.account}`;
    })
    .join(' → ');
}

const reachedBy = async (user: string) =>
  (await cli.json('access', ['access', workspace, user])).reached.map(chainText);
const cnOf = (account: string) => people.find((user) => user.account === account)!.cn;

describe('from two forests and a cloud to an answer', () => {
  it('captures the forest of the company, as an ordinary user and over a certificate that is checked', async () => {
    const { source, snapshot } = await cli.json(
      'capture',
      [
        'capture',
        workspace,
        '--url',
        `ldaps://${lab.corp.address}`,
        '--ca',
        lab.ca.file,
        '--bind-dn',
        `${accounts.reader}@corp.example.com`,
        '--password-stdin',
      ],
      { input: `${lab.passwords.users}\n` },
    );
    expect(source).toMatchObject({ kind: 'forest', name: 'corp.example.com', origin: 'on-premises' });
    expect(snapshot.complete).toBe(true);
    expect(snapshot.objectCount).toBeGreaterThan(people.length);
  });

  it('captures the forest of the partner into the same file', async () => {
    const { source } = await cli.json(
      'capture',
      [
        'capture',
        workspace,
        '--url',
        `ldap://${lab.partner.address}`,
        '--start-tls',
        '--ca',
        lab.ca.file,
        '--bind-dn',
        'administrator@partner.example.net',
      ],
      { env: { TREELINE_PASSWORD: lab.passwords.administrator } },
    );
    expect(source.name).toBe('partner.example.net');
  });

  it('reads the AWS account, and asks AWS for nothing that changes anything', async () => {
    const { source, snapshot } = await cli.json(
      'aws',
      ['aws', workspace, '--regions', 'ap-northeast-2,us-east-1'],
      { env: emulatorVariables(emulator.url, keyOf('111122223333', 'auditor')) },
    );
    expect([source.kind, source.name, snapshot.complete]).toEqual(['aws', '111122223333', true]);
    expect(snapshot.missing).toEqual([]);
    expect(emulator.requests.length).toBeGreaterThan(5);
    for (const { operation } of emulator.requests) expect(operation).toMatch(/^(Get|List|Describe)/);
  });

  it('needs no connection from here on: one file holds what was read, and when', async () => {
    await emulator.close();
    const { sources } = await cli.json('sources', ['sources', workspace]);
    expect(sources.map(({ kind, name, snapshots }) => [kind, name, snapshots.length])).toEqual([
      ['forest', 'corp.example.com', 1],
      ['forest', 'partner.example.net', 1],
      ['aws', '111122223333', 1],
    ]);
    const bytes = readFileSync(workspace);
    for (const secret of Object.values(lab.passwords)) {
      expect(bytes.includes(secret)).toBe(false);
      expect(bytes.includes(Buffer.from(`"${secret}"`, 'utf16le'))).toBe(false);
    }
  });

  it('browses: the tree, a person, a group', async () => {
    const { trees } = await cli.json('tree', ['tree', workspace, 'OU=People,DC=corp,DC=example,DC=com']);
    expect(trees[0]!.children.map(({ name }) => name).toSorted()).toEqual([
      'Engineering',
      'Finance',
      'Sales',
      '서울',
    ]);

    const { object, attributes } = await cli.json('show', ['show', workspace, 'u102@corp.example.com']);
    expect(object.name).toBe(cnOf('u102'));
    expect(attributes.find(({ name }) => name === 'objectSid')?.decoded[0]?.text).toBe(object.sid);

    const { objects } = await cli.json('search', ['search', workspace, 'AWS-111122223333']);
    expect(objects.map((found) => found.object.name)).toContain('AWS-111122223333-ReadOnly');

    const { members } = await cli.json('members', ['members', workspace, 'DL-AWS-Partners']);
    const quinn = members.find(({ object: row }) => row?.samAccountName === 'quinn');
    expect(quinn).toMatchObject({
      via: 'member',
      path: expect.arrayContaining(['GG-PartnerOps']) as string[],
    });
  });

  it('maps groups to roles, and says which of them lead nowhere', async () => {
    const { grants } = await cli.json('map', ['map', workspace]);
    const named = (group: string) => grants.find(({ principal }) => principal?.name === group)!;
    expect(named('AWS-111122223333-ReadOnly')).toMatchObject({
      status: 'works',
      mechanism: 'saml',
      roleArn: expect.stringMatching(/^arn:aws:iam::111122223333:role\/ReadOnly$/) as string,
    });
    expect(named('AWS-111122223333-ReadOnly').evidence.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['groupName', 'role', 'trustStatement', 'samlProvider']),
    );
    const elsewhere = named('AWS-444455556666-Billing');
    expect([elsewhere.status, elsewhere.issues.map(({ code }) => code)]).toEqual([
      'broken',
      ['accountUnknown'],
    ]);
  });

  it('explains a role that is reached through nested groups', async () => {
    expect(await reachedBy('u102')).toEqual([
      `${cnOf('u102')} → GG-Engineering → GG-Platform → AWS-111122223333-ReadOnly → SAML federation → ReadOnly in 111122223333`,
    ]);
  });

  it('explains one that hangs on the primary group, which no member list shows', async () => {
    expect(await reachedBy('u305')).toEqual([
      `${cnOf('u305')} → GG-Primary (primary group) → AWS-111122223333-ReadOnly → SAML federation → ReadOnly in 111122223333`,
    ]);
  });

  it('explains one that a user of the partner reaches, by the stand-in for its SID in the company’s forest', async () => {
    const { object } = await cli.json('show', ['show', workspace, 'petra@partner.example.net']);
    const { user, reached, readAt } = await cli.json('access', ['access', workspace, 'petra']);
    expect(user.sourceName).toBe('partner.example.net');
    expect(reached.map(chainText)).toEqual([
      `petra → ${object.sid} (foreign security principal) → DL-AWS-Partners → AWS-111122223333-PowerUser → SAML federation → PowerUser in 111122223333`,
    ]);
    // Each step names the attribute value it stands on, and the answer the times it is true of.
    const steps = reached[0]!.chain.flatMap((link) => (link.step === 'membership' ? [link.evidence] : []));
    expect(steps.map(({ field, snapshotId }) => [field, snapshotId])).toEqual([
      ['objectSid', 1],
      ['member', 1],
      ['member', 1],
    ]);
    expect(readAt.map(({ sourceName }) => sourceName)).toEqual([
      'corp.example.com',
      'partner.example.net',
      '111122223333',
    ]);
  });

  it('says the same to a person at a terminal', async () => {
    const { stdout, milliseconds } = await cli.run(['access', workspace, 'u101']);
    console.log(`treeline access: ${milliseconds} ms\n${stdout}`);
    expect(stdout).toContain(`  ${cnOf('u101')} → AWS-111122223333-Admin → SAML federation → Admin in `);
    expect(stdout).toMatch(/\nas of \d{4}-\d\d-\d\d \d\d:\d\d UTC: corp\.example\.com\n/);
  });
});
