/** Where the explorer is, as the query of its address. */
export type ExplorerPlaceAddress =
  | { readonly at: 'nowhere' }
  | { readonly at: 'snapshot'; readonly snapshotId: number; readonly containerId: number | null }
  | { readonly at: 'live'; readonly profileId: string; readonly dn: string | null }
  | { readonly at: 'aws'; readonly sourceId: number };

const id = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;

export function readAddress(get: (key: string) => string | undefined): ExplorerPlaceAddress {
  const snapshotId = id(get('s'));
  if (snapshotId !== null) return { at: 'snapshot', snapshotId, containerId: id(get('c')) };
  const profileId = get('live');
  if (profileId) return { at: 'live', profileId, dn: get('dn') ?? null };
  const sourceId = id(get('aws'));
  return sourceId === null ? { at: 'nowhere' } : { at: 'aws', sourceId };
}

/** The query of an address; what belongs to another place (selection, search, kind) is taken out. */
export function writeAddress(place: ExplorerPlaceAddress): Record<string, string | undefined> {
  const none = {
    s: undefined,
    c: undefined,
    live: undefined,
    dn: undefined,
    aws: undefined,
    o: undefined,
    q: undefined,
    kind: undefined,
  };
  switch (place.at) {
    case 'snapshot':
      return {
        ...none,
        s: String(place.snapshotId),
        c: place.containerId === null ? undefined : String(place.containerId),
      };
    case 'live':
      return { ...none, live: place.profileId, dn: place.dn ?? undefined };
    case 'aws':
      return { ...none, aws: String(place.sourceId) };
    default:
      return none;
  }
}
