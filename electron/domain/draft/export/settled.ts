/**
 * A draft's changes as they stand at its end: of several of one thing the last, what is made with all that is said of it later, and
 * neither of two that undo each other. All of them fit what was read and what stands before them.
 */
import { refText } from '../apply/applied.ts';
import type { DraftChange } from '../change.ts';

export interface Settled {
  /** In the order of the draft; `index` is a change's place in it, of what is folded together the first. */
  readonly changes: readonly { readonly index: number; readonly change: DraftChange }[];
  /** Places of changes that others stand in the place of. */
  readonly overtaken: readonly number[];
}

const setText = (ref: { readonly arn: string } | { readonly made: string }): string =>
  'arn' in ref ? ref.arn : `made:${ref.made}`;

/**
 * What a change is about: of two with the same the later one counts. Null = of nothing that could be said twice, or each counts:
 * names are unique in a domain, and one may be free only because of a change before.
 */
function about(change: DraftChange): string | null {
  switch (change.kind) {
    case 'addMember':
    case 'removeMember':
      return `member ${refText(change.group)} ${refText(change.member)}`;
    case 'editRules':
      return `rules ${change.sourceId} ${change.document}`;
    case 'editTrust':
      return `trust ${change.roleArn}`;
    case 'editInlinePolicy':
      return `inline ${change.roleArn} ${change.name}`;
    case 'editManagedPolicy':
      return `managed ${change.policyArn}`;
    case 'attachPolicy':
    case 'detachPolicy':
      return `attached ${change.roleArn} ${change.policyArn}`;
    case 'deleteRole':
      return `delete ${change.roleArn}`;
    case 'assign':
    case 'unassign':
      return `assigned ${setText(change.permissionSet)} ${change.account} ${change.principalKind} ${refText(change.principal)}`;
    case 'delegate':
    case 'undelegate':
      return `delegated ${change.directoryId} ${change.region} ${change.roleArn} ${refText(change.principal)}`;
    case 'map':
    case 'unmap':
      return `mapped ${change.mechanism} ${change.roleArn} ${refText(change.principal)}`;
    default:
      return null;
  }
}

type Make = Extract<DraftChange, { kind: 'makeRole' }>;

const isEdit = (
  change: DraftChange,
): change is Extract<
  DraftChange,
  { kind: 'editTrust' | 'editInlinePolicy' | 'attachPolicy' | 'detachPolicy' }
> => ['editTrust', 'editInlinePolicy', 'attachPolicy', 'detachPolicy'].includes(change.kind);

/** The role with an edit in it; null where the edit is of something else. */
function withEdit(role: Make, change: DraftChange): Make | null {
  if (!('roleArn' in change) || change.roleArn !== role.roleArn) return null;
  switch (change.kind) {
    case 'editTrust':
      return { ...role, trustPolicy: change.document };
    case 'editInlinePolicy': {
      const { name, document } = change;
      const others = role.inlinePolicies.filter((one) => one.name !== name);
      return { ...role, inlinePolicies: document === null ? others : [...others, { name, document }] };
    }
    case 'attachPolicy':
    case 'detachPolicy': {
      const { policyArn } = change;
      const others = role.attachedPolicies.filter((arn) => arn !== policyArn);
      return { ...role, attachedPolicies: change.kind === 'attachPolicy' ? [...others, policyArn] : others };
    }
    default:
      return null;
  }
}

export function settled(changes: Iterable<readonly [index: number, change: DraftChange]>): Settled {
  const kept = new Map<number, DraftChange>();
  const last = new Map<string, number>();
  const made = new Map<string, number>();
  const overtaken: number[] = [];
  const drop = (index: number | undefined): void => {
    if (index !== undefined && kept.delete(index)) overtaken.push(index);
  };
  for (const [index, change] of changes) {
    if ('roleArn' in change && change.kind !== 'makeRole') {
      const at = made.get(change.roleArn);
      const role = at === undefined ? undefined : kept.get(at);
      if (role?.kind === 'makeRole') {
        if (change.kind === 'deleteRole') {
          // Made and deleted: neither.
          drop(at);
          made.delete(change.roleArn);
          overtaken.push(index);
          continue;
        }
        const edited = withEdit(role, change);
        if (edited) {
          kept.set(at!, edited);
          overtaken.push(index);
          continue;
        }
      }
    }
    if (change.kind === 'makeRole') made.set(change.roleArn, index);
    const key = about(change);
    if (key !== null) {
      const before = last.get(key);
      const undone = before !== undefined && kept.get(before)?.kind !== change.kind;
      drop(before);
      if (undone) {
        last.delete(key);
        overtaken.push(index);
        continue;
      }
      last.set(key, index);
    }
    if (change.kind === 'deleteRole')
      for (const [at, other] of kept) if (isEdit(other) && other.roleArn === change.roleArn) drop(at);
    kept.set(index, change);
  }
  return {
    changes: [...kept].toSorted(([a], [b]) => a - b).map(([index, change]) => ({ index, change })),
    overtaken: overtaken.toSorted((a, b) => a - b),
  };
}
