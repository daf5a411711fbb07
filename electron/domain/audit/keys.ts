/** Keys of findings: the same for the same fault of the same thing, whatever else was found beside it. */
import { digestOf } from './digest.ts';
import type { Finding } from './finding.ts';

/**
 * Copies of one object in several snapshots share an id. The copy of the first source keeps the key, the others get the name of
 * their source behind it; what is twice even then is told apart by its place. No order of findings is part of a key.
 */
export function withUniqueKeys(
  findings: readonly Finding[],
  sources: readonly { readonly snapshotId: number; readonly sourceName: string }[],
): readonly Finding[] {
  const byKey = Map.groupBy(findings, ({ key }) => key);
  if (byKey.size === findings.length) return findings;
  const order = new Map(sources.map(({ snapshotId }, at) => [snapshotId, at]));
  const names = new Map(sources.map(({ snapshotId, sourceName }) => [snapshotId, sourceName]));
  const rank = ({ subject }: Finding): number => order.get(subject.snapshotId ?? -1) ?? sources.length;
  const renamed = new Map<Finding, string>();
  for (const [key, same] of byKey) {
    if (same.length === 1) continue;
    const taken = new Set<string>();
    for (const one of same.toSorted(
      (a, b) => rank(a) - rank(b) || compare(a.subject.where, b.subject.where),
    )) {
      let own = key;
      if (taken.has(own)) own = `${key}|${names.get(one.subject.snapshotId ?? -1) ?? ''}`;
      if (taken.has(own)) own = `${own}|${digestOf(JSON.stringify([one.subject.where, one.params]))}`;
      taken.add(own);
      renamed.set(one, own);
    }
  }
  return findings.map((one) => (renamed.has(one) ? { ...one, key: renamed.get(one)! } : one));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
