import { describe, expect, it } from 'vitest';
import type { IdentityCenter } from '../../estate/identityCenter.ts';
import type { IamRole } from '../../estate/iam.ts';
import { account, estate, group, lookup, read, role } from '../../mapping/fixtures.ts';
import type { DirectoryPrincipal } from '../../mapping/input.ts';
import type { DraftBase } from '../apply/applied.ts';
import type { DraftChange } from '../change.ts';
import { center, instanceArn, setArn } from '../fixtures.ts';
import { exportText, prepared } from './exportDraft.ts';
import type { TextFormat } from './exportDraft.ts';
import { ReadBackError } from './exported.ts';
import { readBack } from './readBack/readBack.ts';
import { settled } from './settled.ts';

const team = group('Team', undefined, 1101);
const guest: DirectoryPrincipal = { ...group('Guest', undefined, 1102), kind: 'user', sid: 'S-1-5-21-9-9-9-1', snapshotId: 99, dn: 'CN=Guest,DC=partner,DC=example' }; // prettier-ignore
const desk: IamRole = role('Desk');

interface Given {
  readonly roles?: readonly IamRole[];
  readonly center?: Partial<IdentityCenter>;
  readonly people?: readonly DirectoryPrincipal[];
}
const baseOf = ({ roles = [desk], center: at = {}, people = [team, guest] }: Given): DraftBase => ({
  estates: [estate({ roles: read(roles), identityCenter: read({ ...center, ...at }) })],
  documents: [],
  entered: { delegations: [], mappings: [] },
  principals: lookup(...people),
  snapshotOfDn: () => team.snapshotId,
  changedAt: '2026-11-23T00:00:00Z',
});
const exported = (format: TextFormat, changes: readonly DraftChange[], given: Given = {}) =>
  exportText(format, prepared(baseOf(given), changes, []));
const textOf = (format: TextFormat, changes: readonly DraftChange[], given: Given = {}): string =>
  exported(format, changes, given)
    .files.map(({ text }) => text)
    .join('');

const ref = ({ sid }: DirectoryPrincipal) => ({ sid: sid! });
const member = (kind: 'addMember' | 'removeMember', who = guest): DraftChange => ({ kind, group: ref(team), member: ref(who) }); // prettier-ignore
const attachment = (kind: 'attachPolicy' | 'detachPolicy'): DraftChange => ({ kind, roleArn: desk.arn, policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }); // prettier-ignore
const rename = (samAccountName: string, of = team): DraftChange => ({ kind: 'renameGroup', group: ref(of), samAccountName }); // prettier-ignore
const assign = (kind: 'assign' | 'unassign', who = team): DraftChange => ({ kind, permissionSet: { arn: setArn }, account, principalKind: 'group', principal: ref(who) }); // prettier-ignore
const trust: DraftChange = { kind: 'editTrust', roleArn: desk.arn, document: { Statement: [] } };
const gone: DraftChange = { kind: 'deleteRole', roleArn: desk.arn };
const makeGroup = (made: string, samAccountName: string): DraftChange => ({ kind: 'makeGroup', made, parent: 'DC=corp,DC=example', name: samAccountName, samAccountName, scope: 'global', description: null }); // prettier-ignore
const makeSet = (made: string, description: string | null = null): DraftChange => ({ kind: 'makePermissionSet', made, instanceArn, description, sessionDuration: 'PT1H', managedPolicies: [], customerPolicies: [], inlinePolicy: null, boundary: null }); // prettier-ignore

describe('of changes there are written', () => {
  it.each<[string, readonly DraftChange[], readonly number[]]>([
    ['neither of two that undo each other', [member('addMember'), member('removeMember')], []],
    ['the last of three', [member('removeMember'), member('addMember'), member('removeMember')], [2]],
    ['no policy that is attached and detached', [attachment('attachPolicy'), attachment('detachPolicy')], []],
    ['no assignment that is taken back', [assign('assign'), assign('unassign')], []],
    ['every new name: each may be free by the one before', [rename('x'), rename('y', guest), rename('z')], [0, 1, 2]],
    ['no edits of a role that is deleted', [trust, attachment('attachPolicy'), gone], [2]],
  ])('%s', (_, changes, kept) => {
    const { changes: written, overtaken } = settled(changes.entries());
    expect(written.map(({ index }) => index)).toEqual(kept);
    expect([...overtaken, ...kept].toSorted((a, b) => a - b)).toEqual([...changes.keys()]);
  }); // prettier-ignore

  it('none that was told not to fit', () => {
    const { changes, remarks } = prepared(
      baseOf({}),
      [member('addMember')],
      [{ index: 0, code: 'alreadyMember', params: {} }],
    );
    expect(changes).toEqual([]);
    expect(remarks).toEqual([{ index: 0, code: 'doesNotFit', params: { notice: 'alreadyMember' } }]);
  });
});

describe('LDIF', () => {
  const values = (changes: readonly DraftChange[], name: string): string[] =>
    [...textOf('ldif', changes).matchAll(new RegExp(`^${name}:(:?) (.*)$`, 'gm'))].map(([, coded, value]) =>
      coded === ':' ? Buffer.from(value!.trim(), 'base64').toString() : value!.trim(),
    );

  it('names a member of another directory by SID, for which Active Directory makes a stand-in', () => {
    const same = { ...guest, snapshotId: team.snapshotId };
    expect(values([member('addMember')], 'member')).toEqual([`<SID=${guest.sid}>`]);
    expect(values([member('removeMember')], 'member')).toEqual([`<SID=${guest.sid}>`]);
    expect(textOf('ldif', [member('addMember')], { people: [team, same] })).toContain(`member: ${guest.dn}`);
  });

  it('gives names in the order of the draft, and has every group before its members', () => {
    const changes: DraftChange[] = [
      { kind: 'addMember', group: { made: 'new' }, member: ref(team) },
      rename('Free'),
      makeGroup('new', 'Team'),
    ];
    expect(values(changes, 'changetype')).toEqual(['modify', 'add', 'modify']);
    expect(values(changes, 'sAMAccountName')).toEqual(['Free', 'Team']);
  });
});

describe('LDIF of several domains', () => {
  const far = { ...group('Far', undefined, 1104), sid: 'S-1-5-21-8-8-8-1', dn: 'CN=Far,OU=한,DC=child,DC=corp,DC=example' };
  const changes: DraftChange[] = [
    { kind: 'addMember', group: ref(team), member: ref(far) },
    { kind: 'addMember', group: ref(far), member: ref(team) },
    rename('Near'),
  ];

  it('is a file for each, which its own controllers take', () => {
    const { files } = exported('ldif', changes, { people: [team, far] });
    expect(files.map(({ name, text }) => [name, [...text.matchAll(/^dn/gm)].length])).toEqual([
      ['groups-corp.example.ldif', 2],
      ['groups-child.corp.example.ldif', 1],
    ]);
    expect(files[1]!.text).toContain('version: 1');
    expect(readBack('ldif', files)).toEqual([changes[2], changes[0], changes[1]]);
  });
}); // prettier-ignore

describe('a file of a stranger', () => {
  const hostile = { region: 'x; touch pwned #${1}', identityStoreId: '${file("a")}', ownerAccountId: '${1}' };

  it('puts no command into the script', () => {
    const { files } = exported('identity-center', [assign('assign'), makeSet('Ops')], { center: hostile });
    const script = files.find(({ name }) => name === 'commands.sh')!.text;
    expect(script).not.toMatch(/pwned|--region/);
  });

  it('puts no template into Terraform', () => {
    const groups = [{ groupId: '${file("b")}', displayName: 'Team@corp.example', externalIds: [] }];
    const roles = [
      { ...desk, tags: { '${file("c")}': 'x' }, maxSessionDuration: '${1}' as unknown as number },
    ];
    const text = textOf('terraform', [assign('assign'), assign('assign', guest), trust], { roles, center: { ...hostile, groups } }); // prettier-ignore
    expect(text.replaceAll('$${', '').match(/\$\{(?:file|1)/g)).toBeNull();
    expect(text).not.toContain('pwned');
  });
});

describe('AD FS', () => {
  it('names no file longer than a file system takes, and takes none of those back for another document', () => {
    const edit = (document: string): DraftChange => ({ kind: 'editRules', sourceId: 7, document, text: '' });
    const { files } = exported('adfs', [edit('로그인.txt'), edit('규'.repeat(80)), edit('칙'.repeat(80))]);
    expect(files.map(({ name }) => name)).toEqual([
      'rules-7-%EB%A1%9C%EA%B7%B8%EC%9D%B8.txt.txt',
      'rules-7.2.txt',
      'rules-7.3.txt',
    ]);
    expect(readBack('adfs', files.slice(0, 1))).toEqual([edit('로그인.txt')]);
    expect(() => readBack('adfs', files.slice(1))).toThrow(ReadBackError);
  });
});

describe('Terraform', () => {
  it.each([
    [{ maxSessionDuration: 7200, description: 'x' }, undefined],
    [{ maxSessionDuration: null, description: 'x' }, { ignore_changes: ['max_session_duration'] }],
    [{ maxSessionDuration: null }, { ignore_changes: ['description', 'max_session_duration'] }],
  ])('leaves of a role what was not read as it is: %j', (more, lifecycle) => {
    const file = JSON.parse(textOf('terraform', [trust], { roles: [{ ...desk, ...more }] })) as {
      resource: { aws_iam_role: Record<string, { lifecycle?: object }> };
    };
    expect(Object.values(file.resource.aws_iam_role)[0]!.lifecycle).toEqual(lifecycle);
  });
});

describe('CloudFormation', () => {
  it('leaves out what it would take for a reference to a secret', () => {
    const made = exported('cloudformation', [
      makeSet('Ops', '{{resolve:secretsmanager:a}}'),
      makeSet('Read'),
    ]);
    expect(made.remarks).toMatchObject([{ index: 0, code: 'dynamicReference' }]);
    expect(made.files).toHaveLength(1);
    expect(made.files[0]!.text).not.toContain('resolve');
    expect(exported('cloudformation', [makeSet('Ops', '{{resolve:ssm:a}}')]).files).toEqual([]);
  });

  it('takes 200 parameters and logical ids of 255 characters', () => {
    const people = Array.from({ length: 201 }, (_, at) => group(`${at}${'g'.repeat(250)}`, undefined, 2000 + at)); // prettier-ignore
    const changes = people.map((who) => assign('assign', who));
    const { files, remarks } = exported('cloudformation', changes, { people });
    expect(remarks.filter(({ code }) => code === 'templateLimit')).toHaveLength(1);
    const { Parameters, Resources } = JSON.parse(files[0]!.text) as Record<string, object>;
    for (const id of [...Object.keys(Parameters!), ...Object.keys(Resources!)])
      expect(id).toMatch(/^[A-Za-z0-9]{1,255}$/);
    expect(exported('cloudformation', changes.slice(1), { people }).remarks.map(({ code }) => code)).not.toContain('templateLimit'); // prettier-ignore
  });
});

describe('somebody in an identity store', () => {
  const key = { issuer: 'idp', id: team.sid! };
  const known = (displayName: string, more: object = {}) => ({
    center: {
      source: 'external' as const,
      groups: [{ groupId: 'g-1', displayName, externalIds: [], ...more }],
    },
  });
  it.each<[string, Given, readonly string[]]>([
    ['is found by name and domain', known('team@corp.example'), []],
    ['by the name alone, where no directory feeds the store', known('Team'), []],
    ['by an id of the provider', known('Anything', { externalIds: [key] }), []],
    ['and is nobody of another name', known('Other'), ['storeIdLookedUp']],
  ])('%s', (_, given, codes) => {
    const { files, remarks } = exported('terraform', [assign('assign')], given);
    expect(remarks.map(({ code }) => code)).toEqual(codes);
    expect(files[0]!.text.includes('"g-1"')).toBe(codes.length === 0);
  });

  it('is found as a user by any name, where it is assigned', () => {
    const who: DirectoryPrincipal = { ...team, kind: 'user' };
    const users = [{ userId: 'u-1', userName: 'x', displayName: null, externalIds: [key] }];
    const one: DraftChange = { kind: 'assign', permissionSet: { arn: setArn }, account, principalKind: 'user', principal: ref(who) }; // prettier-ignore
    const there = {
      account: '222222222222',
      permissionSetArn: setArn,
      principalType: 'USER' as const,
      principalId: 'u-1',
    };
    const at = (assignments: IdentityCenter['assignments']) =>
      textOf('terraform', [one], { people: [who], center: { source: 'external', users, assignments } });
    expect(at([there])).toContain('"u-1"');
    expect(at([])).not.toContain('"u-1"');
  });

  it('is looked up by the name that the draft gives', () => {
    const { remarks } = exported('terraform', [rename('Crew'), assign('assign')]);
    expect(remarks).toContainEqual({
      index: 1,
      code: 'storeIdLookedUp',
      params: { name: 'Crew@corp.example' },
    });
  });
});

describe('the script', () => {
  it('waits for each assignment, which fails or ends after it is answered', () => {
    const { files } = exported('identity-center', [assign('assign'), assign('unassign', guest)]);
    const lines = files.at(-1)!.text.split('\n');
    const at = lines.findIndex((line) =>
      line.startsWith('request=$(aws sso-admin create-account-assignment'),
    );
    expect(lines[at]).toContain('--query AccountAssignmentCreationStatus.RequestId --output text');
    expect(lines[at + 1]).toBe(
      `settle creation "$request" --region eu-central-1 --instance-arn ${instanceArn}`,
    );
    expect(lines.some((line) => line.startsWith('settle deletion "$request"'))).toBe(true);
  });
});
