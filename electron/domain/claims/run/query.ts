/**
 * The query of a rule to the store: `[LDAP filter];attribute,…;DOMAIN\user`. "The LDAP query to the Active Directory attribute
 * store must have three parts separated by semicolons. The first part is the LDAP query filter, the second part is a
 * comma-separated list of LDAP attribute names, and the third part is the user name in 'domain\user' format" (AD FS, POLICY3824).
 */
import { parseFilter } from '../../directory/filter/parse.ts';
import { FilterSyntaxError } from '../../directory/filter/problem.ts';
import { escapeValue } from '../../directory/filter/value.ts';
import type { Filter } from '../../directory/filter/filter.ts';
import type { GroupForm, StoreAttribute, StoreQuery } from './store.ts';

/** Why AD FS, or we, cannot ask the query. */
export const queryProblems = [
  /** Not three parts. */
  'queryParts',
  /** No attribute, or one without a name. */
  'queryAttributes',
  /** `tokenGroups(…)` in a form that is not known. */
  'queryGroupForm',
  /** `{0}` is not followed by a number alone, or a brace stands by itself. */
  'queryPlaceholder',
  /** `{n}` without its `param`. */
  'queryParameter',
  /** The filter is none. */
  'queryFilter',
  /** The account is not `DOMAIN\user` (POLICY3826). */
  'queryAccount',
] as const;
export type QueryProblem = (typeof queryProblems)[number];

/** Text with places for parameters. */
type Template = readonly (string | number)[];

export interface StoreQueryTemplate {
  /** Null = none: the account itself is asked. */
  readonly filter: Template | null;
  readonly attributes: readonly StoreAttribute[];
  readonly account: Template;
  /** Parameters that it needs: one more than the highest `{n}`. */
  readonly parameters: number;
}

const forms = new Map<string, GroupForm>([
  ['domainqualifiedname', 'domainQualified'],
  ['longdomainqualifiedname', 'longDomainQualified'],
  ['sid', 'sid'],
]);

/** Whether a store is the one that AD FS makes by itself; it can be asked of a snapshot. */
export function isActiveDirectory(store: string): boolean {
  return store.trim().toLowerCase() === 'active directory';
}

export function readQuery(text: string): StoreQueryTemplate | QueryProblem {
  const parts = text.split(';');
  if (parts.length !== 3) return 'queryParts';
  const attributes: StoreAttribute[] = [];
  for (const written of parts[1]!.split(',')) {
    const attribute = attributeOf(written.trim());
    if (typeof attribute === 'string') return attribute;
    attributes.push(attribute);
  }
  const filter = parts[0]!.trim() === '' ? null : templateOf(parts[0]!.trim());
  const account = templateOf(parts[2]!.trim());
  if (filter === 'queryPlaceholder' || account === 'queryPlaceholder') return 'queryPlaceholder';
  let parameters = 0;
  for (const piece of [...(filter ?? []), ...account])
    if (typeof piece === 'number') parameters = Math.max(parameters, piece + 1);
  return { filter, attributes, account, parameters };
}

function attributeOf(text: string): StoreAttribute | QueryProblem {
  const [, name, , form] = /^([A-Za-z0-9.-]+)(\(([^()]*)\))?$/.exec(text) ?? [];
  if (name === undefined) return 'queryAttributes';
  if (name.toLowerCase() !== 'tokengroups') {
    return form === undefined ? { text, name, form: null } : 'queryAttributes';
  }
  const known = form === undefined ? 'unqualified' : forms.get(form.trim().toLowerCase());
  return known ? { text, name, form: known } : 'queryGroupForm';
}

/** "The placeholders use the same syntax as the .NET String.Format() function": `{{` and `}}` are braces. */
function templateOf(text: string): Template | 'queryPlaceholder' {
  const pieces: (string | number)[] = [];
  for (const [piece, number] of text.matchAll(/\{(\d{1,3})\}|\{\{|\}\}|[{}]|[^{}]+/g)) {
    if (number !== undefined) pieces.push(Number(number));
    else if (piece === '{' || piece === '}') return 'queryPlaceholder';
    else pieces.push(piece === '{{' ? '{' : piece === '}}' ? '}' : piece);
  }
  return pieces;
}

/** The question with its parameters filled in. In the filter they are values: what means something in a filter is escaped. */
export function fillQuery(
  query: StoreQueryTemplate,
  parameters: readonly string[],
): StoreQuery | QueryProblem {
  if (parameters.length < query.parameters) return 'queryParameter';
  const fill = (template: Template, written: (value: string) => string) =>
    template.map((piece) => (typeof piece === 'number' ? written(parameters[piece]!) : piece)).join('');
  const account = fill(query.account, (value) => value);
  if (!/^[^\\]+\\[^\\]+$/.test(account)) return 'queryAccount';
  let filter: Filter | null = null;
  if (query.filter) {
    filter =
      filterOf(fill(query.filter, escapeValue)) ??
      // A claim may hold a filter, or a part of one.
      filterOf(fill(query.filter, (value) => value));
    if (!filter) return 'queryFilter';
  }
  return { account, filter, attributes: query.attributes };
}

function filterOf(text: string): Filter | null {
  try {
    return parseFilter(text);
  } catch (error) {
    if (error instanceof FilterSyntaxError) return null;
    throw error;
  }
}
