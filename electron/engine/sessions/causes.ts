/** Why a request for a session was refused, by what the open workspace knows of it. */
import type { z } from 'zod';
import { Fault, faultParams } from '#contract/faults.ts';
import type { FaultCode } from '#contract/faults.ts';
import type { causeSchema } from '#contract/sessions/session.ts';
import { isOwnGap } from '#domain/access/policyGaps.ts';
import { parsedOf } from '#domain/access/organizationSets.ts';
import { organizationOf } from '#domain/access/subjectOf.ts';
import { EstateIndex } from '#domain/mapping/estateIndex.ts';
import type { PolicyInput } from '#domain/policy/evaluate/sets.ts';
import { callerTold } from '#domain/session/causesOfPolicies.ts';
import { causesOf } from '#domain/session/causes.ts';
import type { KnownOfRefusal } from '#domain/session/causes.ts';
import { arnParts, callerOf, roleArnsOfSession, signerOf } from '#domain/session/identity.ts';
import type { Caller } from '#domain/session/identity.ts';
import { roleArnOf, sourceOf } from '#domain/session/request.ts';
import type { SessionRequest, Source } from '#domain/session/request.ts';
import { refusalKind } from '#sts/refusalOf.ts';
import type { Engine } from '../engine.ts';
import { estateViews, onceFor } from '../estate/views.ts';
import type { EstateViews } from '../estate/views.ts';
import { knownSubject } from '../policy/subject.ts';
import { subjectOfArn } from '../policy/subjectOfArn.ts';
import { identity } from './identity.ts';
import { orGivenUp } from './orGivenUp.ts';
import { sessionPoliciesOf } from './sessionPolicies.ts';

interface Asked {
  readonly request: SessionRequest;
  /** What the request ended with: a fault's code and its detail. */
  readonly code: string;
  readonly detail: string;
}

type Told = z.infer<typeof causeSchema>;

/** Whoever signed is asked for no longer than that: without an answer the causes are fewer. */
const callerMs = 5_000;

/** Certain ones first. What is not known, or stands in no open workspace, leads to none. */
export async function causes(engine: Engine, asked: Asked, signal?: AbortSignal): Promise<Told[]> {
  const { request, code, detail } = asked;
  const views = await estateViews(engine).catch((error: unknown) => {
    // What cannot be read is not known either.
    if (error instanceof Fault) return null;
    throw error;
  });
  const caller = await callerOfRequest(engine, asked, signal);
  const index = views && indexOf(views);
  const kind = Object.hasOwn(faultParams, code) ? refusalKind(code as FaultCode) : 'other';
  const known: KnownOfRefusal = {
    ...signerOf(keyStart(sourceOf(request)), caller),
    caller,
    ...(index && ofRole(index, request)),
    ...(views && index && caller && (await ofCaller(engine, views, index, request, caller))),
  };
  return causesOf({ kind, detail }, request, known).map((cause) => ({
    ...cause,
    params: { ...cause.params },
  }));
}

const indexOf = onceFor((views) => new EstateIndex(views.all));

/** What key ids of a source begin with; null = not known. */
const keyStart = (source: Source | null): string | null =>
  source?.kind === 'session' ? 'ASIA' : source?.kind === 'accessKey' ? 'AKIA' : null;

/** By AWS's sentence, by what is kept of the source, or else by asking AWS; null = nobody signed, or nobody knows. */
async function callerOfRequest(
  engine: Engine,
  { request, detail }: Asked,
  signal: AbortSignal | undefined,
): Promise<Caller | null> {
  const source = sourceOf(request);
  if (!source) return null;
  const arn = callerTold(detail) ?? keptArn(engine, source);
  const account = arnParts(arn ?? '')?.account;
  if (arn !== null && account) return callerOf({ arn, userId: '', account });
  const limit = AbortSignal.timeout(callerMs);
  const until = signal ? AbortSignal.any([signal, limit]) : limit;
  const { sts, sessions } = engine;
  const parts = { sts, sessions, accountAlias: () => Promise.resolve(null) };
  // The keychain may ask its user first, which knows no signal.
  const answer = orGivenUp(identity(parts, { source, region: request.region }, until), until);
  return answer.then(callerOf, () => null);
}

function keptArn({ store }: Engine, source: Source): string | null {
  if (source.kind === 'profile') return null;
  if (source.kind === 'accessKey')
    return store.accessKeys().find(({ id }) => id === source.id)?.userArn ?? null;
  return store.sessions().find(({ id }) => id === source.id)?.arn ?? null;
}

/** The role that was asked for, and what stands beside it in its account. */
function ofRole(index: EstateIndex, request: SessionRequest): KnownOfRefusal {
  const arn = roleArnOf(request);
  const account = arnParts(arn ?? '')?.account ?? '';
  if (arn === null) return {};
  const roles = index.roles(account);
  return {
    role: index.role(arn)?.value ?? null,
    roleArns: roles.state === 'read' ? index.allRoles().map(({ value }) => value.arn) : null,
    providers: providersOf(index, account, request),
  };
}

function providersOf(index: EstateIndex, account: string, { kind }: SessionRequest): string[] | null {
  if (kind === 'saml') {
    const saml = index.providers(account);
    return saml.state === 'read' ? saml.values.map(({ arn }) => arn) : null;
  }
  const open = index.roles(account).estate?.facts.openIdProviders;
  if (open?.state !== 'read') return null;
  return open.value.flatMap((one) => (one.account === account ? [one.arn] : []));
}

/** What bears on who signed: policies, boundary, organization, and what a session of ours was cut by. */
async function ofCaller(
  engine: Engine,
  views: EstateViews,
  index: EstateIndex,
  request: SessionRequest,
  caller: Caller,
): Promise<KnownOfRefusal> {
  const roles = index.allRoles().map(({ value }) => value.arn);
  const [callerRoleArn = null, another] = roleArnsOfSession(caller, roles);
  const subject = subjectOfArn(views, caller.arn);
  if (typeof subject === 'string') return {};
  const { policies, estates } = await knownSubject(engine, subject);
  const { gaps, input } = policies;
  // A principal is of an estate.
  const { membership } = organizationOf(estates!, caller.account);
  const own = gaps.some(isOwnGap) ? null : input;
  return {
    callerRoleArn: another === undefined ? callerRoleArn : null,
    callerPolicies: own && {
      ...withoutUnread(own, gaps),
      ...ofTarget(estates, request),
      ...ofSource(engine, request, estates),
    },
    organization:
      membership.state === 'member'
        ? membership.organization.managementAccountId === caller.account
          ? 'managementAccount'
          : 'member'
        : membership.state === 'none'
          ? 'none'
          : null,
  };
}

type Subject = Awaited<ReturnType<typeof knownSubject>>;

const unreadControl: ReadonlySet<string> = new Set([
  'organizationNotRead',
  'accountNotInOrganization',
  'serviceControlNotRead',
]);

/** Service control policies that nobody read are not ones that there are not. */
function withoutUnread(
  { identity: own, boundary, serviceControl }: PolicyInput,
  gaps: Subject['policies']['gaps'],
): PolicyInput {
  const unread = gaps.some(({ code }) => unreadControl.has(code));
  return {
    ...(own ? { identity: own } : {}),
    ...(boundary ? { boundary } : {}),
    ...(serviceControl && !unread ? { serviceControl } : {}),
  };
}

/** Resource control policies are those of the account of the role that is taken. */
function ofTarget(estates: Subject['estates'], request: SessionRequest): PolicyInput {
  const account = arnParts(roleArnOf(request) ?? '')?.account;
  if (!estates || !account) return {};
  const { gaps, levels } = organizationOf(estates, account).resourceControl;
  return gaps.length > 0 ? {} : { resourceControl: levels };
}

function ofSource({ store }: Engine, request: SessionRequest, estates: Subject['estates']): PolicyInput {
  const source = sourceOf(request);
  const stored = source?.kind === 'session' ? store.sessions().find(({ id }) => id === source.id) : undefined;
  if (!stored) return {};
  const { documents, gaps } = sessionPoliciesOf(stored.request, estates);
  if (documents.length === 0 || gaps.length > 0) return {};
  return { session: documents.map(({ text }) => parsedOf(text, 'session')) };
}
