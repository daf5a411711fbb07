import { api } from '../../app/client.ts';
import type { QueryPlace } from '#contract/queries.ts';
import type { ObjectKind } from '#domain/directory/object.ts';
import type { Suggestion } from '../../ui/SuggestInput.vue';
import { commonAttributes } from '../explorer/commonAttributes.ts';
import { knownAttributes } from '../query/help.ts';

const kinds: readonly ObjectKind[] = ['user', 'group', 'computer', 'serviceAccount', 'organizationalUnit', 'domain']; // prettier-ignore
const common = [...new Set(['cn', 'name', 'objectClass', 'objectCategory', 'member', ...kinds.flatMap(commonAttributes)])]; // prettier-ignore
const known = [...new Set([...common, ...knownAttributes])];
const most = 12;

/** Names that begin with the text before those that hold it. */
export function rankedNames(names: readonly string[], text: string): string[] {
  const needle = text.toLowerCase();
  const at = (name: string) => name.toLowerCase().indexOf(needle);
  return names
    .filter((name) => at(name) >= 0)
    .toSorted((a, b) => Number(at(a) > 0) - Number(at(b) > 0) || a.localeCompare(b));
}

/** Attributes that fit a text: those that administrators look for, and the directory's own schema. */
export async function suggestAttributes(text: string, place: QueryPlace | null): Promise<Suggestion[]> {
  const out = new Map<string, Suggestion>();
  const add = (value: string, about?: string) => {
    const key = value.toLowerCase();
    const old = out.get(key);
    out.set(key, { value, ...((about ?? old?.about) ? { about: (about ?? old?.about)! } : {}) });
  };
  for (const name of rankedNames(text === '' ? common : known, text)) add(name);
  if (place && text.length > 1) {
    const of =
      place.of === 'snapshot'
        ? { in: 'snapshot' as const, snapshotId: place.snapshotId }
        : { in: 'live' as const, profileId: place.profileId };
    const answer = await api.schema
      .attributes({ place: of, text, page: { offset: 0, limit: most } })
      .catch(() => null);
    if (answer?.state === 'read')
      for (const row of answer.value.rows) if (!row.defunct) add(row.name, row.description ?? undefined);
  }
  const names = rankedNames(
    [...out.values()].map(({ value }) => value),
    text,
  );
  return names.slice(0, text === '' ? 40 : most).map((name) => out.get(name.toLowerCase())!);
}
