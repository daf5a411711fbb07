/** The catalog's procedures: completion, and what one action is about. */
import type { z } from 'zod';
import type { Completion, catalogProcedures } from '#contract/policy/catalog.ts';
import type { Action, Catalog, ConditionKey } from '#domain/policy/catalog.ts';
import { complete as best } from '#domain/policy/catalog/complete.ts';
import type { CatalogTexts } from '#domain/policy/catalog/data.ts';
import type { Engine } from '../engine.ts';

type Procedures = typeof catalogProcedures;
type Input<P extends keyof Procedures> = z.infer<Procedures[P]['input']>;
type Output<P extends keyof Procedures> = z.infer<Procedures[P]['output']>;

export async function catalogInfo(engine: Engine): Promise<Output<'catalog'>> {
  const { version, date, counts } = await engine.services.catalog();
  return { version, date, ...counts };
}

export async function complete(
  engine: Engine,
  { what, text, action, limit }: Input<'complete'>,
): Promise<Output<'complete'>> {
  const catalog = await engine.services.catalog();
  if (what === 'service') {
    const named = best(catalog.services, ({ prefix, name }) => `${prefix} ${name}`, text, limit);
    return { rows: named.found.map(({ prefix, name }) => row(prefix, name)), more: named.more };
  }
  const texts = await engine.services.texts();
  if (what === 'action') {
    const { found, more } = best(catalog.matching(actionScope(text)), ({ id }) => id, text, limit);
    return {
      rows: found.map((one) => ({ ...row(one.id, actionText(catalog, texts, one)), level: one.level })),
      more,
    };
  }
  const { found, more } = best(keysFor(catalog, action ?? null), ({ name }) => name, text, limit);
  return {
    rows: found.map((key) => ({
      ...row(key.name, keyText(catalog, texts, key)),
      type: key.type,
      many: key.many,
    })),
    more,
  };
}

const row = (value: string, text: string | null): Completion => ({
  value,
  text,
  level: null,
  type: null,
  many: false,
});

/** A text that names its service needs no other's actions. */
const actionScope = (text: string): string => {
  const service = /^\s*([a-z0-9-]+):/i.exec(text)?.[1];
  return service === undefined ? '*' : `${service}:*`;
};

/** Of the action and of all, or those of every service, each name once. */
function keysFor(catalog: Catalog, action: string | null): ConditionKey[] {
  const actions = action === null ? null : catalog.matching(action);
  const own = actions
    ? actions.flatMap(({ keys }) => keys)
    : catalog.services.flatMap(({ prefix }) => catalog.keysOf(prefix));
  const byName = new Map<string, ConditionKey>();
  for (const key of [...catalog.keysOf(null), ...own])
    if (!byName.has(key.name.toLowerCase())) byName.set(key.name.toLowerCase(), key);
  return [...byName.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function actionText(catalog: Catalog, { services }: CatalogTexts, action: Action): string | null {
  return services[action.service]?.actions[catalog.actionsOf(action.service).indexOf(action)] ?? null;
}

function keyText(catalog: Catalog, { services }: CatalogTexts, { name }: ConditionKey): string | null {
  const folded = name.toLowerCase();
  const prefix = folded.slice(0, folded.indexOf(':'));
  const at = catalog.keysOf(prefix).findIndex((key) => key.name.toLowerCase() === folded);
  return services[prefix]?.keys[at] ?? null;
}

export async function aboutAction(
  engine: Engine,
  { action: id }: Input<'aboutAction'>,
): Promise<Output<'aboutAction'>> {
  const catalog = await engine.services.catalog();
  const found = catalog.action(id);
  if (!found) return null;
  const global = catalog.keysOf(null);
  const globalNames = new Set(global.map(({ name }) => name.toLowerCase()));
  const own = found.keys.filter(({ name }) => !globalNames.has(name.toLowerCase()));
  return {
    id: found.id,
    service: { prefix: found.service, name: catalog.service(found.service)!.name },
    level: found.level,
    text: actionText(catalog, await engine.services.texts(), found),
    resources: found.resources.map(({ type, required }) => ({ name: type.name, arn: type.arn, required })),
    keys: [
      ...own.map((key) => ({ ...key, global: false })),
      ...global.map((key) => ({ ...key, global: true })),
    ],
  };
}
