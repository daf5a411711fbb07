/** Form parameters of the Query protocols: `Filter.member.1`, `Filter.1.Value.2` and the like as lists and structures. */
import type { Input } from '../wire.ts';

type Node = Map<string, Node | string>;

export function parseForm(body: string): Input {
  const root: Node = new Map();
  for (const [name, value] of new URLSearchParams(body)) {
    const parts = name.split('.').filter((part) => part !== 'member');
    let at = root;
    for (const part of parts.slice(0, -1)) {
      const next = at.get(part);
      const into: Node = next instanceof Map ? next : new Map();
      at.set(part, into);
      at = into;
    }
    at.set(parts.at(-1)!, value);
  }
  return plain(root) as Input;
}

/** A structure whose names are all numbers is a list. */
function plain(node: Node): unknown {
  const entries = [...node].map(
    ([name, value]) => [name, value instanceof Map ? plain(value) : value] as const,
  );
  if (entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name)))
    return entries.toSorted(([one], [other]) => Number(one) - Number(other)).map(([, value]) => value);
  return Object.fromEntries(entries);
}
