/** Columns of a delegation list. People write these lists by hand: a heading is taken in the spellings that occur. */

export const delegationColumns = [
  'directoryId',
  'region',
  'roleArn',
  'principalSid',
  'principalDomain',
  'principalName',
  'principalKind',
  'recordedOn',
  'recordedBy',
] as const;
export type DelegationColumn = (typeof delegationColumns)[number];

/** Without these a row says nothing. */
export const neededColumns = ['directoryId', 'region', 'roleArn', 'principalSid'] as const;

export type ListDelimiter = ',' | ';' | '\t';
export interface DelegationHeading {
  readonly delimiter: ListDelimiter;
  /** By position; null = a column that is not of the list. */
  readonly columns: readonly (DelegationColumn | null)[];
}

const delimiters: readonly ListDelimiter[] = [',', ';', '\t'];
const spellings: Readonly<Record<DelegationColumn, readonly string[]>> = {
  directoryId: ['directoryid', 'directory'],
  region: ['region', 'awsregion'],
  roleArn: ['rolearn', 'role', 'iamrole', 'iamrolearn'],
  principalSid: ['principalsid', 'sid', 'objectsid'],
  principalDomain: ['principaldomain', 'domain', 'domainname'],
  principalName: ['principalname', 'principal', 'name', 'userorgroup'],
  principalKind: ['principalkind', 'kind', 'type', 'principaltype'],
  recordedOn: ['recordedon', 'date', 'recordeddate', 'assignedon'],
  recordedBy: ['recordedby', 'author', 'assignedby'],
};
const columnOf = new Map(
  delegationColumns.flatMap((column) => spellings[column].map((spelling) => [spelling, column] as const)),
);

/** `text`: the beginning of a file. Null: its first line is not the heading of a delegation list. */
export function delegationHeading(text: string): DelegationHeading | null {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/, 3);
  const heading = (lines[0] ?? '').startsWith('#TYPE ') ? lines[1] : lines[0];
  if (heading === undefined) return null;
  for (const delimiter of delimiters) {
    const columns = columnsOf(heading.split(delimiter));
    if (neededColumns.every((needed) => columns.includes(needed))) return { delimiter, columns };
  }
  return null;
}

/** Each column once: the first that is spelled so. */
function columnsOf(names: readonly string[]): (DelegationColumn | null)[] {
  const taken = new Set<DelegationColumn>();
  return names.map((name) => {
    const column = columnOf.get(name.toLowerCase().replaceAll(/[^a-z]/g, ''));
    if (!column || taken.has(column)) return null;
    taken.add(column);
    return column;
  });
}
