import type { AwsAccount } from '../estate/facts.ts';
import type { EstateIndex } from './estateIndex.ts';
import type { Evidence, Grant, GrantIssue, GrantPrincipal, Mechanism } from './grant.ts';
import { grantIssues } from './grant.ts';
import type { DirectoryPrincipal } from './input.ts';

/** Issues that leave the answer open instead of saying no. */
const open: ReadonlySet<GrantIssue> = new Set<GrantIssue>([
  'membershipNotReadable',
  'assignmentNotReadable',
  'roleNotReadable',
  'providerNotReadable',
  'directoryNotReadable',
  'claimNotKnown',
  'otherClaimsToo',
  'everyoneSignsIn',
  'providerDecides',
  'attributeDecides',
  'trustConditional',
]);

/** A grant being judged: facts and issues are added as they are found. */
export class GrantDraft {
  readonly #evidence: Evidence[] = [];
  readonly #issues = new Set<GrantIssue>();

  add(...found: readonly Evidence[]): void {
    this.#evidence.push(...found);
  }

  issue(issue: GrantIssue, ...found: readonly Evidence[]): void {
    this.#issues.add(issue);
    this.#evidence.push(...found);
  }

  /** `idParts` name the grant beside its mechanism and principal. */
  finish(
    grant: Omit<Grant, 'id' | 'status' | 'issues' | 'evidence'>,
    principalKey: string,
    idParts: readonly string[],
  ): Grant {
    const issues = grantIssues.filter((issue) => this.#issues.has(issue));
    return {
      id: [grant.mechanism satisfies Mechanism, principalKey, ...idParts].join('|'),
      ...grant,
      status:
        issues.length === 0 ? 'works' : issues.every((issue) => open.has(issue)) ? 'candidate' : 'broken',
      issues,
      evidence: this.#evidence,
    };
  }
}

/** The account that a role is of, or why it is not known: where nothing of AWS was read, no account is unknown. */
export function knownAccount(draft: GrantDraft, id: string, estates: EstateIndex): AwsAccount | null {
  const known = estates.account(id)?.value ?? null;
  if (!known) draft.issue(estates.knowsAccounts ? 'accountUnknown' : 'roleNotReadable');
  return known;
}

/** The principal as a grant keeps it. */
export function grantPrincipal({
  snapshotId,
  objectId,
  name,
  dn,
  sid,
  kind,
}: DirectoryPrincipal): GrantPrincipal {
  return { snapshotId, objectId, name, dn, sid, kind };
}
