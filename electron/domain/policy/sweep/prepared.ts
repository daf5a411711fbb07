/** The catalog as a sweep walks through it: names in lower case, actions that touch the same kinds of resources as one. */
import type { Action, Catalog } from '../catalog.ts';

export interface PreparedService {
  readonly prefix: string;
  readonly actions: readonly Action[];
  /** Names in lower case. */
  readonly names: readonly string[];
  /** For each action the index of its kinds of resources in `kinds`. */
  readonly kindsOf: readonly number[];
  readonly kinds: readonly Kinds[];
}

/** What an action touches: ARNs of the service data; empty where it names no resource. */
export interface Kinds {
  readonly all: readonly string[];
  /** Every one of these is asked for; where none is, any one of all. */
  readonly required: readonly string[];
}

const prepared = new WeakMap<Catalog, readonly PreparedService[]>();

export function preparedServices(catalog: Catalog): readonly PreparedService[] {
  let services = prepared.get(catalog);
  if (!services)
    prepared.set(catalog, (services = catalog.services.map(({ prefix }) => prepare(catalog, prefix))));
  return services;
}

function prepare(catalog: Catalog, prefix: string): PreparedService {
  const actions = catalog.actionsOf(prefix);
  const kinds: Kinds[] = [];
  const known = new Map<string, number>();
  const kindsOf = actions.map(({ resources }) => {
    const all = resources.map(({ type }) => type.arn);
    const required = resources.flatMap((one) => (one.required ? [one.type.arn] : []));
    const id = JSON.stringify([all, required]);
    let index = known.get(id);
    if (index === undefined) {
      known.set(id, (index = kinds.length));
      kinds.push({ all, required });
    }
    return index;
  });
  return { prefix, actions, names: actions.map(({ name }) => name.toLowerCase()), kindsOf, kinds };
}
