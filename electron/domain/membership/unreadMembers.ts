/** Groups with members that nobody read: of another domain, or of a part that was left out. */
import type { MembershipGraph } from './graph.ts';

/** By node, 1 = in its `member` stands a name that its own snapshot has no object for. */
export function namingUnread({ size, spans, danglingEdges }: MembershipGraph): Uint8Array {
  const naming = new Uint8Array(size);
  if (danglingEdges === 0) return naming;
  for (const { part, first, position } of spans)
    for (let at = 0; at < part.edges.length; at += 2) {
      const group = position(part.edges[at]!);
      if (group >= 0 && position(part.edges[at + 1]!) < 0) naming[first + group] = 1;
    }
  return naming;
}
