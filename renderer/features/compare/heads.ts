import { api } from '../../app/client.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import { parentDn } from '#domain/directory/dnKey.ts';
import type { Suggestion } from '../../ui/SuggestInput.vue';
import type { Reading } from './snapshots.ts';

const page = { offset: 0, limit: 100 };
const mostShown = 30;
const container = ({ kind }: ObjectRow) =>
  kind === 'domain' || kind === 'organizationalUnit' || kind === 'container';

/** Heads of the domains of a reading; of a file of a part, what stands at its top. */
export async function headsOf({ snapshot }: Reading): Promise<readonly ObjectRow[]> {
  const ask = async (list: Parameters<typeof api.objects.rows>[0]['list']) =>
    (await api.objects.rows({ list, page })).rows;
  const domains = await ask({ of: 'kind', snapshotId: snapshot.id, kinds: ['domain'] });
  return domains.length > 0 ? domains : ask({ of: 'children', snapshotId: snapshot.id, parentId: null });
}

const dnOfDns = (name: string) => name.split('.').map((label) => `dc=${label}`).join(','); // prettier-ignore

/** The domain that a reading is called after, else the one that stands highest. */
export const rootOf = ({ source }: Reading, heads: readonly ObjectRow[]): string | null => {
  const called = heads.find(({ dn }) => dn.toLowerCase() === dnOfDns(source.name.toLowerCase()));
  return (called ?? heads.toSorted((a, b) => a.dn.length - b.dn.length)[0])?.dn ?? null;
};

/** Places of a reading that fit a text: what was proposed, its domains, what stands above, and containers of that name. */
export async function placesOf(
  reading: Reading,
  text: string,
  proposed: string | null,
): Promise<readonly Suggestion[]> {
  const above: string[] = [];
  for (let at = parentDn(proposed ?? text); at !== null; at = parentDn(at)) above.push(at);
  const heads = (await headsOf(reading)).map(({ dn }) => dn);
  const known = [...(proposed === null ? [] : [proposed]), ...above.filter((dn) => /,/.test(dn)), ...heads];
  const words = text.toLowerCase();
  const fitting = known.filter((dn) => dn.toLowerCase().includes(words));
  const found = words === '' ? [] : await containersNamed(reading, text);
  return [...new Set([...fitting, ...found])].slice(0, mostShown).map((value) => ({ value }));
}

/** Names are searched, not DNs: of one that is being typed its first value. */
async function containersNamed({ snapshot }: Reading, text: string): Promise<readonly string[]> {
  const name = text.replace(/^\w+=/, '').replace(/,.*$/s, '').trim().slice(0, 256);
  if (name === '') return [];
  const list = { of: 'search' as const, snapshotId: snapshot.id, text: name };
  const { rows } = await api.objects.rows({ list, page });
  const words = text.toLowerCase();
  return rows.filter((row) => container(row) && row.dn.toLowerCase().includes(words)).map(({ dn }) => dn);
}
