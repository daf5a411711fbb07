/** Every change of a draft as a row, and back. Whoever writes them as CSV guards cells that a spreadsheet would take for formulas. */
import { refText } from '../apply/applied.ts';
import type { DraftChange, PermissionSetRef, PrincipalRef } from '../change.ts';
import { changeKinds } from '../codes.ts';
import { ReadBackError } from './exported.ts';
import { storeName } from './facts.ts';
import type { ExportFacts } from './facts.ts';
import type { Numbered } from './taken.ts';

/** How a cell says a value. */
const forms = {
  text: { say: String, read: (cell: string): unknown => cell },
  /** Empty = none. */
  optional: { say: (value: unknown) => (value === null ? '' : String(value)), read: (cell: string) => (cell === '' ? null : cell) },
  number: { say: String, read: (cell: string): unknown => (/^\d{1,15}$/.test(cell) ? Number(cell) : undefined) },
  json: { say: (value: unknown) => JSON.stringify(value), read: (cell: string) => parsed(cell) },
  principal: {
    say: (value: unknown) => refText(value as PrincipalRef),
    read: (cell: string) => (cell.startsWith('made:') ? { made: cell.slice('made:'.length) } : cell === '' ? undefined : { sid: cell }),
  },
  set: {
    say: (value: unknown) => ('arn' in (value as PermissionSetRef) ? (value as { arn: string }).arn : `made:${(value as { made: string }).made}`),
    read: (cell: string) => (cell.startsWith('made:') ? { made: cell.slice('made:'.length) } : cell === '' ? undefined : { arn: cell }),
  },
} as const; // prettier-ignore
type Form = keyof typeof forms;

function parsed(cell: string): unknown {
  try {
    return JSON.parse(cell) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A change's parts, in the order of columns; each is a column of its own name. */
const parts: Readonly<Record<string, Form>> = {
  group: 'principal',
  member: 'principal',
  principal: 'principal',
  principalKind: 'text',
  made: 'text',
  parent: 'text',
  name: 'text',
  samAccountName: 'text',
  scope: 'text',
  description: 'optional',
  sourceId: 'number',
  document: 'json',
  text: 'text',
  roleArn: 'text',
  trustPolicy: 'json',
  attachedPolicies: 'json',
  inlinePolicies: 'json',
  permissionsBoundary: 'optional',
  maxSessionDuration: 'number',
  policyArn: 'text',
  instanceArn: 'text',
  sessionDuration: 'text',
  managedPolicies: 'json',
  customerPolicies: 'json',
  inlinePolicy: 'json',
  boundary: 'json',
  permissionSet: 'set',
  account: 'text',
  directoryId: 'text',
  region: 'text',
  mechanism: 'text',
};

export const rowColumns: readonly string[] = ['number', 'kind', ...Object.keys(parts), 'names'];
const at = new Map(rowColumns.map((column, place) => [column, place]));

/** Parts by kind: what has no entry here is in every change of the kind that has it. */
const partsOf: Readonly<Record<DraftChange['kind'], readonly string[]>> = {
  addMember: ['group', 'member'],
  removeMember: ['group', 'member'],
  makeGroup: ['made', 'parent', 'name', 'samAccountName', 'scope', 'description'],
  renameGroup: ['group', 'samAccountName'],
  editRules: ['sourceId', 'document', 'text'],
  makeRole: [
    'roleArn',
    'trustPolicy',
    'attachedPolicies',
    'inlinePolicies',
    'permissionsBoundary',
    'maxSessionDuration',
    'description',
  ],
  deleteRole: ['roleArn'],
  editTrust: ['roleArn', 'document'],
  editInlinePolicy: ['roleArn', 'name', 'document'],
  editManagedPolicy: ['policyArn', 'document'],
  attachPolicy: ['roleArn', 'policyArn'],
  detachPolicy: ['roleArn', 'policyArn'],
  makePermissionSet: [
    'made',
    'instanceArn',
    'description',
    'sessionDuration',
    'managedPolicies',
    'customerPolicies',
    'inlinePolicy',
    'boundary',
  ],
  assign: ['permissionSet', 'account', 'principalKind', 'principal'],
  unassign: ['permissionSet', 'account', 'principalKind', 'principal'],
  delegate: ['directoryId', 'region', 'roleArn', 'principalKind', 'principal'],
  undelegate: ['directoryId', 'region', 'roleArn', 'principalKind', 'principal'],
  map: ['mechanism', 'roleArn', 'principal'],
  unmap: ['mechanism', 'roleArn', 'principal'],
};

/** A leading apostrophe is what guards a cell: one that is the cell's own is doubled. */
const kept = (cell: string): string => (cell.startsWith("'") ? `'${cell}` : cell);
const unguarded = (cell: string): string => (cell.startsWith("'") ? cell.slice(1) : cell);

export function rowsOf(changes: readonly Numbered[], facts: ExportFacts): string[][] {
  return changes.map(({ index, change }) => {
    const row = rowColumns.map(() => '');
    row[0] = String(index + 1);
    row[1] = change.kind;
    const values = change as unknown as Readonly<Record<string, unknown>>;
    for (const part of partsOf[change.kind]) row[at.get(part)!] = kept(forms[parts[part]!].say(values[part]));
    row[row.length - 1] = kept(namesOf(change, facts).join('; '));
    return row;
  });
}

/** For people: whom the SIDs are of. */
function namesOf(change: DraftChange, facts: ExportFacts): string[] {
  const refs: PrincipalRef[] = [];
  if ('group' in change) refs.push(change.group);
  if ('member' in change) refs.push(change.member);
  if ('principal' in change) refs.push(change.principal);
  return refs.map((ref) => {
    const who = facts.principal(ref);
    return who ? storeName({ ...who, called: who.name }) : '';
  });
}

/** Rows without their heading; `heading` is the first row of the file. */
export function readRows(file: string, heading: readonly string[], rows: readonly (readonly string[])[]): DraftChange[] {
  const places = rowColumns.map((column) => heading.indexOf(column));
  if (places[1]! < 0) throw new ReadBackError('notOurs', file);
  return rows.map((row, number) => {
    const cell = (column: string): string => unguarded(row[places[at.get(column)!]!] ?? '');
    const kind = changeKinds.find((one) => one === cell('kind'));
    if (kind === undefined) throw new ReadBackError('notOurs', file, String(number + 2));
    const values = partsOf[kind].map((part) => {
      const value = forms[parts[part]!].read(cell(part));
      if (value === undefined) throw new ReadBackError('missing', file, `${number + 2} ${part}`);
      return [part, value];
    });
    return { kind, ...Object.fromEntries(values) } as DraftChange;
  });
} // prettier-ignore
