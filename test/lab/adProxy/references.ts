/** What this server does not hold: continuation references at a context's parent, referrals for a search that begins there. */
import type { Behaviours } from './behaviours.ts';
import { isWithin, parentOf, refuse, sameDn, type Layer } from './handler.ts';
import { control, isRootDse, oid, type Item, type Search } from './messages.ts';

const reached = (search: Search, context: string): boolean =>
  search.base !== '' &&
  !sameDn(search.base, context) &&
  (search.scope === 2
    ? isWithin(context, search.base)
    : search.scope === 1 && sameDn(parentOf(context), search.base));

export const references =
  (behaviours: Behaviours): Layer =>
  (_, below) =>
    async function* answered(search): AsyncGenerator<Item, void> {
      const silent = control(search, oid.domainScope) !== undefined;
      const wanted = silent ? [] : behaviours.references.filter(({ context }) => reached(search, context));
      for await (const item of below(search)) {
        if (item.is === 'done' && item.code === 0)
          for (const { uri } of wanted) yield { is: 'reference', uris: [uri] };
        yield item;
      }
    };

export const notHeld =
  (behaviours: Behaviours): Layer =>
  (_, below) =>
  (search) => {
    const other = behaviours.notHeld.find(({ context }) => isWithin(search.base, context));
    if (!other || isRootDse(search)) return below(search);
    const host = new URL(other.uri).host;
    return refuse(10, `0000202B: RefErr: DSID-0310084A, data 0, 1 access points\n\tref 1: '${host}'\n\0`, [
      other.uri,
    ])(search);
  };
