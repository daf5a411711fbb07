/** What trustees may do at many places, gathered by trustee: the first places as evidence, and how many there are. */
import type { Evidence } from '../mapping/grant.ts';
import { mostEvidence } from './finding.ts';
import type { DirectorySource } from './input.ts';
import { domainOf, isLocalSid } from './objects.ts';

interface Gathered {
  readonly sid: string;
  readonly from: DirectorySource;
  /** DNS name of the domain of the places, where the SID is another one's in each; else empty. */
  readonly domain: string;
  readonly evidence: Evidence[];
  count: number;
}

export function collectTrustees() {
  const found = new Map<string, Gathered>();
  return {
    add(from: DirectorySource, sid: string, dn: () => string, evidence: () => Evidence): void {
      const domain = isLocalSid(sid) ? domainOf(dn()) : '';
      const key = `${from.snapshotId} ${sid} ${domain}`;
      let gathered = found.get(key);
      if (!gathered) found.set(key, (gathered = { sid, from, domain, evidence: [], count: 0 }));
      gathered.count++;
      if (gathered.evidence.length < mostEvidence) gathered.evidence.push(evidence());
    },
    all: (): readonly Gathered[] => [...found.values()],
  };
}
