/** Grants of a draft are the grants of raw data with the changes written into them. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DelegationAssignment } from '../../estate/delegation.ts';
import type { IamRole } from '../../estate/iam.ts';
import type { AccountAssignment, IdentityCenter } from '../../estate/identityCenter.ts';
import type { EnteredMapping } from '../../mapping/enteredMapping.ts';
import {
  account,
  directory,
  dsTrust,
  estate,
  grantsOf,
  group,
  lookup,
  other,
  provider,
  read,
  role,
  samlTrust,
  statement,
} from '../../mapping/fixtures.ts';
import type { Grant } from '../../mapping/grant.ts';
import type { DirectoryPrincipal } from '../../mapping/input.ts';
import type { DraftChange, PrincipalRef } from '../change.ts';
import { madeSid, renameKey } from './applied.ts';
import { applyDraft } from './applyDraft.ts';

const numRuns = 300 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const changedAt = '2026-11-23T00:00:00Z';
const accounts = [account, other];
const names = ['Admin', 'Audit', 'Desk'];
const groupNames = [...accounts.flatMap((id) => names.map((name) => `AWS-${id}-${name}`)), 'plain'];
const trusts = [samlTrust, dsTrust, statement({ Service: 'lambda.amazonaws.com' })];
const instanceArn = 'arn:aws:sso:::instance/ssoins-1';
const sets = ['Ops', 'Read'].map((name) => ({
  name,
  arn: `arn:aws:sso:::permissionSet/ssoins-1/ps-${name}`,
}));
const directoryId = 'd-1234567890';
const region = 'eu-central-1';
const arnOf = (name: string, id: string): string => `arn:aws:iam::${id}:role/${name}`;
const reserved = (name: string, id: string): IamRole =>
  role(`AWSReservedSSO_${name}_0123456789abcdef`, samlTrust, '/aws-reserved/sso.amazonaws.com/', id);

/** What lies in the services, as somebody would change it there. */
interface Raw {
  principals: DirectoryPrincipal[];
  roles: IamRole[];
  assignments: { readonly set: string; readonly account: string; readonly who: string }[];
  delegations: { readonly roleArn: string; readonly sid: string; readonly isListed: boolean }[];
  mappings: { readonly mechanism: 'saml' | 'delegation'; readonly roleArn: string; readonly sid: string }[];
  /** Whom the store has, by SID, and what they are called there. */
  readonly stored: Map<string, string>;
}

const aRoleArn = fc.record({ name: fc.constantFrom(...names), id: fc.constantFrom(...accounts) }).map(({ name, id }) => arnOf(name, id)); // prettier-ignore
const aTrust = fc.constantFrom(...trusts);
const sids = [1101, 1102, 1103, 1104].map((rid) => group('', undefined, rid).sid!);
const aSid = fc.constantFrom(...sids);
const anAssignment = fc.record({ set: fc.constantFrom('Ops', 'Read'), account: fc.constantFrom(...accounts), who: aSid }); // prettier-ignore
const aRaw: fc.Arbitrary<Raw> = fc
  .record({
    groups: fc.uniqueArray(fc.constantFrom(...groupNames), { minLength: 3, maxLength: 3 }),
    roles: fc.uniqueArray(fc.record({ arn: aRoleArn, trust: aTrust }), { selector: ({ arn }) => arn, maxLength: 5 }),
    assignments: fc.uniqueArray(anAssignment, { selector: (one) => JSON.stringify(one), maxLength: 3 }),
    delegations: fc.uniqueArray(fc.record({ roleArn: aRoleArn, sid: aSid, isListed: fc.boolean() }), { selector: ({ roleArn, sid }) => `${roleArn} ${sid}`, maxLength: 2 }),
    mappings: fc.uniqueArray(fc.record({ mechanism: fc.constantFrom('saml' as const, 'delegation' as const), roleArn: aRoleArn, sid: aSid }), { selector: (one) => JSON.stringify(one), maxLength: 2 }),
    stored: fc.subarray(sids),
  })
  .map(({ groups, roles, assignments, delegations, mappings, stored }) => {
    const principals: DirectoryPrincipal[] = [
      ...groups.map((name, at) => group(name, undefined, 1101 + at)),
      { ...group('kim', null, 1104), kind: 'user' },
    ];
    const known = new Set([...stored, ...assignments.map(({ who }) => who)]);
    return {
      principals,
      roles: [
        // Something of each account, so that it was looked into whatever else there is.
        ...accounts.map((id) => role('Looked', dsTrust, '/aws-service-role/', id)),
        ...roles.map(({ arn, trust }) => role(arn.slice(arn.lastIndexOf('/') + 1), trust, '/', arn.split(':')[4])),
        ...[...new Set(assignments.map((one) => `${one.set} ${one.account}`))].map((key) => reserved(...(key.split(' ') as [string, string]))),
      ],
      assignments,
      delegations,
      mappings,
      stored: new Map(principals.flatMap(({ sid, name }) => (known.has(sid!) ? [[sid!, `${name}@corp.example`]] : []))),
    };
  }); // prettier-ignore

const aRef: fc.Arbitrary<PrincipalRef> = fc.oneof(
  { weight: 5, arbitrary: aSid.map((sid) => ({ sid })) },
  { weight: 1, arbitrary: fc.constant({ made: 'new' }) },
);
const aName = fc.constantFrom(...groupNames);
const assignment = { permissionSet: fc.constantFrom(...sets.map(({ arn }) => ({ arn }))), account: fc.constantFrom(...accounts), principal: aRef }; // prettier-ignore
const change = (parts: Record<string, fc.Arbitrary<unknown>>, ...kinds: DraftChange['kind'][]) =>
  fc.record({ kind: fc.constantFrom(...kinds), ...parts }) as unknown as fc.Arbitrary<DraftChange>;
const aChange: fc.Arbitrary<DraftChange> = fc.oneof(
  change({ group: fc.constantFrom(...sids.slice(0, 3)).map((sid) => ({ sid })), samAccountName: aName }, 'renameGroup'),
  change({ made: fc.constant('new'), parent: fc.constant('OU=Groups,DC=corp,DC=example'), name: fc.constant('new'), samAccountName: aName, scope: fc.constant('global'), description: fc.constant(null) }, 'makeGroup'),
  change({ roleArn: aRoleArn, trustPolicy: aTrust, attachedPolicies: fc.constant([]), inlinePolicies: fc.constant([]), permissionsBoundary: fc.constant(null), maxSessionDuration: fc.constant(3600), description: fc.constant(null) }, 'makeRole'),
  change({ roleArn: aRoleArn }, 'deleteRole'),
  change({ roleArn: aRoleArn, document: aTrust }, 'editTrust'),
  change(assignment, 'assign', 'unassign').map((one) => ({ ...one, principalKind: 'principal' in one && 'sid' in one.principal && one.principal.sid === sids[3] ? 'user' : 'group' }) as DraftChange),
  change({ directoryId: fc.constant(directoryId), region: fc.constant(region), roleArn: aRoleArn, principalKind: fc.constant('group'), principal: aRef }, 'delegate', 'undelegate'),
  change({ mechanism: fc.constantFrom('saml', 'delegation'), roleArn: aRoleArn, principal: aSid.map((sid) => ({ sid })) }, 'map', 'unmap'),
); // prettier-ignore

/** The world of a domain's tests, out of what lies in the services. */
function worldOf({ principals, roles, assignments, delegations, mappings, stored }: Raw) {
  const rowOf = (roleArn: string, sid: string): DelegationAssignment => ({ directoryId, region, roleArn, principalSid: sid, principalName: sid, principalKind: 'group', recordedOn: changedAt, recordedBy: 'x' }); // prettier-ignore
  const users = new Set(principals.flatMap(({ sid, kind }) => (kind === 'user' ? sid : [])));
  const center: IdentityCenter = {
    instanceArn,
    identityStoreId: directoryId,
    region: 'us-east-1',
    source: 'activeDirectory',
    directoryId,
    permissionSets: sets.map((set) => ({ ...set, sessionDuration: 'PT1H', managedPolicies: [], customerPolicies: [], inlinePolicy: null, boundary: null, outdatedIn: [] })), // prettier-ignore
    assignments: assignments.map(({ set, account: id, who }): AccountAssignment => ({ account: id, permissionSetArn: sets.find(({ name }) => name === set)!.arn, principalType: users.has(who) ? 'USER' : 'GROUP', principalId: `store ${who}` })), // prettier-ignore
    groups: [...stored].flatMap(([sid, name]) => users.has(sid) ? [] : { groupId: `store ${sid}`, displayName: name, externalIds: [] }), // prettier-ignore
    users: [...stored].flatMap(([sid, name]) => users.has(sid) ? { userId: `store ${sid}`, userName: name, displayName: null } : []), // prettier-ignore
    memberships: [],
  };
  const listed = delegations.filter(({ isListed }) => isListed);
  return {
    estates: [
      estate({
        accounts: accounts.map((id) => ({ id, name: id, alias: null })),
        roles: read(roles),
        samlProviders: read([provider]),
        directories: read([directory('corp'), directory('corp2', { account: other })]),
        identityCenter: read(center),
        delegations: read(listed.map(({ roleArn, sid }) => rowOf(roleArn, sid))),
        delegationListsOf: [{ directoryId, region }],
      }),
    ],
    entered: {
      delegations: delegations.filter(({ isListed }) => !isListed).map(({ roleArn, sid }) => rowOf(roleArn, sid)),
      mappings: mappings.map((one, at): EnteredMapping => ({ id: String(at), principalSid: one.sid, principalName: one.sid, roleArn: one.roleArn, mechanism: one.mechanism, why: '', by: 'x', on: changedAt })),
    },
    principals: lookup(...principals),
  }; // prettier-ignore
}

/** As somebody makes the changes: names first, then roles, then assignments, each in the order of the draft. */
function write(raw: Raw, changes: readonly DraftChange[]): void {
  const isFree = (name: string, own: string | null): boolean =>
    !raw.principals.some((one) => one.sid !== own && one.name.toLowerCase() === name.toLowerCase());
  const called = (sid: string): DirectoryPrincipal => raw.principals.find((one) => one.sid === sid)!;
  for (const one of changes) {
    if (one.kind === 'renameGroup' && isFree(one.samAccountName, one.group.sid)) {
      const { sid } = one.group;
      raw.principals = raw.principals.map((each) =>
        each.sid === sid ? { ...each, name: one.samAccountName } : each,
      );
      if (raw.stored.has(sid)) raw.stored.set(sid, `${one.samAccountName}@corp.example`);
    }
    const isMade = raw.principals.some(({ sid }) => sid === madeSid('new'));
    if (one.kind === 'makeGroup' && !isMade && isFree(one.samAccountName, null))
      raw.principals.push({ ...group(one.samAccountName), sid: madeSid('new'), snapshotId: 0, objectId: 1 });
  }
  for (const one of changes) {
    if (!('roleArn' in one)) continue;
    const at = raw.roles.findIndex(({ arn }) => arn === one.roleArn);
    if (one.kind === 'makeRole' && at < 0)
      raw.roles.push(role(one.roleArn.slice(one.roleArn.lastIndexOf('/') + 1), one.trustPolicy, '/', one.roleArn.split(':')[4])); // prettier-ignore
    if (one.kind === 'deleteRole' && at >= 0) raw.roles.splice(at, 1);
    if (one.kind === 'editTrust' && at >= 0) raw.roles[at] = { ...raw.roles[at]!, trustPolicy: one.document };
  }
  for (const one of changes) {
    if (!('principal' in one)) continue;
    const sid = 'sid' in one.principal ? one.principal.sid : madeSid(one.principal.made);
    if (!raw.principals.some((each) => each.sid === sid)) continue;
    switch (one.kind) {
      case 'assign':
      case 'unassign': {
        const ref = one.permissionSet as { readonly arn: string };
        const set = sets.find(({ arn }) => arn === ref.arn)!.name;
        const isOne = (each: Raw['assignments'][number]): boolean => each.set === set && each.account === one.account; // prettier-ignore
        const isHere = raw.assignments.some((each) => isOne(each) && each.who === sid);
        if (one.kind === 'assign' && !isHere) {
          raw.assignments.push({ set, account: one.account, who: sid });
          raw.stored.set(sid, `${called(sid).name}@corp.example`);
        }
        if (one.kind === 'unassign' && isHere)
          raw.assignments = raw.assignments.filter((each) => !isOne(each) || each.who !== sid);
        const isReserved = ({ name, account: id }: IamRole): boolean => id === one.account && name.startsWith(`AWSReservedSSO_${set}_`); // prettier-ignore
        if (!raw.assignments.some(isOne)) raw.roles = raw.roles.filter((each) => !isReserved(each));
        else if (!raw.roles.some(isReserved)) raw.roles.push(reserved(set, one.account));
        break;
      }
      case 'delegate':
      case 'undelegate': {
        const others = raw.delegations.filter((each) => each.roleArn !== one.roleArn || each.sid !== sid);
        if (one.kind === 'undelegate') raw.delegations = others;
        else if (others.length === raw.delegations.length)
          raw.delegations.push({ roleArn: one.roleArn, sid, isListed: false });
        break;
      }
      case 'map':
      case 'unmap': {
        const is = (each: Raw['mappings'][number]): boolean => each.roleArn === one.roleArn && each.sid === sid && each.mechanism === one.mechanism; // prettier-ignore
        if (one.kind === 'unmap') raw.mappings = raw.mappings.filter((each) => !is(each));
        else if (!raw.mappings.some(is))
          raw.mappings.push({ mechanism: one.mechanism, roleArn: one.roleArn, sid });
        break;
      }
      default:
    }
  }
}

/** What a grant says, but for numbers that nobody gives out before the thing is made. */
const said = ({ principal, mechanism, roleArn, roleName, account: id, through, status, issues, store }: Grant) =>
  [
    principal?.name ?? store?.name ?? '',
    mechanism,
    roleArn?.replace(/_[0-9a-f]{16}$/, '') ?? '',
    roleName,
    id,
    through ?? '',
    status,
    issues.join(),
  ].join(' | '); // prettier-ignore
const groupsOf = (principals: readonly DirectoryPrincipal[]) => principals.filter(({ kind }) => kind === 'group'); // prettier-ignore

it('has the grants of raw data with the changes in them', () => {
  fc.assert(
    fc.property(aRaw, fc.array(aChange, { maxLength: 8 }), (raw, given) => {
      // A draft makes a group of a name of its own once.
      const first = given.findIndex(({ kind }) => kind === 'makeGroup');
      const changes = given.filter(({ kind }, at) => kind !== 'makeGroup' || at === first);
      const base = { ...worldOf(raw), documents: [], snapshotOfDn: (dn: string) => (dn.startsWith('OU=') ? 1 : null), changedAt }; // prettier-ignore
      const { estates, entered, renamed, made } = applyDraft(base, changes);
      const named = raw.principals.map((one) => ({ ...one, name: renamed.get(renameKey(one)) ?? one.name }));
      const after = [...named, ...made];
      const known = lookup(...named, ...made.map((one) => ({ ...one, sid: madeSid(one.made) })));
      const found = grantsOf(estates, groupsOf(after), known, { entered });
      const written = structuredClone(raw);
      write(written, changes);
      const world = worldOf(written);
      const scratch = grantsOf(world.estates, groupsOf(written.principals), world.principals, { entered: world.entered }); // prettier-ignore
      expect(found.map(said).toSorted()).toEqual(scratch.map(said).toSorted());
    }),
    { numRuns },
  );
});
