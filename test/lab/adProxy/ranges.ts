/**
 * MaxValRange (MS-ADTS LDAP_SERVER_RANGE_OPTION; facts: big results): an attribute with more values comes back empty,
 * and its first 1,500 beside it; the rest is given piece by piece when asked for.
 */
import type { Behaviours } from './behaviours.ts';
import type { Layer } from './handler.ts';
import { control, done, oid, type Attribute, type Entry, type Item, type Search } from './messages.ts';

interface Asked {
  readonly from: number;
  /** Infinity for `*`. */
  readonly to: number;
}

const rangeOption = /^(.+);range=(\d+)-(\d+|\*)$/i;

/** The search as the real server gets it, and the pieces that were asked for by attribute in lower case. */
function plain(search: Search): { search: Search; asked: Map<string, Asked> } {
  const asked = new Map<string, Asked>();
  const attributes = search.attributes.map((wish) => {
    const match = rangeOption.exec(wish);
    if (!match) return wish;
    const [, name, from, to] = match;
    asked.set(name!.toLowerCase(), { from: Number(from), to: to === '*' ? Infinity : Number(to) });
    return name!;
  });
  return { search: { ...search, attributes: [...new Set(attributes)] }, asked };
}

/** The attribute as it is given; null when the piece begins past the end. */
function shown([name, values]: Attribute, asked: Asked | undefined, max: number): Attribute[] | null {
  if (!asked && values.length <= max) return [[name, values]];
  const { from, to } = asked ?? { from: 0, to: Infinity };
  if (from > 0 && from >= values.length) return null;
  const end = Math.min(values.length, from + max, to + 1);
  const piece: Attribute = [
    `${name};range=${from}-${end === values.length ? '*' : end - 1}`,
    values.slice(from, end),
  ];
  return asked ? [piece] : [[name, []], piece];
}

export function ranges(behaviours: Behaviours): Layer {
  return (_, below) =>
    async function* ranged(search): AsyncGenerator<Item, void> {
      const { search: whole, asked } = plain(search);
      const max = behaviours.maxValRange ?? Infinity;
      const lenient = control(search, oid.rangeNoError) !== undefined;
      for await (const item of below(whole)) {
        if (item.is !== 'entry') {
          yield item;
          continue;
        }
        const attributes: Attribute[] = [];
        let past = false;
        for (const one of item.attributes) {
          const wish = asked.get(one[0].toLowerCase());
          const pieces = shown(one, wish, max);
          if (pieces) attributes.push(...pieces);
          else if (lenient) attributes.push([`${one[0]};range=${wish!.from}-*`, []]);
          else past = true;
        }
        if (past) {
          yield done(1, '00002121: SvcErr: DSID-020A0A4C, problem 5012 (DIR_ERROR), data 8996\n\0');
          return;
        }
        yield { ...item, attributes } satisfies Entry;
      }
    };
}
