/** Principal and NotPrincipal. Source: facts/iam-policy-evaluation.md §1 (special cases). */
import { principalTypes } from '../document.ts';
import type { PrincipalElement, PrincipalType } from '../document.ts';
import { isObject, listAt } from './json.ts';
import type { Report } from './json.ts';

type Entry = PrincipalElement['entries'][number];

export function parsePrincipal(
  json: unknown,
  negated: boolean,
  path: string,
  report: Report,
): PrincipalElement {
  if (json === '*') return { negated, path, entries: [{ type: 'AWS', value: '*', path }] };
  const entries: Entry[] = [];
  if (!isObject(json) || Object.keys(json).length === 0) {
    report('principalInvalid', path);
    return { negated, path, entries };
  }
  for (const [type, values] of Object.entries(json)) {
    if (!(principalTypes as readonly string[]).includes(type)) {
      report('unknownElement', `${path}.${type}`, { name: type });
      continue;
    }
    for (const { value, path: where } of listAt(values, `${path}.${type}`, report)) {
      if (typeof value !== 'string') report('notString', where);
      else if (type === 'AWS' && awsProblem(value))
        report('principalInvalid', where, { value: value.slice(0, 200) });
      else entries.push({ type: type as PrincipalType, value, path: where });
    }
  }
  return { negated, path, entries };
}

const arn = /^arn:[^:*?]+:(?:iam|sts):[^:*?]*:[^:*?]+:(?!group\/)[^*?]+$/;
/** What stays in a policy when the user or role that it named is gone. */
const uniqueId = /^A[A-Z0-9]{15,127}$/;

/** True: neither anyone, an account, a user, role or session, nor a unique id. No name may hold a wildcard; groups are none. */
const awsProblem = (value: string): boolean =>
  value !== '*' && !/^\d{12}$/.test(value) && !arn.test(value) && !uniqueId.test(value);
