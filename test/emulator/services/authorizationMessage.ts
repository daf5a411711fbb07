/** Encoded authorization messages: text without meaning to whoever gets it, whole or not at all, good for some time. */
import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** What DecodeAuthorizationMessage gives, with lists as `{"items": […]}`. */
export interface AuthorizationMessage {
  readonly allowed: boolean;
  readonly explicitDeny: boolean;
  readonly matchedStatements: { readonly items: readonly object[] };
  readonly failures: { readonly items: readonly object[] };
  readonly context: object;
}

const digest = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest().subarray(0, 12);

export function encodedMessage(message: AuthorizationMessage, expires = '9999-12-31T00:00:00Z'): string {
  const body = deflateRawSync(JSON.stringify({ expires, message }));
  return Buffer.concat([digest(body), body]).toString('base64url');
}

/** JSON text; null: changed, cut short, or expired. */
export function decodedMessage(encoded: string, now: Date): string | null {
  if (!/^[\w-]+$/.test(encoded)) return null;
  const bytes = Buffer.from(encoded, 'base64url');
  const body = bytes.subarray(12);
  if (body.length === 0 || !digest(body).equals(bytes.subarray(0, 12))) return null;
  const { expires, message } = JSON.parse(inflateRawSync(body).toString()) as {
    expires: string;
    message: object;
  };
  return Date.parse(expires) > now.getTime() ? JSON.stringify(message) : null;
}

interface Denied {
  readonly principal: { readonly id: string; readonly arn: string; readonly name?: string };
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
  /** The Deny that matched; without one nothing allowed it. */
  readonly statement?: { readonly sid: string; readonly actions: readonly string[]; readonly resources: readonly string[] }; // prettier-ignore
}

const items = (values: readonly string[]) => ({ items: values.map((value) => ({ value })) });

/** A message as AWS writes it. */
export function refusal({
  principal,
  action,
  resource,
  context = {},
  statement,
}: Denied): AuthorizationMessage {
  const matched = statement && {
    statementId: statement.sid,
    effect: 'DENY',
    principals: items([principal.id]),
    principalGroups: { items: [] },
    actions: items(statement.actions),
    resources: items(statement.resources),
    conditions: { items: [] },
  };
  return {
    allowed: false,
    explicitDeny: matched !== undefined,
    matchedStatements: { items: matched ? [matched] : [] },
    failures: { items: [] },
    context: {
      principal,
      action,
      resource,
      conditions: { items: Object.entries(context).map(([key, values]) => ({ key, values: items(values) })) },
    },
  };
}
