/** What the options of `treeline sts` ask for: pure, so that a table can hold it. */
import { Fault } from '#contract/faults.ts';
import type { LimitField } from '#domain/session/limitCodes.ts';
import { problemsOf, type KnownOfRequest, type LimitProblem } from '#domain/session/limits.ts';
import type { SessionRequest, Source, Tag } from '#domain/session/request.ts';
import { type Options, textOption, type Values } from '../../command.ts';
import { limitText } from '../../sessionWords.ts';

export const takeOperations = [
  'assume-role',
  'assume-role-with-saml',
  'assume-role-with-web-identity',
  'get-session-token',
  'get-federation-token',
] as const;
export type TakeOperation = (typeof takeOperations)[number];

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;

const sourceOptions = { profile: text, 'source-session': text, 'access-key': text };
const boundOptions = { policy: text, 'policy-arn': texts };
const mfaOptions = { 'mfa-serial': text, 'mfa-code': text };
/** How the session is kept, and what else may be done with the request. */
const keepOptions = {
  name: text,
  group: text,
  'keep-fresh': flag,
  region: text,
  duration: text,
  workspace: text,
  'copy-as': text,
};

/** Which options each operation takes. */
export const optionsOf = {
  'assume-role': {
    ...sourceOptions,
    ...mfaOptions,
    ...boundOptions,
    'role-arn': text,
    'session-name': text,
    'external-id': text,
    tag: texts,
    'transitive-tag': texts,
    'source-identity': text,
    ...keepOptions,
  },
  'assume-role-with-saml': {
    'role-arn': text,
    'principal-arn': text,
    'identity-provider': text,
    ...boundOptions,
    ...keepOptions,
  },
  'assume-role-with-web-identity': {
    'role-arn': text,
    'session-name': text,
    ...boundOptions,
    ...keepOptions,
  },
  'get-session-token': { ...sourceOptions, ...mfaOptions, ...keepOptions },
  'get-federation-token': {
    ...sourceOptions,
    ...boundOptions,
    'user-name': text,
    tag: texts,
    ...keepOptions,
  },
} as const satisfies Readonly<Record<TakeOperation, Options>>;

/** What stands in no option alone: names looked up, files read. */
export interface Given {
  readonly source: Source;
  /** Text of the `--policy` file. */
  readonly policy: string | null;
  /** Id of an identity provider. */
  readonly identityProvider: string | null;
  readonly region: string;
}

export const wrong = (detail: string): Fault => new Fault('usage.invalid', { detail });

const everywhere = new Set(['json', 'progress', 'help']);

/** Every option that was given has to be one of the operation's. */
export function checkOptions(operation: string, allowed: Options, values: Values): void {
  const odd = Object.keys(values).find((name) => !Object.hasOwn(allowed, name) && !everywhere.has(name));
  if (odd !== undefined) throw wrong(`--${odd} is not for ${operation}.`);
}

export function requestOf(operation: TakeOperation, values: Values, given: Given): SessionRequest {
  const { source, policy, region } = given;
  const asked = { region, durationSeconds: durationOf(values) };
  const bounds = { policy, policyArns: listOption(values, 'policy-arn') };
  const roleArn = textOption(values, 'role-arn') ?? '';
  const sessionName = textOption(values, 'session-name') ?? 'treeline';
  switch (operation) {
    case 'assume-role':
      return {
        kind: 'role',
        source,
        roleArn,
        sessionName,
        externalId: textOption(values, 'external-id'),
        tags: tagsOf(values),
        transitiveTagKeys: listOption(values, 'transitive-tag'),
        sourceIdentity: textOption(values, 'source-identity'),
        mfaSerial: textOption(values, 'mfa-serial'),
        ...asked,
        ...bounds,
      };
    case 'assume-role-with-saml': {
      const principalArn = textOption(values, 'principal-arn') ?? '';
      const { identityProvider } = given;
      return { kind: 'saml', identityProvider, roleArn, principalArn, ...asked, ...bounds };
    }
    case 'assume-role-with-web-identity':
      return { kind: 'webIdentity', roleArn, sessionName, ...asked, ...bounds };
    case 'get-session-token':
      return { kind: 'sessionToken', source, mfaSerial: textOption(values, 'mfa-serial'), ...asked };
    case 'get-federation-token': {
      const userName = textOption(values, 'user-name') ?? '';
      return { kind: 'federationToken', source, userName, tags: tagsOf(values), ...asked, ...bounds };
    }
  }
}

export function listOption(values: Values, name: string): string[] {
  const given = values[name];
  const list = (Array.isArray(given) ? given : given === undefined ? [] : [given]).map(String);
  if (list.includes('')) throw wrong(`--${name} is empty.`);
  return list;
}

/** `--tag Key=Value`: the first equals sign ends the key, and the value may be empty. */
const tagsOf = (values: Values): Tag[] =>
  listOption(values, 'tag').map((given) => {
    const at = given.indexOf('=');
    if (at < 1) throw wrong(`--tag takes KEY=VALUE, not "${given}".`);
    return { key: given.slice(0, at), value: given.slice(at + 1) };
  });

function durationOf(values: Values): number | null {
  const given = textOption(values, 'duration');
  if (given === null) return null;
  // AWS's own limits are told with all the others.
  if (!/^\d{1,9}$/.test(given)) throw wrong(`--duration takes a number of seconds, not "${given}".`);
  return Number(given);
}

/** What to call a session where nobody says. */
export function nameOf(operation: TakeOperation, values: Values): string {
  const named = textOption(values, 'name');
  const of = textOption(values, 'role-arn')?.split('/').at(-1) || textOption(values, 'user-name');
  const name = named ?? (of || operation.replace('get-', ''));
  if (name.length > 64) {
    if (named !== null) throw wrong('--name takes 1 to 64 characters.');
    return name.slice(0, 64);
  }
  return name;
}

const optionOfField: Readonly<Record<LimitField, string>> = {
  source: '--profile, --source-session, --access-key',
  region: '--region',
  roleArn: '--role-arn',
  principalArn: '--principal-arn',
  sessionName: '--session-name',
  userName: '--user-name',
  externalId: '--external-id',
  sourceIdentity: '--source-identity',
  durationSeconds: '--duration',
  policy: '--policy',
  policyArns: '--policy-arn',
  tags: '--tag',
  transitiveTagKeys: '--transitive-tag',
  mfaSerial: '--mfa-serial',
  account: '--account',
  roleName: '--role',
};

const said = (problem: LimitProblem): string => `${optionOfField[problem.field]}: ${limitText(problem)}`;

/** Throws `usage.invalid` with all that AWS would refuse; answers with what works and may disappoint. */
export function checkLimits(request: SessionRequest, known: KnownOfRequest): string[] {
  const problems = problemsOf(request, known);
  const refused = problems.filter(({ severity }) => severity === 'error');
  if (refused.length > 0) throw wrong(refused.map(said).join(' '));
  return problems.map(said);
}
