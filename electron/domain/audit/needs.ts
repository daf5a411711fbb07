/** What a check looks at: where that was not read, what it says is not to be taken for all there is. */
import type { CheckId, NotJudgedCode } from './codes.ts';
import type { NotJudged } from './finding.ts';
import { takesSignIns } from '../mapping/delegation.ts';
import type { AuditWorld } from './world.ts';

/** Attributes of directory objects, in lower case. */
const attributes = {
  member: 'membersNotRead',
  primarygroupid: 'attributeNotRead',
  useraccountcontrol: 'attributeNotRead',
  'msds-user-account-control-computed': 'attributeNotRead',
  lastlogontimestamp: 'attributeNotRead',
  whencreated: 'attributeNotRead',
  accountexpires: 'attributeNotRead',
  serviceprincipalname: 'attributeNotRead',
  sidhistory: 'attributeNotRead',
  samaccountname: 'attributeNotRead',
  grouptype: 'attributeNotRead',
  ntsecuritydescriptor: 'descriptorNotRead',
} as const satisfies Readonly<Record<string, NotJudgedCode>>;
export type NeededAttribute = keyof typeof attributes;

/** Parts of AWS: of each account, of each estate, and of Identity Center. */
export type NeededPart =
  | 'roles'
  | 'providers'
  | 'policies'
  | 'users'
  | 'directories'
  | 'delegations'
  | 'identityCenter'
  | 'permissionSets'
  | 'assignments'
  | 'storeGroups'
  | 'storeUsers';

export interface Needs {
  /** Null: it looks at no directory. */
  readonly attributes: readonly NeededAttribute[] | null;
  /** Null: it looks at no AWS. */
  readonly aws: readonly NeededPart[] | null;
  /** Texts of claim rules. */
  readonly rules?: true;
}

/** What the mapping stands on. */
const mapping: readonly NeededPart[] = [
  'roles',
  'providers',
  'identityCenter',
  'permissionSets',
  'assignments',
  'storeGroups',
  'storeUsers',
  'directories',
  'delegations',
];
const powers: readonly NeededPart[] = [...mapping, 'policies'];
const behind = ['member', 'primarygroupid', 'grouptype', 'samaccountname'] as const;
const names = ['samaccountname'] as const;

export const needs: Readonly<Record<CheckId, Needs>> = {
  'role-not-found': { attributes: names, aws: ['roles'] },
  'role-without-group': { attributes: names, aws: mapping },
  'several-mechanisms': { attributes: behind, aws: mapping },
  'distribution-group': { attributes: ['grouptype', 'samaccountname'], aws: ['roles'] },
  'nested-group': { attributes: behind, aws: mapping },
  'foreign-members': { attributes: behind, aws: mapping },
  'primary-group-members': { attributes: ['primarygroupid', 'samaccountname'], aws: mapping },
  'inactive-members': {
    attributes: [
      ...behind,
      'useraccountcontrol',
      'msds-user-account-control-computed',
      'lastlogontimestamp',
      'whencreated',
      'accountexpires',
    ],
    aws: powers,
  },
  'group-size': { attributes: behind, aws: powers },
  'machine-in-human-role': { attributes: [...behind, 'serviceprincipalname'], aws: mapping },
  'group-editors': { attributes: ['ntsecuritydescriptor', 'samaccountname'], aws: powers },
  'wide-group': { attributes: behind, aws: powers },
  'powerful-role': { attributes: null, aws: ['roles', 'policies', 'permissionSets'] },
  'trust-policy': { attributes: null, aws: ['roles', 'providers'] },
  'provider-expiry': { attributes: null, aws: ['providers'] },
  'long-session': {
    attributes: null,
    aws: ['roles', 'policies', 'identityCenter', 'permissionSets', 'assignments'],
  },
  'session-tags': { attributes: null, aws: ['roles'], rules: true },
  'fixed-role-id': { attributes: null, aws: ['roles', 'policies', 'users', 'permissionSets'] },
  'assigned-to-user': { attributes: null, aws: ['identityCenter', 'assignments', 'storeUsers'] },
  'orphaned-assignment': {
    attributes: names,
    aws: ['identityCenter', 'permissionSets', 'assignments', 'storeGroups'],
  },
  'outdated-permission-set': { attributes: null, aws: ['identityCenter', 'permissionSets'] },
  'unused-role': { attributes: null, aws: ['roles'] },
  'console-password': { attributes: null, aws: ['users'] },
  'toxic-pair': { attributes: behind, aws: mapping },
  'loose-claim-rule': { attributes: null, aws: null, rules: true },
  'hidden-identity': { attributes: ['sidhistory', 'samaccountname'], aws: null },
  'unknown-delegation': { attributes: null, aws: ['directories'] },
  'second-factor': { attributes: null, aws: ['directories'] },
  'unqualified-names': { attributes: names, aws: ['roles', 'policies'], rules: true },
  'long-term-credentials': { attributes: null, aws: ['users'] },
  'cognito-trust': { attributes: null, aws: ['roles', 'policies'] },
  'pass-role': { attributes: null, aws: ['roles', 'policies', 'users'] },
  'refused-sign-in': { attributes: behind, aws: ['roles', 'providers'], rules: true },
  'group-makers': { attributes: ['ntsecuritydescriptor', 'samaccountname'], aws: null },
  'group-renamers': { attributes: ['ntsecuritydescriptor', 'samaccountname'], aws: null },
  'nested-group-editors': { attributes: [...behind, 'ntsecuritydescriptor'], aws: powers },
};

type Blind = Omit<NotJudged, 'check'>;

/** What a check cannot judge for want of what it looks at; told before it runs. */
export function* blindSpots(world: AuditWorld, check: CheckId): Generator<Blind> {
  const { attributes: wanted, aws, rules } = needs[check];
  const { directories, estates, missing } = world.input;
  if (wanted && directories.length === 0) yield { code: 'noDirectory', where: '', cause: null };
  if (aws && estates.length === 0) yield { code: 'noEstate', where: '', cause: null };
  if (rules && world.ruleFiles().length === 0) yield { code: 'noRuleFile', where: '', cause: null };
  for (const { sourceName, where, attribute, code } of wanted ? missing : []) {
    const place = [sourceName, where, attribute ?? ''].filter((part) => part !== '').join(' ');
    const lower = attribute?.toLowerCase() ?? null;
    // A part of the directory that was not read at all may hold anything; what is deleted opens nothing.
    if (lower === null && /^CN=Deleted Objects,/i.test(where)) continue;
    if (lower === null) yield { code: 'partNotRead', where: place, cause: code };
    else if (isNeeded(lower, wanted!)) yield { code: attributes[lower], where: place, cause: code };
  }
  for (const part of aws ?? []) yield* blindIn(world, part);
}

const isNeeded = (attribute: string, wanted: readonly NeededAttribute[]): attribute is NeededAttribute =>
  (wanted as readonly string[]).includes(attribute);

/** By part of Identity Center. */
const centerParts = {
  permissionSets: 'permissionSets',
  assignments: 'assignments',
  storeGroups: 'groups',
  storeUsers: 'users',
} as const;

function* blindIn(world: AuditWorld, part: NeededPart): Generator<Blind> {
  const { estates } = world.aws.estates;
  switch (part) {
    case 'roles':
    case 'providers':
      for (const account of world.aws.accounts()) {
        const reading = world.aws.estates[part](account);
        if (reading.state === 'read') continue;
        const code =
          reading.estate === null ? 'accountNotRead' : part === 'roles' ? 'rolesNotRead' : 'providersNotRead';
        yield { code, where: account, cause: reading.estate === null ? null : reading.code };
      }
      return;
    case 'policies':
    case 'users': {
      const code = part === 'users' ? 'usersNotRead' : 'policyNotRead';
      for (const { facts } of estates) {
        const reading = facts[part];
        if (reading.state === 'notReadable')
          for (const { id } of facts.accounts) yield { code, where: id, cause: reading.code };
      }
      return;
    }
    case 'directories':
      for (const { facts } of estates)
        if (facts.directories.state === 'notReadable')
          yield {
            code: 'directoriesNotRead',
            where: facts.accounts.map(({ id }) => id).join(' '),
            cause: facts.directories.code,
          };
      return;
    case 'delegations':
      for (const { value } of world.aws.estates.directories())
        if (takesSignIns(value) && !world.aws.delegationLists().has(`${value.directoryId} ${value.region}`))
          yield { code: 'delegationNotRead', where: `${value.directoryId} ${value.region}`, cause: null };
      return;
    case 'identityCenter':
      for (const { facts } of estates)
        if (facts.identityCenter.state === 'notReadable')
          yield { code: 'identityCenterNotRead', where: '', cause: facts.identityCenter.code };
      return;
    default:
      for (const { value } of world.aws.centers())
        for (const one of value.notRead ?? [])
          if (one.part === centerParts[part])
            yield {
              code: 'identityCenterPartNotRead',
              where: `${value.instanceArn} ${one.part}`,
              cause: one.code,
            };
  }
}
