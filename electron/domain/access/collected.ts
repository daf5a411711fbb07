/** The documents of one subject as they are gathered out of an estate, and managed policies by ARN. */
import type { EstateFacts } from '../estate/facts.ts';
import type { AttachedPolicy, InlinePolicy, ManagedPolicy } from '../estate/iam.ts';
import type { Reading } from '../estate/reading.ts';
import type { PolicyUse } from '../policy/codes.ts';
import { parsedOf } from './organizationSets.ts';
import type { PolicyGap, PolicyGapCode } from './policyGaps.ts';
import type { SubjectDocument } from './subjectPolicies.ts';

/** What is known: the snapshot of the subject first, then the others, the newest first. */
export type Estates = readonly [EstateFacts, ...EstateFacts[]];

/** Documents of one set, in the order in which they were added. */
export class Collected {
  readonly documents: SubjectDocument[] = [];
  readonly gaps: PolicyGap[] = [];

  add(
    use: PolicyUse,
    document: unknown,
    told: Pick<SubjectDocument, 'kind' | 'name'> &
      Partial<Pick<SubjectDocument, 'arn' | 'versionId' | 'group'>>,
  ): void {
    const index = this.documents.filter((one) => one.use === use).length;
    this.documents.push({
      use,
      level: null,
      levelName: null,
      index,
      arn: null,
      versionId: null,
      group: null,
      ...told,
      document,
      parsed: parsedOf(document, use),
    });
  }

  gap(
    code: PolicyGapCode,
    name: string | null,
    reason: string | null,
    could: 'allow' | 'deny' | 'both',
  ): void {
    this.gaps.push({ code, name, reason, couldAllow: could !== 'deny', couldDeny: could !== 'allow' });
  }

  of(use: PolicyUse): SubjectDocument['parsed'][] {
    return this.documents.flatMap((one) => (one.use === use ? [one.parsed] : []));
  }
}

export const readOr = <T>(reading: Reading<readonly T[]>): readonly T[] =>
  reading.state === 'read' ? reading.value : [];
export const reasonOf = (reading: Reading<unknown>): string | null =>
  reading.state === 'notReadable' ? reading.code : null;

/** The first that is found where it was read whole: AWS's own policies are the same in every account. */
export function managedPolicy(estates: Estates, arn: string): ManagedPolicy | null {
  for (const facts of estates) {
    const policy = policiesByArn(facts).get(arn);
    if (policy && defaultVersion(policy) !== null) return policy;
  }
  return null;
}

const byArn = new WeakMap<EstateFacts, ReadonlyMap<string, ManagedPolicy>>();

/** The first of one ARN. */
function policiesByArn(facts: EstateFacts): ReadonlyMap<string, ManagedPolicy> {
  let found = byArn.get(facts);
  if (!found)
    byArn.set(
      facts,
      (found = new Map(
        readOr(facts.policies)
          .toReversed()
          .map((one) => [one.arn, one]),
      )),
    );
  return found;
}

export interface ReadVersion {
  readonly versionId: string;
  readonly document: unknown;
}

/** The version that has a say; null: its document was not read. */
export function defaultVersion({ versions, defaultVersionId }: ManagedPolicy): ReadVersion | null {
  const version =
    versions.find(({ isDefault }) => isDefault) ??
    versions.find(({ versionId }) => versionId === defaultVersionId);
  return version === undefined || version.document === null || version.document === undefined
    ? null
    : version;
}

export function addManaged(
  to: Collected,
  estates: Estates,
  use: 'identity' | 'boundary',
  { arn, name }: AttachedPolicy,
  group: SubjectDocument['group'] = null,
): void {
  const policy = managedPolicy(estates, arn);
  const version = policy && defaultVersion(policy);
  if (policy && version) {
    const kind = policy.awsManaged ? 'awsManaged' : 'customerManaged';
    to.add(use, version.document, { kind, name: policy.name, arn, versionId: version.versionId, group });
    return;
  }
  const reason = reasonOf(estates[0].policies);
  if (use === 'boundary') to.gap('boundaryNotRead', arn, reason, 'deny');
  else to.gap('policyNotRead', name || arn, reason, 'both');
}

export const addInline = (
  to: Collected,
  policies: readonly InlinePolicy[],
  group: SubjectDocument['group'] = null,
): void => {
  for (const { name, document } of policies) to.add('identity', document, { kind: 'inline', name, group });
};

const nameOfArn = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

export function addBoundary(to: Collected, estates: Estates, arn: string | null): void {
  if (arn !== null) addManaged(to, estates, 'boundary', { arn, name: nameOfArn(arn) });
}

/** Of roles that Identity Center makes. */
export const reservedPath = '/aws-reserved/sso.amazonaws.com/';
