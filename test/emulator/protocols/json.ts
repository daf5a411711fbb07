/** AWS JSON 1.1: one path, the operation in X-Amz-Target, times as seconds since 1970. */
import { ServiceError } from '../wire.ts';
import type { Input, Protocol, Refusals } from '../wire.ts';

export const jsonRefusals: Refusals = {
  missing: 'MissingAuthenticationTokenException',
  incomplete: 'IncompleteSignatureException',
  unknownKey: 'UnrecognizedClientException',
  expired: 'ExpiredTokenException',
  signature: 'InvalidSignatureException',
  status: 400,
};

/** `target` as in `DirectoryService_20150416.DescribeDirectories`, up to the point. */
export function jsonProtocol(target: string): Protocol {
  const type = 'application/x-amz-json-1.1';
  const headers = (requestId: string) => ({ 'content-type': type, 'x-amzn-requestid': requestId });
  return {
    recognise({ target: asked, body }) {
      if (!asked?.startsWith(`${target}.`)) return null;
      return { operation: asked.slice(target.length + 1), input: () => parseJson(body) };
    },
    reply: (_, output, requestId) => ({
      status: 200,
      headers: headers(requestId),
      body: JSON.stringify(output),
    }),
    error: ({ code, status, message, more }, requestId) => ({
      status,
      headers: { ...headers(requestId), 'x-amzn-errortype': code },
      body: JSON.stringify({ __type: code, Message: message, RequestId: requestId, ...more }),
    }),
    unknownOperation: 'UnknownOperationException',
    refusals: jsonRefusals,
  };
}

export function parseJson(body: string): Input {
  try {
    return (body === '' ? {} : JSON.parse(body)) as Input;
  } catch {
    throw new ServiceError('SerializationException', 400, 'not JSON');
  }
}
