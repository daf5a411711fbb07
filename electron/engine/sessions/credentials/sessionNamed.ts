import { Fault } from '#contract/faults.ts';

/** The one of that id or, where there is none, of that name. Throws `session.notFound`, `session.ambiguous`. */
export function sessionNamed<S extends { readonly id: string; readonly name: string }>(
  sessions: readonly S[],
  wanted: string,
): S {
  const byId = sessions.find(({ id }) => id === wanted);
  if (byId) return byId;
  const [found, ...others] = sessions.filter(({ name }) => name === wanted);
  if (!found) throw new Fault('session.notFound', { name: wanted });
  if (others.length > 0)
    throw new Fault('session.ambiguous', {
      name: wanted,
      candidates: [found, ...others].map(({ id }) => id),
    });
  return found;
}
