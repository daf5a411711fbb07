/**
 * Whether a role may do what somebody else may not. Found by asking both: requests are made of what the role's own statements
 * allow, so that each example is one that the role certainly may make. Where none is found nothing is proved by that.
 */
import { decide } from '../evaluate/decide.ts';
import type { Rules } from '../evaluate/decide.ts';
import type { CompiledStatement } from '../compile/statement.ts';
import { isDenied, ownSide, requestOf } from './asked.ts';
import type { Asker } from './asked.ts';
import type { ReachState } from './codes.ts';
import { splitArn } from '../pattern/resource.ts';
import { concrete, exampleOf } from './probes.ts';
import { allWithin } from './within.ts';

export interface Reach {
  readonly state: ReachState;
  readonly asked: number;
  readonly examples: readonly { readonly action: string; readonly resource: string }[];
}

/** What the service data knows of actions. */
export interface KnownActions {
  /** Names that a pattern takes in. */
  readonly matching: (pattern: string) => readonly string[];
  /** ARNs of the kinds of resources that an action touches, as the data writes them; empty: it names none. */
  readonly kindsOf: (action: string) => readonly string[];
}

const mostAsked = 2_000;
const mostExamples = 10;
const mostOfPattern = 60;

/** What is asked first: what people look for when they look for more rights. */
const telling = [
  'iam:CreateAccessKey',
  'iam:AttachRolePolicy',
  'iam:PutRolePolicy',
  'iam:UpdateAssumeRolePolicy',
  'iam:CreateUser',
  'sts:AssumeRole',
  'secretsmanager:GetSecretValue',
  'ssm:GetParameter',
  'kms:Decrypt',
  's3:GetObject',
  's3:PutObject',
  's3:DeleteObject',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'ec2:RunInstances',
  'ec2:TerminateInstances',
  'lambda:InvokeFunction',
  'lambda:UpdateFunctionCode',
  'rds:DeleteDBInstance',
  'cloudformation:CreateStack',
  'logs:DeleteLogGroup',
  'organizations:LeaveOrganization',
] as const;

export function reachBeyond(role: Asker, other: Asker, known: KnownActions, rules: Rules): Reach {
  if (allWithin(role, other)) return { state: 'notMore', asked: 0, examples: [] };
  const [ofRole, ofOther] = [ownSide(role), ownSide(other)];
  const examples: Reach['examples'][number][] = [];
  const told = new Set<string>();
  let asked = 0;
  for (const { action, resource } of requestsOf(role, known)) {
    if (asked >= mostAsked || examples.length >= mostExamples) break;
    if (told.has(action)) continue;
    asked++;
    if (decide(ofRole, requestOf(role, action, resource, null), rules).decision !== 'allowed') continue;
    if (!isDenied(decide(ofOther, requestOf(other, action, resource, null), rules).decision)) continue;
    told.add(action);
    examples.push({ action, resource });
  }
  return { state: examples.length > 0 ? 'more' : 'none', asked, examples };
}

/** The telling ones of all statements before the rest of any. */
function* requestsOf(
  role: Asker,
  known: KnownActions,
): Generator<{ action: string; resource: string }, void> {
  const allows = (role.sets.identity?.set.statements ?? []).filter(({ denies }) => !denies);
  for (const statement of allows)
    for (const action of telling) if (takesIn(statement, action)) yield* of(role, statement, action, known);
  for (const statement of allows)
    for (const action of actionsOf(statement, known)) yield* of(role, statement, action, known);
}

function takesIn({ matchesAction }: CompiledStatement, action: string): boolean {
  const [service = '', name = ''] = action.toLowerCase().split(':');
  return matchesAction(service, name);
}

/** Spread over all that fit, so that one service's first letters are not all that is asked. */
function actionsOf(statement: CompiledStatement, { matching }: KnownActions): string[] {
  const { action } = statement.statement;
  const patterns = action.negated ? ['*'] : action.patterns;
  return patterns.flatMap((pattern) => {
    const all = matching(pattern);
    const step = Math.max(1, Math.floor(all.length / mostOfPattern));
    return all.filter((name, at) => at % step === 0 && takesIn(statement, name)).slice(0, mostOfPattern);
  });
}

function* of(
  role: Asker,
  { statement: { resource } }: CompiledStatement,
  action: string,
  { kindsOf }: KnownActions,
) {
  if (!resource || resource.negated || resource.patterns.includes('*')) {
    const kinds = kindsOf(action);
    if (kinds.length === 0) yield { action, resource: '*' };
    // Whoever may all of a kind by its ARN may not `*`, and lacks nothing.
    for (const kind of kinds) yield { action, resource: resourceOf(kind, role) };
  } else
    for (const pattern of resource.patterns.slice(0, 5)) {
      const found = concrete(pattern, role, '*', action);
      if (found !== null) yield { action, resource: found };
    }
}

/** One of a kind, which no policy names. */
function resourceOf(kind: string, { principal }: Asker): string {
  const partition = splitArn(principal.arn ?? '')[1] || 'aws';
  const template = kind
    .replaceAll('${Partition}', '{partition}')
    .replaceAll('${Region}', '{region}')
    .replaceAll('${Account}', '{account}')
    .replaceAll(/\$\{[^}]*\}|\*/g, 'treeline-example');
  return exampleOf(template, partition, principal.account);
}
