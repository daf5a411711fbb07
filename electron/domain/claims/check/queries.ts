/** What rules ask of their stores. */
import { parseFilter } from '../../directory/filter/parse.ts';
import { FilterSyntaxError } from '../../directory/filter/problem.ts';
import type { Place } from '../parse/place.ts';
import type { ReadableRule, RuleSet } from '../parse/rules.ts';
import { isActiveDirectory, readQuery } from '../run/query.ts';
import type { GroupForm } from '../run/store.ts';
import { within } from './report.ts';
import type { Report } from './report.ts';

/** How an attribute says which groups somebody is in. */
export type GroupSource =
  /** The token's: transitive, security groups alone, the primary group included. */
  | 'token'
  /** Direct groups of the account, by DN. */
  | 'memberOf'
  /** Names of the objects that a filter finds. */
  | 'filter';

/** One attribute that a rule asks for, and the type of the claims it makes of it. */
export interface RuleQuery {
  readonly rule: number;
  readonly place: Place;
  readonly store: string;
  /** Whether the store is Active Directory, and so can be answered from a snapshot. */
  readonly readable: boolean;
  readonly type: string;
  readonly attribute: string;
  /** The filter as written, with `{n}`; null = the account itself. */
  readonly filter: string | null;
  /** Null: not about groups. */
  readonly groups: GroupSource | null;
  readonly form: GroupForm | null;
  /** Whether the values say which domain a group is of; null: not about groups. */
  readonly domainQualified: boolean | null;
  /** Whether nested groups count, through `1.2.840.113556.1.4.1941` or the token; null: not about groups. */
  readonly nested: boolean | null;
}

/** Every attribute that rules ask for, in their order. Queries that cannot be read are left out: `checkRules` tells of them. */
export function queriesOf(set: RuleSet): RuleQuery[] {
  return set.rules.flatMap((rule, index): RuleQuery[] => {
    if (!rule.readable || rule.action.kind !== 'store') return [];
    const { store, types, query, place } = rule.action;
    const readable = isActiveDirectory(store.value);
    const about = { rule: index, place, store: store.value, readable };
    const template = readable && query.kind === 'literal' ? readQuery(query.value) : null;
    if (template === null || typeof template === 'string') {
      const none = { filter: null, groups: null, form: null, domainQualified: null, nested: null };
      return types.map(({ value }) => ({ ...about, ...none, type: value, attribute: '' }));
    }
    const filter = template.filter && (query.kind === 'literal' ? query.value.split(';')[0]!.trim() : null);
    return template.attributes.flatMap(({ text, form }, at): RuleQuery[] => {
      const type = types[at]?.value;
      if (type === undefined) return [];
      return [{ ...about, type, attribute: text, filter, form, ...groupsOf(text, form, filter) }];
    });
  });
}

const groupNames = new Set(['cn', 'name', 'samaccountname', 'displayname', 'distinguishedname']);

function groupsOf(
  attribute: string,
  form: GroupForm | null,
  filter: string | null,
): Pick<RuleQuery, 'groups' | 'domainQualified' | 'nested'> {
  if (form !== null) return { groups: 'token', domainQualified: form !== 'unqualified', nested: true };
  const name = attribute.toLowerCase();
  if (filter === null && name === 'memberof')
    return { groups: 'memberOf', domainQualified: true, nested: false };
  // Groups are found by their members.
  if (filter !== null && /\(\s*member\s*[:=]/i.test(filter) && groupNames.has(name))
    return {
      groups: 'filter',
      domainQualified: name === 'distinguishedname',
      nested: filter.includes('1.2.840.113556.1.4.1941'),
    };
  return { groups: null, domainQualified: null, nested: null };
}

export function checkQuery(rule: ReadableRule, report: Report): void {
  const { action } = rule;
  if (action.kind !== 'store') return;
  const { store, types, query, params } = action;
  if (!isActiveDirectory(store.value)) {
    report('storeNotReadable', store.place, { store: store.value });
    return;
  }
  if (query.kind !== 'literal') return;
  const template = readQuery(query.value);
  if (typeof template === 'string') {
    report(template, query.place);
    return;
  }
  if (template.attributes.length !== types.length) {
    const counts = { types: String(types.length), attributes: String(template.attributes.length) };
    report('typesAndAttributes', action.place, counts);
  }
  if (template.parameters > params.length) {
    const counts = { parameters: String(template.parameters), given: String(params.length) };
    report('queryParameter', query.place, counts);
  }
  if (template.filter) {
    const wrong = filterProblem(query.value.split(';')[0]!);
    if (wrong !== null) report('queryFilter', within(query.place, wrong, 1));
  }
  const { account } = template;
  if (account.every((piece) => typeof piece === 'string') && !account.join('').includes('\\'))
    report('queryAccount', query.place);
}

/** Where a filter is none; null: it is one, or a parameter may make it one. */
function filterProblem(text: string): number | null {
  // A parameter may be a filter by itself, or a part of one; then only a run can tell.
  if (/(?:^|[(&|!])\s*\{/.test(text)) return null;
  try {
    parseFilter(text.replaceAll(/\{\d{1,3}\}/g, (place) => '0'.repeat(place.length)));
    return null;
  } catch (error) {
    if (!(error instanceof FilterSyntaxError)) throw error;
    return Math.min(error.position, text.length);
  }
}
