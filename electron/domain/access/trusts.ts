/** A role's trust policy: compiled for asking, and whom it names, so that only those need to be asked about. */
import type { IamRole } from '../estate/iam.ts';
import { evidence } from '../mapping/evidence.ts';
import type { Evidence } from '../mapping/grant.ts';
import type { EstateSnapshot } from '../mapping/input.ts';
import { readTrustPolicy } from '../mapping/trustPolicy.ts';
import type { TrustEntry, TrustReading } from '../mapping/trustPolicy.ts';
import { compileSets } from '../policy/evaluate/sets.ts';
import type { AskedSet } from '../policy/evaluate/sets.ts';
import { parsedOf } from './organizationSets.ts';

export interface RoleTrust {
  readonly set: AskedSet | null;
  readonly reading: TrustReading;
  /** Whom it names among principals of AWS: see `nameInTrust`. */
  readonly names: ReadonlySet<string>;
  /** Sessions that it names, under the role that they are of. */
  readonly sessions: ReadonlyMap<string, readonly string[]>;
  readonly evidenceOf: (entry: TrustEntry) => Evidence;
}

export const anyone = '*';

export function trustOf(role: IamRole, from: EstateSnapshot): RoleTrust {
  const reading = readTrustPolicy(role.trustPolicy);
  return {
    set: compileSets({ trust: [parsedOf(role.trustPolicy, 'trust')] }).trust,
    reading,
    names: new Set(
      reading.entries.flatMap(({ kind, principal }) =>
        kind === 'anyone' ? anyone : kind === 'account' ? nameInTrust(principal) : [],
      ),
    ),
    sessions: Map.groupBy(
      reading.entries.flatMap(({ kind, principal }) =>
        kind === 'account' && principal.includes(':assumed-role/') ? principal : [],
      ),
      nameInTrust,
    ),
    evidenceOf: ({ path, principal }) =>
      evidence('trustStatement', from, role.arn, `AssumeRolePolicyDocument.${path}`, principal),
  };
}

/**
 * A principal of a trust policy as it is looked up: `account` for a whole account, `account/role/name` and `account/user/path/name`
 * without regard to what else its ARN says. A session of a role is found under its role.
 */
export function nameInTrust(principal: string): string {
  if (/^\d{12}$/.test(principal)) return principal;
  const [, , service, , account = '', ...rest] = principal.split(':');
  const resource = rest.join(':');
  if (service === 'iam' && resource === 'root') return account;
  if (service === 'iam' && resource.startsWith('role/'))
    return `${account}/role/${resource.slice(resource.lastIndexOf('/') + 1)}`;
  if (service === 'iam' && resource.startsWith('user/'))
    return `${account}/user/${resource.slice(resource.lastIndexOf('/') + 1)}`;
  if (service === 'sts' && resource.startsWith('assumed-role/'))
    return `${account}/role/${resource.split('/')[1] ?? ''}`;
  return `${account}/${resource}`;
}
