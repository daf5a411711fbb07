/** Roles of one content, which become one permission set. */
import type { IamRole } from '../../estate/iam.ts';
import type { Known } from '../../mapping/estateIndex.ts';
import { evidence } from '../../mapping/evidence.ts';
import type { Evidence, Grant } from '../../mapping/grant.ts';
import type { SetContent } from './content.ts';

export interface RoleGroup {
  readonly content: SetContent;
  readonly roles: Known<IamRole>[];
  readonly grants: Grant[];
}
export const roleFact = ({ value, estate }: Known<IamRole>): Evidence =>
  evidence('role', estate, value.arn, 'Arn', value.arn);

/** What most of them are called; of as many the first by the alphabet. */
export function commonName(names: readonly string[]): string {
  const counts = [...Map.groupBy(names, (name) => name)].map(([name, same]) => ({
    name,
    count: same.length,
  }));
  return counts.toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))[0]!.name;
}
