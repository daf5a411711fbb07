/** The Query protocol of IAM and STS: form parameters in, XML out, lists as `member` elements. */
import { ServiceError } from './wire.ts';
import type { Reply } from './wire.ts';

export type Params = ReadonlyMap<string, string>;

export function parseForm(body: string): Params {
  return new Map(new URLSearchParams(body));
}

/** `Filter.member.1`, `Filter.member.2` … */
export function listOf(params: Params, name: string): string[] {
  const values: string[] = [];
  for (let at = 1; params.has(`${name}.member.${at}`); at++) values.push(params.get(`${name}.member.${at}`)!);
  return values;
}

export function required(params: Params, name: string): string {
  const value = params.get(name);
  if (value === undefined || value === '') {
    throw new ServiceError(
      'ValidationError',
      400,
      `1 validation error detected: Value at '${name}' failed to satisfy constraint: Member must not be null`,
    );
  }
  return value;
}

const escaped: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => escaped[character]!);

/** A value as elements: objects by their fields, arrays by `member`, undefined not at all. */
function elements(value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => `<member>${elements(one)}</member>`).join('');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .map(([name, one]) => `<${name}>${elements(one)}</${name}>`)
      .join('\n');
  }
  return escape(String(value as string | number | boolean));
}

const headers = (requestId: string) => ({ 'content-type': 'text/xml', 'x-amzn-requestid': requestId });

export function queryReply(namespace: string, operation: string, result: object, requestId: string): Reply {
  const body =
    `<${operation}Response xmlns="${namespace}">\n<${operation}Result>\n${elements(result)}\n</${operation}Result>\n` +
    `<ResponseMetadata>\n<RequestId>${requestId}</RequestId>\n</ResponseMetadata>\n</${operation}Response>\n`;
  return { status: 200, headers: headers(requestId), body };
}

export function queryError(namespace: string, error: ServiceError, requestId: string): Reply {
  const type = error.status < 500 ? 'Sender' : 'Receiver';
  const body =
    `<ErrorResponse xmlns="${namespace}">\n<Error>\n<Type>${type}</Type>\n<Code>${error.code}</Code>\n` +
    `<Message>${escape(error.message)}</Message>\n</Error>\n<RequestId>${requestId}</RequestId>\n</ErrorResponse>\n`;
  return { status: error.status, headers: headers(requestId), body };
}
