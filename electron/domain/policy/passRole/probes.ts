/**
 * Resources to ask about where any would do: an example of the kind, and one of each kind of name that the asker's policies
 * speak of. Each is asked as the resource that it is, so that "allowed" is true of that one.
 */
import { keysOf } from '../condition/keys.ts';
import type { Keys } from '../condition/keys.ts';
import { singleValue } from '../condition/test.ts';
import type { AskedSet } from '../evaluate/sets.ts';
import { anyCharacter, anyRun, filled, piecesOf } from '../pattern/pieces.ts';
import { splitArn } from '../pattern/resource.ts';
import { requestOf } from './asked.ts';
import type { Asker } from './asked.ts';

/** For one action at most. */
const most = 24;

const regions: Readonly<Record<string, string>> = { 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' };

/** `{partition}`, `{region}` and `{account}` of a template, as the asker has them. */
export function exampleOf(template: string, partition: string, account: string | null): string {
  return template
    .replaceAll('{partition}', partition)
    .replaceAll('{region}', regions[partition] ?? 'us-east-1')
    .replaceAll('{account}', account ?? '');
}

/** `example` first: an ARN, or `*` for whatever the service has. */
export function probesOf(asker: Asker, action: string, example: string): string[] {
  const { identity, boundary, session, serviceControl } = asker.sets;
  const sets = [identity, boundary, session, ...serviceControl].filter((set) => set !== null);
  const found = new Set([example]);
  for (const pattern of sets.flatMap((set) => patternsIn(set, action.toLowerCase()))) {
    if (found.size >= most) break;
    const resource = concrete(pattern, asker, example, action);
    if (resource !== null) found.add(resource);
  }
  return [...found];
}

/** Names by which policies let something through: resources of an Allow, exceptions of a Deny. */
function patternsIn({ set }: AskedSet, action: string): readonly string[] {
  const { allows, denies } = set.candidates(action);
  return [
    ...allows.flatMap(({ statement: { resource } }) =>
      resource && !resource.negated ? resource.patterns : [],
    ),
    ...denies.flatMap(({ statement: { resource } }) => (resource?.negated ? resource.patterns : [])),
  ];
}

/** A resource that the pattern takes in and that is of the example's kind. Null: there is none. */
export function concrete(pattern: string, asker: Asker, example: string, action: string): string | null {
  if (pattern === '*') return null;
  const service = action.slice(0, action.indexOf(':'));
  const like = splitArn(example === '*' ? `arn:aws:${service}:::` : example);
  const parts = splitArn(pattern);
  if (parts.length < 6 || like.length < 6) return null;
  const keys = keysOf(requestOf(asker, action, '*', null));
  const texts: string[] = [];
  for (const [index, part] of parts.entries()) {
    if (part === '*' && like[index] !== '') texts.push(like[index]!);
    else {
      const text = literal(part, keys);
      if (text === null) return null;
      texts.push(text);
    }
  }
  const differs = (index: number): boolean => like[index] !== '' && texts[index] !== like[index];
  if (differs(0) || differs(2) || (example !== '*' && (differs(1) || differs(4)))) return null;
  if (example !== '*' && kindOf(texts[5]!) !== kindOf(like[5]!)) return null;
  return texts.join(':');
}

/** `function:a` → `function`; a name without a kind is one. */
const kindOf = (name: string): string => /^([\w-]+)[:/]/.exec(name)?.[1] ?? '';

/** What varies, and what is not known, becomes `x`; null: a variable has certainly no value. */
function literal(part: string, keys: Keys): string | null {
  const known = singleValue(keys);
  const valueOf = (key: string): string | null => {
    const value = known(key);
    return value === undefined ? 'x' : value;
  };
  const pieces = filled(piecesOf(part, { wildcards: true, variables: true }), valueOf);
  if (!pieces) return null;
  return pieces
    .map((piece) =>
      typeof piece === 'string' ? piece : piece === anyRun || piece === anyCharacter ? 'x' : '',
    )
    .join('');
}
