/** Which domains the sources of directory objects hold: what directories of AWS are tied to. */
import { holdsObjects } from '#contract/shapes.ts';
import type { SourceDomain } from '#domain/estate/directoryTies.ts';
import type { Engine } from '../engine.ts';
import type { EstateViews } from './views.ts';

/** Domains of every source of objects: a forest's are those in its newest snapshot. */
export async function sourceDomains(engine: Engine, { sources }: EstateViews): Promise<SourceDomain[]> {
  const workspace = engine.workspace.current;
  const found: SourceDomain[] = [];
  for (const { id: sourceId, name: sourceName, kind, directoryId, snapshots } of sources) {
    if (!holdsObjects(kind)) continue;
    const newest = snapshots.filter(({ complete }) => complete).toSorted((a, b) => b.id - a.id)[0];
    const domains = newest
      ? await workspace.rows(
          {
            of: 'kind',
            snapshotId: newest.id,
            kinds: ['domain'],
            sort: { attribute: 'name', descending: false },
          },
          { offset: 0, limit: 1000 },
        )
      : { rows: [] };
    const named = domains.rows.map(({ dn, sid }) => ({ dnsName: dnsNameOf(dn), domainSid: sid }));
    // What holds no domain object, a part of a directory in a file, goes by its name.
    if (named.length === 0) named.push({ dnsName: sourceName, domainSid: null });
    for (const domain of named) found.push({ sourceId, sourceName, directoryId, ...domain });
  }
  return found;
}

/** `DC=corp,DC=example` → `corp.example`. Source: facts/active-directory.md (naming of domains). */
const dnsNameOf = (dn: string): string =>
  dn
    .split(',')
    .flatMap((rdn) => /^dc=(.+)$/i.exec(rdn.trim())?.[1] ?? [])
    .join('.');
