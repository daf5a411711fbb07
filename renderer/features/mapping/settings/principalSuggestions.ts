/** Finds groups and users by what is typed, and knows who the chosen words are. */
import { api } from '../../../app/client.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import { dnsNameOf } from '#domain/directory/dnKey.ts';

export interface Person {
  readonly sid: string;
  readonly name: string;
  readonly domain: string;
  readonly kind: 'user' | 'group';
}

export function principalSuggestions() {
  const known = new Map<string, Person>();
  const personOf = (object: ObjectRow): Person | null =>
    object.sid === null
      ? null
      : {
          sid: object.sid,
          name: object.samAccountName ?? object.name,
          domain: domainOf(object.dn),
          kind: object.kind === 'group' ? 'group' : 'user',
        };
  return {
    async suggest(text: string): Promise<{ value: string; about: string }[]> {
      if (text === '') return [];
      const asked = text.slice(0, 256);
      const [groups, users] = await Promise.all([
        api.access.findGroups({ text: asked, page: { offset: 0, limit: 20 } }).then(
          ({ rows }) => rows,
          () => [],
        ),
        api.access.findUsers({ text: asked }).catch(() => []),
      ]);
      return [...groups, ...users].flatMap(({ object }) => {
        const person = personOf(object);
        if (!person) return [];
        const value = person.domain ? `${person.domain}\\${person.name}` : person.name;
        known.set(value, person);
        return [{ value, about: person.sid }];
      });
    },
    of: (value: string): Person | null => known.get(value) ?? null,
  };
}

function domainOf(dn: string): string {
  try {
    return dnsNameOf(dn) ?? '';
  } catch {
    return '';
  }
}
