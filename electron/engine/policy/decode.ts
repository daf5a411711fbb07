/** Authorization messages: what AWS says it decided, and what the engine says of the same request. */
import type { z } from 'zod';
import { Fault } from '#contract/faults.ts';
import type { DecodedMessage, decodeProcedures, Decoded, FoundStatement } from '#contract/policy/decode.ts';
import type { AskAnswer } from '#contract/policy/place.ts';
import { documentId } from '#domain/access/subjectPolicies.ts';
import type { Statement } from '#domain/policy/document.ts';
import type { Engine } from '../engine.ts';
import { first } from '../estate/lists.ts';
import { estateViews } from '../estate/views.ts';
import { ask } from './ask.ts';
import { pastedMessage, readMessage } from './decodedMessage.ts';
import { knownSubject } from './subject.ts';
import type { KnownSubject } from './subject.ts';
import { subjectOfArn } from './subjectOfArn.ts';

type Input = z.infer<typeof decodeProcedures.decode.input>;

/** Throws `sts.messageInvalid`, `policy.messageUnreadable`, `session.notFound`, `vault.…`, `aws.…`. */
export async function decodeMessage(engine: Engine, input: Input, signal?: AbortSignal): Promise<Decoded> {
  const pasted = pastedMessage(input.message);
  const text =
    pasted.kind === 'decoded'
      ? pasted.text
      : await decodedBySts(engine, { ...input, message: pasted.message }, signal);
  const message = readMessage(text);
  return { source: pasted.kind === 'decoded' ? 'given' : 'sts', ...(await joined(engine, message)) };
}

/** Signed with a session's keys, or else with a profile. The Region: as asked for, or else the session's, the profile's, the environment's. */
async function decodedBySts(
  { sessions, sts }: Engine,
  { sessionId, message, profile, region }: Input,
  signal?: AbortSignal,
): Promise<string> {
  if (sessionId === null) return sts.decodeMessage({ message, profile, region }, null, signal);
  const own = sessions.at(sessionId).request.region;
  const keys = await sessions.freshKeys(sessionId, 'asked');
  return sts.decodeMessage({ message, profile: null, region: region ?? own }, keys, signal);
}

const actionName = /^[^:\s*?]+:[^:\s*?]+$/;

/** What the workspace says of it. Without a workspace there is only what AWS says. */
export async function joined(engine: Engine, message: DecodedMessage): Promise<Omit<Decoded, 'source'>> {
  const views = await estateViews(engine).catch(withoutWorkspace);
  const found = subjectOfArn(views, message.principal.arn);
  const none = { message, subject: null, answer: null, agrees: null, decided: [], matched: [] };
  if (typeof found === 'string') return { ...none, gap: found };
  if (!actionName.test(message.action) || message.resource === '')
    return { ...none, subject: found, gap: 'actionUnknown' };
  const known = await knownSubject(engine, found);
  const answer = await ask(engine, {
    subject: found,
    action: message.action,
    resource: message.resource,
    context: Object.fromEntries([
      ...(message.principal.id === null ? [] : [['aws:userid', [message.principal.id]]]),
      ...message.context.map(({ key, values }) => [key, values]),
    ]) as Record<string, string[]>,
    // AWS tells keys of the service; of the global ones not every one.
    unknownContext: 'unknown',
  });
  return {
    message,
    subject: found,
    gap: null,
    answer,
    agrees: answer.decision === 'conditional' ? null : answer.decision === saidBy(message),
    decided: decidedBy(answer, known),
    matched: message.matchedStatements.map((statement) => sameAs(statement, known)),
  };
}

export function withoutWorkspace(error: unknown): null {
  if (error instanceof Fault && error.code === 'workspace.none') return null;
  throw error;
}

const saidBy = ({ allowed, explicitDeny }: DecodedMessage): AskAnswer['decision'] =>
  allowed ? 'allowed' : explicitDeny ? 'explicitDeny' : 'implicitDeny';

/** Statements whose effect is the decision's; nothing decided where none allowed. */
export function decidedBy(answer: AskAnswer, known: KnownSubject): FoundStatement[] {
  const effect = answer.decision === 'allowed' ? 'Allow' : answer.decision === 'explicitDeny' ? 'Deny' : null;
  const names = new Map([
    ...known.policies.documents.map(
      ({ use, level, index, name }) => [documentId(use, level, index), name] as const,
    ),
    ...answer.documents.map(({ id, name }) => [id, name] as const),
  ]);
  return first(
    answer.sets.flatMap(({ statements }) =>
      statements.flatMap((statement): FoundStatement[] => {
        const { document, path, sid } = statement;
        if (effect === null || statement.effect !== effect || statement.result !== 'true') return [];
        return [{ document, documentName: names.get(document) ?? document, path, sid, effect }];
      }),
    ),
  );
}

/** AWS tells a statement by its Sid and by what it holds, and not by its policy. */
function sameAs(told: DecodedMessage['matchedStatements'][number], known: KnownSubject): FoundStatement[] {
  const same = ({ sid, effect, action, resource }: Statement): boolean =>
    (told.effect === null || told.effect === effect) &&
    (told.sid === null || told.sid === sid) &&
    alike(told.actions, action.negated ? [] : action.patterns, true) &&
    alike(told.resources, resource === null || resource.negated ? [] : resource.patterns, false);
  return first(
    known.policies.documents.flatMap(({ use, level, index, name, parsed }) =>
      (parsed.document?.statements ?? []).flatMap((statement): FoundStatement[] => {
        const { path, sid, effect } = statement;
        if (use === 'trust' || !same(statement)) return [];
        return [{ document: documentId(use, level, index), documentName: name, path, sid, effect }];
      }),
    ),
  );
}

/** The same patterns in any order; where AWS tells none, nothing is held against it. */
function alike(told: readonly string[], written: readonly string[], anyCase: boolean): boolean {
  if (told.length === 0) return true;
  const as = (texts: readonly string[]) =>
    [...new Set(texts.map((text) => (anyCase ? text.toLowerCase() : text)))].toSorted().join('\n');
  return as(told) === as(written);
}
