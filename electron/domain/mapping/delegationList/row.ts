/** One row of a delegation list, or what is wrong with it. */
import { sidOf } from '../../directory/sid.ts';
import type { DelegationAssignment } from '../../estate/delegation.ts';
import type { DelegationColumn, DelegationHeading } from './columns.ts';

export const delegationRowCodes = ['empty', 'directory', 'region', 'role', 'sid', 'kind', 'date'] as const;
export type DelegationRowCode = (typeof delegationRowCodes)[number];

/** `column`: position from 1, as the file has it. */
export interface DelegationRowProblem {
  readonly code: DelegationRowCode;
  readonly column: number;
  readonly name: DelegationColumn;
  readonly value: string;
}

export type DelegationRow =
  | { readonly assignment: DelegationAssignment; readonly problem: null }
  | {
      readonly assignment: null;
      readonly problem: DelegationRowProblem;
      /** What the row speaks of as far as it can be read: its list is not whole without it. */
      readonly of: { readonly directoryId: string; readonly region: string } | null;
    };

const forms: Partial<Record<DelegationColumn, { readonly form: RegExp; readonly code: DelegationRowCode }>> =
  {
    // DirectoryId and Region as the Directory Service API has them (facts/aws-directory-service.md).
    directoryId: { form: /^d-[0-9a-f]{10}$/, code: 'directory' },
    region: { form: /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/, code: 'region' },
    roleArn: { form: /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/, code: 'role' },
    recordedOn: { form: /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/, code: 'date' },
  };
const kinds: Readonly<Record<string, DelegationAssignment['principalKind']>> = {
  '': 'group',
  group: 'group',
  user: 'user',
};
/** How the console shows an assignment whose holder is gone from the directory (facts/group-role-mapping.md §1 B). */
const deletedName = /^deleted (user|group|user\/group)$/i;

/** `fileDate`: stands for a date that the row does not have. */
export function delegationRow(
  { columns }: Pick<DelegationHeading, 'columns'>,
  cells: readonly string[],
  fileDate: string,
): DelegationRow {
  const cell = (column: DelegationColumn): string => {
    const at = columns.indexOf(column);
    return at < 0 ? '' : (cells[at] ?? '').trim();
  };
  const named = { directoryId: cell('directoryId').toLowerCase(), region: cell('region').toLowerCase() };
  const whole = formFits('directoryId', named.directoryId) && formFits('region', named.region);
  const problem = (code: DelegationRowCode, name: DelegationColumn): DelegationRow => ({
    assignment: null,
    problem: { code, column: columns.indexOf(name) + 1, name, value: cell(name).slice(0, 256) },
    of: whole ? named : null,
  });
  for (const column of ['directoryId', 'region', 'roleArn'] as const) {
    const value = column === 'roleArn' ? cell(column) : named[column];
    if (value === '') return problem('empty', column);
    if (!formFits(column, value)) return problem(forms[column]!.code, column);
  }
  const kind = cell('principalKind').toLowerCase();
  const deleted = deletedName.test(cell('principalName')) || deletedName.test(kind) || kind === 'deleted';
  const principalKind = Object.hasOwn(kinds, kind) ? kinds[kind] : deleted ? 'group' : undefined;
  if (principalKind === undefined) return problem('kind', 'principalKind');
  const written = cell('principalSid');
  const principalSid = written === '' ? '' : sidOf(written.toUpperCase().replaceAll('X', 'x'));
  if (principalSid === null) return problem('sid', 'principalSid');
  if (principalSid === '' && !deleted) return problem('empty', 'principalSid');
  const recordedOn = cell('recordedOn') || fileDate;
  if (!formFits('recordedOn', recordedOn) || Number.isNaN(Date.parse(recordedOn)))
    return problem('date', 'recordedOn');
  const principalDomain = cell('principalDomain');
  return {
    problem: null,
    assignment: {
      ...named,
      roleArn: cell('roleArn'),
      principalSid,
      principalName: cell('principalName') || principalSid,
      ...(principalDomain !== '' && { principalDomain }),
      principalKind,
      ...(deleted && { deleted }),
      recordedOn,
      recordedBy: cell('recordedBy'),
    },
  };
}

function formFits(column: DelegationColumn, value: string): boolean {
  return forms[column]?.form.test(value) ?? true;
}
