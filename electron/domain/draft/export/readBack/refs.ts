import type { PrincipalRef } from '../../change.ts';
import type { Node } from './json.ts';

/** Who is meant, as the file's own note says: names alone do not tell one SID from another. */
export function principalRef(note: Node): PrincipalRef {
  if (typeof note.at('sid').value === 'string') return { sid: note.at('sid').text };
  if (typeof note.at('made').value === 'string') return { made: note.at('made').text };
  return note.fail('sidMissing');
}

export const principalKindOf = (type: Node): 'user' | 'group' =>
  type.text === 'GROUP' ? 'group' : type.text === 'USER' ? 'user' : type.fail();
