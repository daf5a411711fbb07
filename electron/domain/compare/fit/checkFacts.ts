/** What checks of a connector or of a hybrid directory are judged on. */
import type { AwsDirectory } from '../../estate/directory.ts';
import type { IdentityCenter } from '../../estate/identityCenter.ts';
import type { Reading } from '../../estate/reading.ts';
import type { ForestEntry } from '../../forest/input.ts';
import type { ForestDomain } from '../../forest/model.ts';
import type { StructureInput } from '../structure/input.ts';
import type { CheckEvidence, CheckName, CheckOutcome, CheckReason, CheckRow } from './checkModel.ts';

export interface CheckFacts {
  readonly structure: StructureInput;
  readonly domain: ForestDomain;
  /** Null = planned. */
  readonly connector: AwsDirectory | null;
  readonly identityCenter: Reading<IdentityCenter>;
  /** The connector's account in the domain; null = not there. */
  readonly serviceAccount: ForestEntry | null;
  /** Users that sign in without Kerberos pre-authentication; null = not counted: no account's control bits were read. */
  readonly withoutPreAuthentication: {
    readonly count: number;
    readonly evidence: readonly CheckEvidence[];
  } | null;
  /** Hosts of the SRV records of LDAP and of Kerberos; null = DNS was not asked. */
  readonly srv: { readonly ldap: readonly string[]; readonly kerberos: readonly string[] } | null;
}

/** How many witnesses a check carries. */
export const mostShown = 20;

export function check(
  name: CheckName,
  outcome: CheckOutcome,
  reason: CheckReason,
  params: CheckRow['params'] = {},
  evidence: readonly CheckEvidence[] = [],
  total = evidence.length,
): CheckRow {
  return { check: name, outcome, reason, params, evidence: evidence.slice(0, mostShown), total };
}

/** A fact of the connector itself. */
export const told = (connector: AwsDirectory, field: string, value: string): CheckEvidence => ({
  ref: null,
  where: connector.directoryId,
  field,
  value,
});
