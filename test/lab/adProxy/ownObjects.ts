/** Objects that no server behind holds: they stand in the answers beside the real ones. */
import { isWithin, parentOf, sameDn, type Handler } from './handler.ts';
import { matches } from './filter.ts';
import { done, type Entry, type Item, type Search } from './messages.ts';

const inScope = (dn: string, { base, scope }: Search): boolean =>
  scope === 0 ? sameDn(dn, base) : scope === 1 ? sameDn(parentOf(dn), base) : isWithin(dn, base);

/** Not part of `*`. */
const onlyByName = /^nTSecurityDescriptor$/i;

function asAsked(entry: Entry, { attributes, typesOnly }: Search): Entry {
  const names = new Set(attributes.map((name) => name.toLowerCase()));
  const all = names.size === 0 || names.has('*');
  return {
    ...entry,
    attributes: entry.attributes
      .filter(([name]) => names.has(name.toLowerCase()) || (all && !onlyByName.test(name)))
      .map(([name, values]) => [name, typesOnly ? [] : values]),
  };
}

/** `hidden` are objects of the real server that `own` stands for, or that must not be. */
export const withOwnObjects = (
  below: Handler,
  own: () => readonly Entry[],
  hidden: (dn: string) => boolean = () => false,
): Handler =>
  async function* answered(search): AsyncGenerator<Item, void> {
    const found = own().filter((entry) => inScope(entry.dn, search) && matches(search.filter, entry));
    const shown = found.map((entry) => asAsked(entry, search));
    // Below an object of ours the real server has nothing to say.
    if (own().some((entry) => isWithin(search.base, entry.dn))) {
      yield* shown;
      yield done(0);
      return;
    }
    for await (const item of below(search)) {
      if (item.is === 'done' && item.code === 0) yield* shown;
      if (item.is !== 'entry' || !hidden(item.dn)) yield item;
    }
  };
