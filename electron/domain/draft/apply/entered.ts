/** Console delegation and mappings by hand: what nobody can read, put in and taken out. */
import type { DelegationAssignment } from '../../estate/delegation.ts';
import type { DraftChange } from '../change.ts';
import type { Making, Named } from './making.ts';

type Of<K extends DraftChange['kind']> = Extract<DraftChange, { kind: K }>;
/** Who says so, in the place of a person. */
const by = 'draft';

export function applyEntered(making: Making, changes: readonly DraftChange[]): void {
  for (const [index, change] of changes.entries()) {
    if (change.kind === 'delegate' || change.kind === 'undelegate') delegate(making, index, change);
    else if (change.kind === 'map' || change.kind === 'unmap') map(making, index, change);
  }
}

function delegate(making: Making, index: number, change: Of<'delegate' | 'undelegate'>): void {
  const { directoryId, region, roleArn, principalKind } = change;
  const who = making.named(index, change.principal);
  if (!who) return;
  const params = { principal: who.name, arn: roleArn, directory: directoryId };
  const is = (row: DelegationAssignment): boolean =>
    row.directoryId === directoryId &&
    row.region === region &&
    row.roleArn === roleArn &&
    row.principalSid === who.key &&
    row.deleted !== true;
  const { entered, estates } = making;
  const known = entered.delegations.some(is) || estates.hasDelegation(is);
  if (change.kind === 'undelegate') {
    if (!known) return making.notice(index, 'notDelegated', params);
    estates.removeDelegations(is);
    making.entered = { ...entered, delegations: entered.delegations.filter((row) => !is(row)) };
    return;
  }
  if (known) return making.notice(index, 'alreadyDelegated', params);
  if (directoryGone(making, directoryId, region, roleArn))
    return making.notice(index, 'directoryGone', { directory: directoryId, region });
  const row: DelegationAssignment = {
    directoryId,
    region,
    roleArn,
    principalSid: who.key,
    principalName: who.name,
    principalKind,
    recordedOn: making.base.changedAt,
    recordedBy: by,
  };
  making.entered = { ...entered, delegations: [...entered.delegations, row] };
}

/** Whether the directories of the place were read and this is none of them. */
function directoryGone({ estates }: Making, directoryId: string, region: string, roleArn: string): boolean {
  const here = estates.index
    .directories()
    .filter(({ value }) => value.region === region && value.account === roleArn.split(':')[4]);
  return here.length > 0 && !here.some(({ value }) => value.directoryId === directoryId);
}

function map(making: Making, index: number, change: Of<'map' | 'unmap'>): void {
  const who: Named | null = making.named(index, change.principal);
  if (!who) return;
  const { roleArn, mechanism } = change;
  const params = { principal: who.name, arn: roleArn };
  const { entered } = making;
  const is = (row: (typeof entered.mappings)[number]): boolean =>
    row.principalSid === who.key && row.roleArn === roleArn && row.mechanism === mechanism;
  const known = entered.mappings.some(is);
  if (change.kind === 'unmap') {
    if (!known) return making.notice(index, 'notMapped', params);
    making.entered = { ...entered, mappings: entered.mappings.filter((row) => !is(row)) };
    return;
  }
  if (known) return making.notice(index, 'alreadyMapped', params);
  making.entered = {
    ...entered,
    mappings: [
      ...entered.mappings,
      {
        id: `${by} ${index}`,
        principalSid: who.key,
        principalName: who.name,
        roleArn,
        mechanism,
        why: '',
        by,
        on: making.base.changedAt,
      },
    ],
  };
}
