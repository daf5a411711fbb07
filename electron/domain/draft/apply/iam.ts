/** Roles made and deleted, and their policies. */
import type { AttachedPolicy, IamRole, ManagedPolicy } from '../../estate/iam.ts';
import { accountOfArn } from '../../mapping/estateIndex.ts';
import { permissionSetOf } from '../../mapping/identityCenter.ts';
import type { PolicyUse } from '../../policy/codes.ts';
import { parsePolicy, parsePolicyText } from '../../policy/parse/parse.ts';
import type { DraftChange } from '../change.ts';
import type { Making } from './making.ts';
import { sameJson } from './sameJson.ts';

type Of<K extends DraftChange['kind']> = Extract<DraftChange, { kind: K }>;

/** Says whether IAM takes the document, and tells where not. */
function takes(making: Making, index: number, arn: string, document: unknown, use: PolicyUse): boolean {
  const [problem] = parsePolicy(document, use).problems;
  if (!problem) return true;
  making.notice(index, 'policyDoesNotParse', { arn, place: problem.path || problem.code });
  return false;
}

/** Documents as JSON: one that was read as text counts as what it says. */
const read = (document: unknown): unknown => {
  if (typeof document !== 'string' || parsePolicyText(document, 'identity').problems[0]?.code === 'notJson')
    return document;
  return JSON.parse(document) as unknown;
};

export const attached = (arn: string): AttachedPolicy => ({ arn, name: arn.slice(arn.lastIndexOf('/') + 1) });

export function applyIam(making: Making, changes: readonly DraftChange[]): void {
  for (const [index, change] of changes.entries()) {
    switch (change.kind) {
      case 'makeRole':
        makeRole(making, index, change);
        break;
      case 'editManagedPolicy':
        editManaged(making, index, change);
        break;
      case 'deleteRole':
      case 'editTrust':
      case 'editInlinePolicy':
      case 'attachPolicy':
      case 'detachPolicy':
        changeRole(making, index, change);
        break;
      default:
    }
  }
}

function makeRole(making: Making, index: number, change: Of<'makeRole'>): void {
  const { roleArn: arn } = change;
  const account = accountOfArn(arn)!;
  const roles = making.estates.roles(account);
  if (!roles) {
    making.notice(index, 'accountNotRead', { account });
    return;
  }
  const place = arn.slice(arn.indexOf(':role/') + ':role'.length);
  const name = place.slice(place.lastIndexOf('/') + 1);
  // Unique in an account whatever the case and the path.
  for (const other of roles.values())
    if (other.account === account && other.name.toLowerCase() === name.toLowerCase()) {
      making.notice(index, 'roleExists', { arn: other.arn });
      return;
    }
  if (!takes(making, index, arn, change.trustPolicy, 'trust')) return;
  for (const { document } of change.inlinePolicies)
    if (!takes(making, index, arn, document, 'identity')) return;
  roles.set(arn, {
    arn,
    name,
    path: place.slice(0, place.lastIndexOf('/') + 1),
    roleId: '',
    account,
    createDate: null,
    trustPolicy: change.trustPolicy,
    attachedPolicies: change.attachedPolicies.map(attached),
    inlinePolicies: change.inlinePolicies,
    permissionsBoundary: change.permissionsBoundary,
    maxSessionDuration: change.maxSessionDuration,
    lastUsed: null,
    description: change.description,
    tags: {},
  });
  making.touched.add(arn);
}

type RoleEdit = Of<'deleteRole' | 'editTrust' | 'editInlinePolicy'> | Of<'attachPolicy' | 'detachPolicy'>;

function changeRole(making: Making, index: number, change: RoleEdit): void {
  const { roleArn: arn } = change;
  const account = accountOfArn(arn) ?? '';
  const roles = making.estates.roles(account);
  if (!roles) {
    making.notice(index, 'accountNotRead', { account });
    return;
  }
  const role = roles.get(arn);
  if (!role) making.notice(index, 'roleGone', { arn });
  else if (permissionSetOf(role) !== null) making.notice(index, 'reservedRole', { arn });
  else if (change.kind === 'deleteRole') {
    roles.delete(arn);
    making.touched.add(arn);
  } else {
    const next = edited(making, index, role, change);
    if (!next) return;
    roles.set(arn, next);
    making.touched.add(arn);
  }
}

/** The role with the change in it; null, and told, where there is nothing to change or IAM refuses it. */
function edited(making: Making, index: number, role: IamRole, change: RoleEdit): IamRole | null {
  const { arn } = role;
  const nothing = (code: 'sameDocument' | 'alreadyAttached' | 'notAttached', policy = ''): null => {
    making.notice(index, code, code === 'sameDocument' ? { arn } : { arn, policy });
    return null;
  };
  switch (change.kind) {
    case 'editTrust':
      if (sameJson(read(role.trustPolicy), change.document)) return nothing('sameDocument');
      return takes(making, index, arn, change.document, 'trust')
        ? { ...role, trustPolicy: change.document }
        : null;
    case 'editInlinePolicy': {
      const { name, document } = change;
      const known = role.inlinePolicies.find((one) => one.name === name);
      const others = role.inlinePolicies.filter((one) => one !== known);
      if (document === null)
        return known ? { ...role, inlinePolicies: others } : nothing('notAttached', name);
      if (known && sameJson(read(known.document), document)) return nothing('sameDocument');
      return takes(making, index, arn, document, 'identity')
        ? { ...role, inlinePolicies: [...others, { name, document }] }
        : null;
    }
    case 'attachPolicy': {
      const { policyArn } = change;
      if (role.attachedPolicies.some((one) => one.arn === policyArn))
        return nothing('alreadyAttached', policyArn);
      // What AWS keeps is told with the roles that have it; a policy of the account's own is there or not.
      const own = accountOfArn(policyArn);
      if (
        own !== 'aws' &&
        making.estates.policies(policyArn).length === 0 &&
        policiesWereRead(making, role)
      ) {
        making.notice(index, 'policyGone', { arn: policyArn });
        return null;
      }
      return { ...role, attachedPolicies: [...role.attachedPolicies, attached(policyArn)] };
    }
    case 'detachPolicy': {
      const { policyArn } = change;
      const left = role.attachedPolicies.filter((one) => one.arn !== policyArn);
      return left.length === role.attachedPolicies.length
        ? nothing('notAttached', policyArn)
        : { ...role, attachedPolicies: left };
    }
    default:
      return null;
  }
}

function policiesWereRead({ estates }: Making, { account }: IamRole): boolean {
  const reading = estates.index.roles(account);
  return reading.state === 'read' && reading.estate.facts.policies.state === 'read';
}

function editManaged(
  making: Making,
  index: number,
  { policyArn: arn, document }: Of<'editManagedPolicy'>,
): void {
  const copies = making.estates.policies(arn);
  if (accountOfArn(arn) === 'aws' || copies.some(({ policy }) => policy.awsManaged)) {
    making.notice(index, 'awsPolicy', { arn });
    return;
  }
  if (copies.length === 0) {
    const unread = making.base.estates.some(({ facts }) => facts.policies.state === 'notReadable');
    making.notice(index, unread ? 'policiesNotRead' : 'policyGone', { arn });
    return;
  }
  if (copies.every(({ policy }) => sameJson(read(documentOf(policy)), document))) {
    making.notice(index, 'sameDocument', { arn });
    return;
  }
  if (!takes(making, index, arn, document, 'identity')) return;
  const versionId = 'draft';
  for (const { policy, put } of copies)
    put({
      ...policy,
      defaultVersionId: versionId,
      versions: [
        ...policy.versions
          .filter((one) => one.versionId !== versionId)
          .map((one) => ({ ...one, isDefault: false })),
        { versionId, isDefault: true, createDate: null, document },
      ],
    });
  making.touched.add(arn);
}

const documentOf = ({ versions, defaultVersionId }: ManagedPolicy): unknown =>
  (
    versions.find(({ isDefault }) => isDefault) ??
    versions.find(({ versionId }) => versionId === defaultVersionId)
  )?.document;
