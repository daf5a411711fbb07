/**
 * What there is to allow: services, their actions, the resources that those touch and the condition keys that requests may hold.
 * Looked up, never guessed: an answer of null means that the data (of a certain day) does not know it.
 */
import { accessLevels, keyTypes } from './catalog/data.ts';
import type { AccessLevel, CatalogData, KeyData, KeyType, ServiceData } from './catalog/data.ts';
import { globalKeys } from './catalog/globalKeys.ts';
import { keyIndex } from './catalog/keyIndex.ts';
import type { KeyIndex } from './catalog/keyIndex.ts';
import { actionPattern } from './pattern/action.ts';

export interface Service {
  /** As actions begin: `s3`. */
  readonly prefix: string;
  readonly name: string;
  readonly actionCount: number;
}

export interface ConditionKey {
  /** As documented, with `${TagKey}` and its like for what varies. */
  readonly name: string;
  readonly type: KeyType;
  /** A request may hold several values: operators need ForAllValues or ForAnyValue. */
  readonly many: boolean;
}

export interface ResourceType {
  readonly name: string;
  /** `arn:${Partition}:s3:::${BucketName}`. */
  readonly arn: string;
  readonly keys: readonly ConditionKey[];
}

export interface Action {
  /** `s3:GetObject`. */
  readonly id: string;
  readonly service: string;
  readonly name: string;
  readonly level: AccessLevel;
  /** Types of resources that the action touches; empty: it is about no certain resource, and policies must say `*`. */
  readonly resources: readonly { readonly type: ResourceType; readonly required: boolean }[];
  /** Keys of the service that a request for the action may hold, those of its resources included; global ones not. */
  readonly keys: readonly ConditionKey[];
}

export interface Catalog {
  readonly version: string;
  /** When the data was gathered: ISO 8601, UTC. */
  readonly date: string;
  readonly services: readonly Service[];
  readonly counts: { readonly services: number; readonly actions: number; readonly conditionKeys: number };
  /** Prefixes, and below names of actions and keys, in any case. */
  readonly service: (prefix: string) => Service | null;
  readonly actionsOf: (prefix: string) => readonly Action[];
  readonly action: (id: string) => Action | null;
  /** Actions that a pattern of a policy takes in: `s3:Get*`, `*`. */
  readonly matching: (pattern: string) => readonly Action[];
  readonly resourceTypesOf: (prefix: string) => readonly ResourceType[];
  /** Keys of one service, or those of every one (`aws:…` and a few of services). */
  readonly keysOf: (prefix: string | null) => readonly ConditionKey[];
  /** What a key of a policy is, wherever it is documented; `aws:PrincipalTag/team` is `aws:PrincipalTag/${TagKey}`. */
  readonly key: (name: string) => ConditionKey | null;
  /** Whether a request for the action may hold the key, global keys included. */
  readonly holds: (action: Action, key: string) => boolean;
}

/** Of one service, made when it is first asked for. */
interface Entry {
  readonly actions: readonly Action[];
  readonly byName: ReadonlyMap<string, Action>;
  readonly resources: readonly ResourceType[];
  readonly keys: readonly ConditionKey[];
}

const keyOf = ([name, type, many]: KeyData): ConditionKey => ({
  name,
  type: keyTypes[type] ?? 'string',
  many: many === 1,
});

export function catalogOf(data: CatalogData): Catalog {
  const byPrefix = new Map(data.services.map((service) => [service.prefix, service]));
  const services = data.services.map(({ prefix, name, actions }): Service => ({
    prefix,
    name,
    actionCount: actions.length,
  }));
  const serviceBy = new Map(services.map((service) => [service.prefix, service]));
  const global = globalKeys.map(keyOf);
  const globalIndex = keyIndex(global);

  const entries = new Map<string, Entry>();
  const entry = (prefix: string): Entry | null => {
    const folded = prefix.toLowerCase();
    const known = entries.get(folded);
    if (known) return known;
    const service = byPrefix.get(folded);
    if (!service) return null;
    const made = entryOf(service);
    entries.set(folded, made);
    return made;
  };

  let all: KeyIndex<ConditionKey> | null = null;
  const allKeys = (): KeyIndex<ConditionKey> =>
    (all ??= keyIndex(data.services.flatMap(({ keys }) => keys.map(keyOf))));
  const indexes = new WeakMap<readonly ConditionKey[], KeyIndex<ConditionKey>>();
  const indexOf = (keys: readonly ConditionKey[]): KeyIndex<ConditionKey> => {
    let index = indexes.get(keys);
    if (!index) indexes.set(keys, (index = keyIndex(keys)));
    return index;
  };

  const action: Catalog['action'] = (id) => {
    const colon = id.indexOf(':');
    return entry(id.slice(0, colon))?.byName.get(id.slice(colon + 1).toLowerCase()) ?? null;
  };
  return {
    version: data.version,
    date: data.date,
    services,
    counts: {
      services: services.length,
      actions: services.reduce((sum, { actionCount }) => sum + actionCount, 0),
      conditionKeys: allKeyNames(data).size,
    },
    service: (prefix) => serviceBy.get(prefix.toLowerCase()) ?? null,
    actionsOf: (prefix) => entry(prefix)?.actions ?? [],
    action,
    matching: (text) => {
      if (!/[*?]/.test(text)) return [action(text)].filter((one) => one !== null);
      const pattern = actionPattern(text);
      const asked = pattern.service === '*' ? data.services.map(({ prefix }) => prefix) : [pattern.service];
      return asked.flatMap((prefix) =>
        (entry(prefix)?.actions ?? []).filter(({ name }) => pattern.matches(name.toLowerCase())),
      );
    },
    resourceTypesOf: (prefix) => entry(prefix)?.resources ?? [],
    keysOf: (prefix) => (prefix === null ? global : (entry(prefix)?.keys ?? [])),
    key: (name) => globalIndex(name) ?? allKeys()(name),
    holds: ({ keys }, name) => globalIndex(name) !== null || indexOf(keys)(name) !== null,
  };
}

const allKeyNames = ({ services }: CatalogData): Set<string> =>
  new Set([...globalKeys, ...services.flatMap(({ keys }) => keys)].map(([name]) => name.toLowerCase()));

function entryOf(service: ServiceData): Entry {
  const keys = service.keys.map(keyOf);
  const keySets = service.keySets.map((set) => set.map((index) => keys[index]!));
  const resources = service.resources.map(([name, arn, keySet]): ResourceType => ({
    name,
    arn,
    keys: keySets[keySet]!,
  }));
  // Actions that ask for the same keys of the same resources share one list.
  const joined = new Map<string, readonly ConditionKey[]>();
  const actions = service.actions.map(([name, level, touched, keySet]): Action => {
    const of = touched.map((code) => ({ type: resources[code >> 1]!, required: (code & 1) === 1 }));
    const sets = [keySet, ...touched.map((code) => service.resources[code >> 1]![2])];
    const id = [...new Set(sets)].toSorted((a, b) => a - b).join();
    let asked = joined.get(id);
    if (!asked) joined.set(id, (asked = [...new Set(sets.flatMap((set) => keySets[set]!))]));
    return {
      id: `${service.prefix}:${name}`,
      service: service.prefix,
      name,
      level: accessLevels[level] ?? 'write',
      resources: of,
      keys: asked,
    };
  });
  return { actions, byName: new Map(actions.map((one) => [one.name.toLowerCase(), one])), resources, keys };
}
