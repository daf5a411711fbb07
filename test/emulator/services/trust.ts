/** Enough of trust policies for test estates. Source: facts/sts-iam.md §2. */
import type { Caller, Document, Estate } from '../estate.ts';

interface Statement {
  readonly Effect?: string;
  readonly Action?: string | readonly string[];
  readonly Principal?:
    | '*'
    | { readonly AWS?: string | readonly string[]; readonly Federated?: string | readonly string[] };
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Values of condition keys, by key in small letters; what is undefined is absent. */
export type Context = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Who asks: signed keys, or the ARN of the identity provider that vouches for somebody. */
export type Asking = { readonly caller: Caller } | { readonly provider: string };

const list = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

/**
 * True where a role with this trust lets in who asks, for every one of the actions (`sts:AssumeRole`, `sts:TagSession`):
 * an account, a user, a role, a provider or everybody as principal, and all conditions known and met. An unknown
 * condition is not met; a Deny that applies decides.
 */
export function trusts(
  document: Document,
  asking: Asking,
  actions: readonly string[],
  context: Context,
): boolean {
  const statements = [document['Statement']].flat() as readonly Statement[];
  return actions.every((action) => {
    const applies = statements.filter(
      ({ Action, Principal, Condition }) =>
        list(Action).some((one) => ['*', 'sts:*', action].includes(one)) &&
        isNamed(Principal, asking) &&
        Object.entries(Condition ?? {}).every(([operator, keys]) =>
          Object.entries(keys).every(([key, wanted]) =>
            holds(operator, context[key.toLowerCase()], list(wanted)),
          ),
        ),
    );
    return applies.length > 0 && applies.every(({ Effect }) => Effect !== 'Deny');
  });
}

/** What every policy may ask about a caller. */
export function contextOf(caller: Caller, estate: Estate): Context {
  const organization = estate.organizations?.find(({ accounts }) =>
    accounts.some(({ Id }) => Id === caller.account),
  );
  return {
    'aws:principalorgid': organization?.organization.Id,
    'aws:principalaccount': caller.account,
    'aws:principalarn': roleArnOf(caller.arn),
    'aws:username': /:user\/(?:.*\/)?([^/]+)$/.exec(caller.arn)?.[1],
  };
}

function isNamed(principal: Statement['Principal'], asking: Asking): boolean {
  const everybody = principal === '*';
  if ('provider' in asking) return !everybody && list(principal?.Federated).includes(asking.provider);
  const { account, arn } = asking.caller;
  const named = everybody ? ['*'] : list(principal?.AWS);
  return [`arn:aws:iam::${account}:root`, account, arn, roleArnOf(arn), '*'].some((one) =>
    named.includes(one),
  );
}

/** The role's ARN of a role session (its path is lost); any other ARN as it is. */
const roleArnOf = (arn: string): string =>
  arn.replace(/^(arn:[^:]+):sts:(:\d{12}):assumed-role\/([^/]+)\/.*$/, '$1:iam:$2:role/$3');

const like = (pattern: string, value: string): boolean =>
  new RegExp(
    `^${pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(value);

const tests: Readonly<Record<string, (wanted: string, value: string) => boolean>> = {
  StringEquals: (wanted, value) => wanted === value,
  StringLike: like,
  ArnEquals: like,
  ArnLike: like,
  Bool: (wanted, value) => wanted.toLowerCase() === value,
  NumericLessThan: (wanted, value) => Number(value) < Number(wanted),
};

function holds(
  operator: string,
  value: string | readonly string[] | undefined,
  wanted: readonly string[],
): boolean {
  const [, set, name, ifExists] = /^(ForAnyValue:|ForAllValues:)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  if (name === 'Null') return wanted.includes(String(value === undefined));
  const test = tests[name ?? ''];
  if (!test) return false;
  if (value === undefined) return ifExists !== undefined || set === 'ForAllValues:';
  const meets = (one: string): boolean => wanted.some((want) => test(want, one));
  return set === 'ForAllValues:' ? list(value).every(meets) : list(value).some(meets);
}
