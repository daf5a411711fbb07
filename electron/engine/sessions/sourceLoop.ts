import type { StoredSession } from '#contract/sessions/session.ts';
import { Fault } from '#contract/faults.ts';
import { sourceOf } from '#domain/session/request.ts';

/** Sessions that are taken with each other would wait for each other. Throws `session.sourceLoop`. */
export function refuseLoop(id: string, stored: readonly StoredSession[]): void {
  const all = new Map(stored.map((session) => [session.id, session]));
  const seen = new Set<string>();
  for (let at = all.get(id); at;) {
    if (seen.has(at.id)) throw new Fault('session.sourceLoop', { name: at.name });
    seen.add(at.id);
    const source = sourceOf(at.request);
    at = source?.kind === 'session' ? all.get(source.id) : undefined;
  }
}
