/** Objects that are not the same each time they are read: they change, vanish, or keep attributes back. */
import type { Behaviours } from './behaviours.ts';
import { isWithin, mapEntries, sameDn, withoutAttributes, withValues, type Layer } from './handler.ts';
import { done, valuesOf, type Entry, type Item } from './messages.ts';

/**
 * Groups whose values change between two readings; a change raises uSNChanged, where it was asked for. What is
 * remembered belongs to the proxy, not to a session: a reader that comes back sees the group as it became.
 */
export function changing(behaviours: Behaviours): Layer {
  const readings = new Map<string, number>();
  const last = new Map<string, { values: string; raised: number }>();
  const changed = (entry: Entry): Entry => {
    let out = entry;
    for (const { dn, attribute, change } of behaviours.changing) {
      if (!sameDn(dn, entry.dn) || valuesOf(entry, attribute).length === 0) continue;
      const key = `${dn}\0${attribute}`.toLowerCase();
      const reading = (readings.get(key) ?? 0) + 1;
      readings.set(key, reading);
      const values = change(
        valuesOf(entry, attribute).map((value) => value.toString('utf8')),
        reading,
      );
      const now = values.join('\0');
      const before = last.get(key);
      const raised = (before?.raised ?? 0) + (before && before.values !== now ? 1 : 0);
      last.set(key, { values: now, raised });
      out = withValues(out, attribute, values);
      const usn = valuesOf(out, 'uSNChanged')[0];
      if (usn) out = withValues(out, 'uSNChanged', [String(Number(usn.toString()) + raised)]);
    }
    return out;
  };
  return (_, below) => (search) => mapEntries(below(search), changed);
}

/** Objects that were deleted after having been given a number of times. */
export function vanishing(behaviours: Behaviours): Layer {
  const readings = new Map<string, number>();
  const gone = (dn: string): boolean =>
    behaviours.vanishing.some(
      (one) => sameDn(one.dn, dn) && (readings.get(dn.toLowerCase()) ?? 0) >= one.afterReadings,
    );
  return (_, below) =>
    async function* answered(search): AsyncGenerator<Item, void> {
      if (gone(search.base)) {
        yield done(
          32,
          "0000208D: NameErr: DSID-0310028F, problem 2001 (NO_OBJECT), data 0, best match of:\n\t''\n\0",
        );
        return;
      }
      yield* mapEntries(below(search), (entry) => {
        if (gone(entry.dn)) return null;
        const key = entry.dn.toLowerCase();
        readings.set(key, (readings.get(key) ?? 0) + 1);
        return entry;
      });
    };
}

/** Attributes that this reader may not see are absent, without an error (facts: errors). */
export const refused =
  (behaviours: Behaviours): Layer =>
  (_, below) =>
  (search) =>
    mapEntries(below(search), (entry) =>
      behaviours.refused.reduce(
        (left, { below: base, attributes }) =>
          isWithin(entry.dn, base) ? withoutAttributes(left, attributes) : left,
        entry,
      ),
    );

/** The test's own hook over every entry. */
export function lastWord(behaviours: Behaviours): Layer {
  const readings = new Map<string, number>();
  return (_, below) => (search) =>
    mapEntries(below(search), (entry) => {
      if (!behaviours.onEntry) return entry;
      const key = entry.dn.toLowerCase();
      const reading = (readings.get(key) ?? 0) + 1;
      readings.set(key, reading);
      return behaviours.onEntry(entry, search, reading);
    });
}
