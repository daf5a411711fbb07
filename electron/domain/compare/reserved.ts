/**
 * What AWS keeps for itself in a Managed AD (facts/aws-directory-service.md §2): in `AWS Reserved` service accounts come and go;
 * the unit `AWS Delegated Groups` and its groups are there from the beginning, and their members are the customer's.
 */
export type Reserved = 'reserved' | 'delegated';

/** By the name of a unit at the top of a domain; names are fixed and not translated. */
export function reservedUnit(name: string): Reserved | null {
  const lower = name.toLowerCase();
  if (lower === 'aws reserved') return 'reserved';
  return lower === 'aws delegated groups' ? 'delegated' : null;
}
