/** A table may have this many slots for each id before a Map is smaller. */
const slotsPerId = 8;

/**
 * From an object id to its position in `ids`, or -1. Ids of one snapshot mostly follow each other, so a table over their
 * range is both the smallest and the fastest; scattered ids go into a Map. Of an id that is there twice the last counts.
 */
export function lookupOf(ids: Int32Array): (id: number) => number {
  let low = Infinity;
  let high = -Infinity;
  for (const id of ids) {
    if (id < low) low = id;
    if (id > high) high = id;
  }
  if (ids.length === 0) return () => -1;
  const range = high - low + 1;
  if (range > ids.length * slotsPerId + 1024) {
    const map = new Map<number, number>();
    for (let i = 0; i < ids.length; i++) map.set(ids[i]!, i);
    return (id) => map.get(id) ?? -1;
  }
  const table = new Int32Array(range).fill(-1);
  for (let i = 0; i < ids.length; i++) table[ids[i]! - low] = i;
  return (id) => (id >= low && id <= high ? table[id - low]! : -1);
}
