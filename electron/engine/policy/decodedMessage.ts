/** Reading what a person pasted: an encoded message, an error that holds one, or JSON that was decoded already. */
import { Fault } from '#contract/faults.ts';
import { authorizationMessageSchema } from '#contract/policy/authorizationMessage.ts';
import type { DecodedMessage } from '#contract/policy/decode.ts';
import { first } from '../estate/lists.ts';

export type Pasted =
  | { readonly kind: 'decoded'; readonly text: string }
  | { readonly kind: 'encoded'; readonly message: string };

/** Throws `sts.messageInvalid` where there is nothing that could be a message. */
export function pastedMessage(text: string): Pasted {
  const trimmed = text.trim();
  if (/^[{["]/.test(trimmed)) return { kind: 'decoded', text: trimmed };
  const within = /encoded (?:authorization failure )?message:?\s*([\w+/=-]+)/i.exec(trimmed)?.[1];
  const message = within ?? trimmed.replaceAll(/\s+/g, '');
  if (!/^[\w+/=.-]+$/.test(message)) throw new Fault('sts.messageInvalid', {});
  return { kind: 'encoded', message };
}

const unreadable = (path: string): Fault => new Fault('policy.messageUnreadable', { path });

/** JSON text, also inside the answer of the command line (`{"DecodedMessage": "…"}`). Throws `policy.messageUnreadable`. */
export function readMessage(text: string): DecodedMessage {
  const json = parsed(text, '$');
  const inner = isObject(json) && typeof json['DecodedMessage'] === 'string' ? json['DecodedMessage'] : json;
  const value = typeof inner === 'string' ? parsed(inner, 'DecodedMessage') : inner;
  const read = authorizationMessageSchema.safeParse(value);
  if (!read.success) throw unreadable(pathOf(read.error.issues[0]?.path));
  const { allowed, explicitDeny, matchedStatements, failures, context } = read.data;
  const { principal, action, resource, conditions } = context;
  return {
    allowed,
    explicitDeny,
    principal: { id: principal.id ?? null, name: principal.name ?? null, arn: principal.arn ?? null },
    action,
    resource,
    context: first(conditions).map(({ key, values }) => ({ key, values: first(values) })),
    matchedStatements: first(matchedStatements).map((statement) => ({
      sid: statement.statementId || null,
      effect: effectOf(statement.effect),
      actions: first(statement.actions),
      resources: first(statement.resources),
      text: JSON.stringify(statement, null, 2),
    })),
    failures: first(failures).map((one) => (typeof one === 'string' ? one : JSON.stringify(one, null, 2))),
    text: JSON.stringify(value, null, 2),
  };
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A parser's message quotes the text.
    throw unreadable(path);
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const effectOf = (text: string | null | undefined): 'Allow' | 'Deny' | null =>
  /^allow$/i.test(text ?? '') ? 'Allow' : /^deny$/i.test(text ?? '') ? 'Deny' : null;

/** Names that AWS gives alone: a name of the message itself tells of it. */
function pathOf(path: readonly PropertyKey[] | undefined): string {
  const names = (path ?? []).map(String).filter((name) => /^\d+$|^[A-Za-z]{1,32}$/.test(name));
  return names.length > 0 ? names.join('.') : '$';
}
