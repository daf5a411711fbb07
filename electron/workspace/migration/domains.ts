/** Which domain of a snapshot each object lies in. */
import { dnsNameOf } from '#domain/directory/dnKey.ts';
import { firstInteger } from '#domain/directory/values.ts';
import type { FactDomain } from '#domain/migration/facts.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import { kindCode } from '../schema/kinds.ts';

export interface Placed {
  readonly domains: readonly FactDomain[];
  /** By object id; -1 = in none (Configuration, Schema, application partitions). */
  readonly domainOf: Int16Array;
}

export function placeObjects(snapshot: SnapshotReader): Placed {
  const parent = snapshot.column('parent');
  const kind = snapshot.column('kind');
  const sids = snapshot.column('sidDomain');
  /** Marks: -2 = not known yet. */
  const domainOf = new Int16Array(parent.length).fill(-2);
  const domains: FactDomain[] = [];
  for (let id = 1; id < parent.length; id++) {
    if (!snapshot.has(id) || kind[id] !== kindCode.domain) continue;
    if (!sids[id]) {
      domainOf[id] = -1;
      continue;
    }
    const entry = snapshot.entry(id);
    domainOf[id] = domains.length;
    domains.push({
      dn: entry.dn,
      dns: dnsNameOf(entry.dn) ?? entry.dn,
      level: firstInteger(entry, 'msDS-Behavior-Version'),
    });
  }
  for (const { dn } of domains) {
    const configuration = snapshot.findDn(`CN=Configuration,${dn}`);
    if (configuration > 0) domainOf[configuration] = -1;
  }
  const way: number[] = [];
  for (let id = 1; id < parent.length; id++) {
    let at = id;
    way.length = 0;
    // A stranger's columns may go round in circles: no way is longer than the column.
    while (at > 0 && domainOf[at] === -2 && way.length <= parent.length) {
      way.push(at);
      domainOf[at] = -1;
      at = parent[at] ?? 0;
    }
    const domain = at > 0 ? domainOf[at]! : -1;
    for (const each of way) domainOf[each] = domain;
  }
  return { domains, domainOf };
}
