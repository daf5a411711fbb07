/** The facts of several accounts as those of one estate. */
import { estateParts } from '../domain/estate/facts.ts';
import type { EstateFacts, EstatePart } from '../domain/estate/facts.ts';
import type { ManagedPolicy } from '../domain/estate/iam.ts';
import type { Reading } from '../domain/estate/reading.ts';

/** There is one of each in an estate: the first that was read is it. */
const single: ReadonlySet<EstatePart> = new Set(['identityCenter', 'organization']);

/**
 * Joined part by part: what any gave is there, and where none gave anything, why. A policy that AWS manages is there once,
 * however many accounts use it. `all` is not empty, and of one partition.
 */
export function mergeEstates(all: readonly EstateFacts[]): EstateFacts {
  const first = all[0]!;
  const parts = Object.fromEntries(
    estateParts.map((part) => {
      const readings = all.map((facts) => facts[part]) as Reading<unknown>[];
      return [part, single.has(part) ? firstRead(readings) : joined(readings)];
    }),
  ) as unknown as Pick<EstateFacts, EstatePart>;
  return {
    partition: first.partition,
    accounts: byId(all.flatMap((facts) => facts.accounts)),
    ...parts,
    policies:
      parts.policies.state === 'read'
        ? { state: 'read', value: eachOnce(parts.policies.value) }
        : parts.policies,
    reach: {
      regions: [...new Set(all.flatMap(({ reach }) => reach.regions))],
      accounts: byId(all.flatMap(({ reach }) => reach.accounts)),
      allAccounts: all.some(({ reach }) => reach.allAccounts),
      allRegions: all.every(({ reach }) => reach.allRegions === true),
    },
  };
}

/** The last of each id, in the order in which they came first. */
const byId = <T extends { readonly id: string }>(all: readonly T[]): T[] => [
  ...new Map(all.map((one) => [one.id, one])).values(),
];

/** `notAsked` says nothing where another says why. */
const reasonOf = <T>(readings: readonly Reading<T>[]): Reading<T> =>
  readings.find((one) => one.state === 'notReadable' && one.code !== 'notAsked') ??
  readings.find((one) => one.state === 'notApplicable') ??
  readings[0]!;

const firstRead = <T>(readings: readonly Reading<T>[]): Reading<T> =>
  readings.find((one) => one.state === 'read') ?? reasonOf(readings);

function joined(readings: readonly Reading<unknown>[]): Reading<unknown> {
  const read = readings.filter((one) => one.state === 'read');
  return read.length > 0
    ? { state: 'read', value: read.flatMap(({ value }) => value as unknown[]) }
    : reasonOf(readings);
}

function eachOnce(policies: readonly ManagedPolicy[]): ManagedPolicy[] {
  const all = new Map<string, ManagedPolicy>();
  for (const policy of policies) {
    const known = all.get(policy.arn);
    if (!known) all.set(policy.arn, policy);
    // Each account counts its own attachments.
    else if (known.attachments != null && policy.attachments != null)
      all.set(policy.arn, { ...known, attachments: known.attachments + policy.attachments });
  }
  return [...all.values()];
}
