/**
 * The rules of evaluation once more, read straight from the facts sheet and as dumb as they can be: parsed documents are walked
 * for each question, texts are matched by tables, nothing is compiled, found by action or kept. What the engine says is held
 * against it. Source: facts/iam-policy-evaluation.md §1, §3.
 */
import type { ConditionTest, ParsedPolicy, PolicyDocument, PrincipalElement, Statement } from './document.ts';
import type { PolicyInput } from './evaluate/sets.ts';
import type { Request } from './request.ts';

/** Null: not known. */
export type Said = boolean | null;
export const all = (said: readonly Said[]): Said =>
  said.includes(false) ? false : said.includes(null) ? null : true;
export const some = (said: readonly Said[]): Said =>
  said.includes(true) ? true : said.includes(null) ? null : false;

/** Values of a key in lower case; null: absent; undefined: not known. */
export type Values = (key: string) => readonly string[] | null | undefined;

/** What one sign of a pattern stands for: itself, or any one or any number of signs, colons among them or not. */
type Sign = { readonly is: string } | { readonly any: 'one' | 'many'; readonly colons: boolean };

/** Row by row: `row[n]` = the pattern so far takes in the first n signs of the text. */
export function tableMatch(pattern: readonly Sign[], text: string): boolean {
  let row = Array.from({ length: text.length + 1 }, (_, length) => length === 0);
  for (const sign of pattern) {
    const next = row.map(() => false);
    for (let length = 0; length <= text.length; length++) {
      const last = text[length - 1];
      if ('is' in sign) next[length] = length > 0 && row[length - 1]! && last === sign.is;
      else {
        const passes = length > 0 && (sign.colons || last !== ':');
        if (sign.any === 'one') next[length] = passes && row[length - 1]!;
        else next[length] = row[length]! || (passes && next[length - 1]!);
      }
    }
    row = next;
  }
  return row[text.length]!;
}

/** Text with its variables filled; what was filled in, or escaped, is literal. Null: no value; undefined: not known. */
function signsOf(
  text: string,
  options: { wildcards: boolean; variables: boolean; colons: boolean; unknownIsAny?: boolean },
  values: Values,
): Sign[] | null | undefined {
  const signs: Sign[] = [];
  let unknown = false;
  let rest = text;
  while (rest !== '') {
    const escaped = options.variables ? /^\$\{([*?$])\}/.exec(rest) : null;
    const named = options.variables && !escaped ? /^\$\{([^${},]+?)(?:, '([^']*)')?\}/.exec(rest) : null;
    if (escaped) signs.push({ is: escaped[1]! });
    else if (named) {
      const found = values(named[1]!.toLowerCase());
      const value = found === undefined ? '' : found?.length === 1 ? found[0]! : named[2];
      if (value === undefined) return null;
      if (found === undefined && options.unknownIsAny) signs.push({ any: 'many', colons: true });
      else if (found === undefined) unknown = true;
      signs.push(...Array.from(value, (is) => ({ is })));
    } else if (options.wildcards && rest[0] === '*') signs.push({ any: 'many', colons: options.colons });
    else if (options.wildcards && rest[0] === '?') signs.push({ any: 'one', colons: options.colons });
    else signs.push({ is: rest[0]! });
    rest = rest.slice(escaped?.[0].length ?? named?.[0].length ?? 1);
  }
  return unknown ? undefined : signs;
}

const lower = (text: string): string => text.toLowerCase();
const literal = (text: string): Sign[] =>
  Array.from(text, (sign) =>
    sign === '*' || sign === '?' ? { any: sign === '*' ? 'many' : 'one', colons: true } : { is: sign },
  );

function actionSaid({ action }: Statement, asked: string): boolean {
  const hit = action.patterns.some((pattern) => {
    if (pattern === '*' || pattern === '*:*') return true;
    const [service, name] = lower(pattern).split(':') as [string, string];
    const [itsService, itsName] = lower(asked).split(':') as [string, string];
    return service === itsService && tableMatch(literal(name), itsName);
  });
  return hit !== action.negated;
}

function resourceSaid(
  { resource }: Statement,
  asked: string,
  document: PolicyDocument,
  values: Values,
): Said {
  if (resource === null) return true;
  const said = some(resource.patterns.map((pattern) => onePattern(pattern, asked, document, values)));
  return said === null ? null : said !== resource.negated;
}

function onePattern(pattern: string, asked: string, document: PolicyDocument, values: Values): Said {
  if (pattern === '*') return true;
  const pieces = pattern.split(':');
  const parts = [...pieces.slice(0, 5), ...(pieces.length > 5 ? [pieces.slice(5).join(':')] : [])];
  if (document.use === 'identity' || document.use === 'boundary') while (parts.length < 6) parts.push('*');
  const signs: Sign[] = [];
  let unknown = false;
  for (const [index, part] of parts.entries()) {
    if (index > 0) signs.push({ is: ':' });
    const last = index === 5;
    const variables = index === 5 && document.version === '2012-10-17';
    const options = { wildcards: true, variables, colons: last };
    const known = signsOf(part, options, values);
    if (known === undefined) unknown = true;
    // What no value of the unknown could take in is not taken in.
    const found = known === undefined ? signsOf(part, { ...options, unknownIsAny: true }, values) : known;
    if (!found) return false;
    const end = found.at(-1);
    // A `*` that is the last sign of a part may run past colons.
    if (end && 'any' in end && end.any === 'many') found[found.length - 1] = { any: 'many', colons: true };
    signs.push(...found);
  }
  const taken = tableMatch(signs, asked);
  return taken && unknown ? null : taken;
}

// Principals.

export type Grant = 'direct' | 'role' | 'delegates';
const rootOf = (account: string | null): string => `arn:aws:iam::${account}:root`;

/** The role of a session: its account and name are those of the session's ARN. */
function roleBehind({ principal }: Request): string | null {
  if (principal.kind !== 'role-session') return null;
  if (principal.roleArn !== null) return principal.roleArn;
  const [, , , , account, name = ''] = (principal.arn ?? '').split(':');
  return `arn:aws:iam::${account}:role/${name.split('/')[1]}`;
}

function grantSaid(
  element: PrincipalElement,
  request: Request,
  hasBoundary: boolean,
  denies: boolean,
): Grant | null {
  const { kind, arn, account, roleArn } = request.principal;
  const listed = (type: string, value: string | null): boolean =>
    value !== null && element.entries.some((entry) => entry.type === type && entry.value === value);
  const everyone = listed('AWS', '*');
  const ofAccount = listed('AWS', account) || listed('AWS', rootOf(account));
  if (!element.negated) {
    if (everyone) return 'direct';
    if (kind === 'service') return listed('Service', arn) ? 'direct' : null;
    if (kind === 'saml' || kind === 'web-identity') return listed('Federated', arn) ? 'direct' : null;
    if (kind === 'anonymous') return null;
    if (kind === 'root') return ofAccount ? 'delegates' : null;
    if (listed('AWS', arn)) return 'direct';
    if (kind === 'role-session' && listed('AWS', roleBehind(request))) return 'role';
    if (kind === 'federated-user' && listed('AWS', roleArn)) return 'role';
    return ofAccount ? 'delegates' : null;
  }
  const boundable = kind === 'user' || kind === 'role-session' || kind === 'federated-user';
  if (denies && hasBoundary && boundable) return 'direct';
  const named =
    everyone ||
    (kind === 'service'
      ? listed('Service', arn)
      : kind === 'saml' || kind === 'web-identity'
        ? listed('Federated', arn)
        : kind === 'anonymous'
          ? false
          : kind === 'root'
            ? ofAccount
            : ofAccount &&
              listed('AWS', arn) &&
              (kind !== 'role-session' ||
                (roleBehind(request) !== arn && listed('AWS', roleBehind(request)))));
  return named ? null : 'direct';
}

// Conditions.

const isThere = (key: string, { principal }: Request): boolean =>
  ['aws:currenttime', 'aws:epochtime', 'aws:securetransport'].includes(key) ||
  (key === 'aws:tokenissuetime' && ['role-session', 'federated-user'].includes(principal.kind)) ||
  (key === 'aws:username' && principal.kind === 'user') ||
  (['aws:userid', 'aws:principalarn', 'aws:principalaccount', 'aws:principaltype'].includes(key) &&
    ['user', 'role-session', 'federated-user', 'root'].includes(principal.kind));

export function conditionSaid(test: ConditionTest, version: string, request: Request, values: Values): Said {
  const key = lower(test.key);
  const given = values(key);
  if (test.operator === 'Null') {
    const there = isThere(key, request) && !(given && given.length === 0);
    if (given === undefined && !there) return null;
    const absent = !there && (given === null || given === undefined || given.length === 0);
    return test.values.some((value) => (lower(value) === 'true') === absent);
  }
  const negated = test.operator.includes('Not');
  if (given === undefined) return null;
  if (given === null || given.length === 0) {
    if (test.ifExists || test.quantifier === 'all') return true;
    return test.quantifier === 'any' ? false : negated;
  }
  const base = test.operator.replace('Not', '');
  const one = (value: string): Said => {
    const said = some(test.values.map((wanted) => compared(base, wanted, value, version, values)));
    return said === null ? null : said !== negated;
  };
  const each = given.map(one);
  return test.quantifier === 'all' || (test.quantifier === null && negated) ? all(each) : some(each);
}

function compared(operator: string, wanted: string, given: string, version: string, values: Values): Said {
  const variables = version === '2012-10-17';
  if (operator === 'ArnEquals' || operator === 'ArnLike') {
    if (wanted === '*') return true;
    // A colon inside a variable's name parts nothing.
    const held = wanted.replace(/\$\{[^}]*\}/g, (variable) =>
      variables ? variable.replaceAll(':', '\0') : variable,
    );
    const parts = inSix(held).map((part) => part.replaceAll('\0', ':'));
    const its = inSix(given);
    const options = { wildcards: true, variables, colons: true };
    const signs = parts.map((part) => signsOf(part, options, values));
    if (signs.includes(null)) return signs.includes(undefined) ? null : false;
    if (signs.includes(undefined)) return null;
    return (
      parts.length === 6 && its.length === 6 && its.every((part, index) => tableMatch(signs[index]!, part))
    );
  }
  if (operator.startsWith('String') || operator === 'Bool') {
    const wildcards = operator === 'StringLike';
    const signs = signsOf(wanted, { wildcards, variables, colons: true }, values);
    if (!signs) return signs === undefined ? null : false;
    if (wildcards) return tableMatch(signs, given);
    const text = signs.map((sign) => ('is' in sign ? sign.is : '')).join('');
    if (operator === 'Bool') return ['true', 'false'].includes(lower(text)) && lower(text) === lower(given);
    return operator === 'StringEquals' ? text === given : lower(text) === lower(given);
  }
  if (operator === 'BinaryEquals') return wanted === given;
  if (operator === 'IpAddress') return inNetwork(wanted, given);
  const [a, b] = operator.startsWith('Date')
    ? [timeOf(given), timeOf(wanted)]
    : [numberOf(given), numberOf(wanted)];
  const order = operator.replace(/^(Date|Numeric)/, '');
  if (order === 'Equals') return a === b;
  if (order.startsWith('LessThan')) return a < b || (order.endsWith('Equals') && a === b);
  return a > b || (order.endsWith('Equals') && a === b);
}

const inSix = (text: string): string[] => {
  const pieces = text.split(':');
  return pieces.length > 6 ? [...pieces.slice(0, 5), pieces.slice(5).join(':')] : pieces;
};
const numberOf = (text: string): number =>
  /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
const timeOf = (text: string): number => (/^\d{5,}$/.test(text) ? Number(text) * 1000 : Date.parse(text));
function bitsOf(text: string): string | null {
  const bits = (parts: readonly string[], radix: number, size: number): string =>
    parts.map((part) => Number.parseInt(part, radix).toString(2).padStart(size, '0')).join('');
  if (/^\d+\.\d+\.\d+\.\d+$/.test(text)) return bits(text.split('.'), 10, 8);
  if (!/^[0-9a-f:]+$/.test(text)) return null;
  const [head = [], tail = []] = text
    .split('::')
    .map((side) => side.split(':').filter((part) => part !== ''));
  return bits(
    [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => '0'), ...tail],
    16,
    16,
  );
}
function inNetwork(wanted: string, given: string): boolean {
  const [network = '', length = '128'] = wanted.split('/');
  const [a, b] = [bitsOf(network), bitsOf(given)];
  return (
    a !== null &&
    b !== null &&
    a.length === b.length &&
    a.slice(0, Number(length)) === b.slice(0, Number(length))
  );
}

// Sets and the decision.

/** What statements of one effect say, by what the grant is worth. */
export interface Interpreted {
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny' | 'conditional';
}

const withoutPolicies = new Set(['service', 'anonymous', 'saml', 'web-identity']);

export function interpret(
  input: PolicyInput,
  request: Request,
  values: Values,
  resourceControlServices: ReadonlySet<string>,
): Interpreted {
  const { principal, action, resource } = request;
  const service = lower(action).split(':')[0]!;
  const trust =
    /^sts:(assumerole(withsaml|withwebidentity)?|tagsession|setsourceidentity|setcontext)$/i.test(action) &&
    /^arn:aws:iam::\d*:role\//.test(resource);
  const key = service === 'kms' && /^arn:aws:kms:[^:]*:\d*:key\//.test(resource);
  const hasBoundary = given(input.boundary);
  const root = principal.kind === 'root';
  const outside = withoutPolicies.has(principal.kind);

  const grant = (statement: Statement, document: PolicyDocument, kind: Grant | null): Said => {
    if (!actionSaid(statement, action)) return false;
    if (statement.principal) {
      const worth = grantSaid(statement.principal, request, hasBoundary, statement.effect === 'Deny');
      if (worth === null || (kind !== null && kind !== worth)) return false;
    }
    return all([
      resourceSaid(statement, resource, document, values),
      ...statement.conditions.map((test) => conditionSaid(test, document.version, request, values)),
    ]);
  };
  const saidBy = (
    policies: readonly ParsedPolicy[],
    effect: 'Allow' | 'Deny',
    kind: Grant | null = null,
  ): Said =>
    some(
      policies.flatMap(({ document }) =>
        (document?.statements ?? []).flatMap((statement) =>
          statement.effect === effect ? [grant(statement, document!, kind)] : [],
        ),
      ),
    );

  const rcp =
    request.resourceInManagementAccount ||
    principal.serviceLinked ||
    !resourceControlServices.has(service) ||
    lower(action) === 'kms:retiregrant'
      ? []
      : (input.resourceControl ?? []).map(({ policies }) => policies);
  const scp =
    principal.managementAccount || principal.serviceLinked || outside
      ? []
      : (input.serviceControl ?? []).map(({ policies }) => policies);
  const endpoint = given(input.endpoint) ? [input.endpoint!] : [];
  const own = (trust && given(input.trust) ? input.trust : input.resource) ?? [];
  const identity = input.identity ?? [];
  const boundary = input.boundary ?? [];
  const session = input.session ?? [];
  const personal = outside || root ? [] : [identity, boundary, session];

  const having = [...rcp, ...scp, ...endpoint, own, ...personal];
  const denied = some(having.map((policies) => saidBy(policies, 'Deny')));
  if (denied === true) return { decision: 'explicitDeny' };
  if (having.some((policies) => policies.some(({ document }) => document === null)))
    return { decision: 'implicitDeny' };

  const direct = saidBy(own, 'Allow', 'direct');
  const role = saidBy(own, 'Allow', 'role');
  const delegates = saidBy(own, 'Allow', 'delegates');
  const byIdentity = root ? true : saidBy(identity, 'Allow');
  const withinBoundary = root || boundary.length === 0 ? true : saidBy(boundary, 'Allow');
  const withinSession = root
    ? true
    : session.length > 0
      ? saidBy(session, 'Allow')
      : principal.kind !== 'federated-user';
  const owner = request.resourceAccount ?? (/^\d{12}$/.exec(resource.split(':')[4] ?? '')?.[0] || null);
  const cross = principal.account !== null && owner !== null && owner !== principal.account;
  const anyGrant = some([direct, role, delegates]);
  const granted = outside
    ? anyGrant
    : cross
      ? all([anyGrant, byIdentity, withinBoundary, withinSession])
      : some([
          direct,
          all([
            some([role, trust || key ? all([byIdentity, delegates]) : byIdentity]),
            withinBoundary,
            withinSession,
          ]),
        ]);
  const held = all([
    ...[...rcp, ...scp, ...endpoint].map((policies) => saidBy(policies, 'Allow')),
    !(root && trust),
    granted,
  ]);
  if (held === false) return { decision: 'implicitDeny' };
  return { decision: held === true && denied === false ? 'allowed' : 'conditional' };
}

const given = (policies: readonly ParsedPolicy[] | undefined): boolean => (policies?.length ?? 0) > 0;
