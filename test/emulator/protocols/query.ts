/** The Query protocol of IAM and STS: form parameters in, XML out, lists as `member` elements. */
import type { Protocol, Refusals } from '../wire.ts';
import { parseForm } from './form.ts';
import { elements, escape } from './xml.ts';

export const queryRefusals: Refusals = {
  missing: 'MissingAuthenticationToken',
  incomplete: 'IncompleteSignature',
  unknownKey: 'InvalidClientTokenId',
  expired: 'ExpiredToken',
  signature: 'SignatureDoesNotMatch',
  status: 403,
};

export function queryProtocol(namespace: string, version: string): Protocol {
  const headers = (requestId: string) => ({ 'content-type': 'text/xml', 'x-amzn-requestid': requestId });
  return {
    recognise: (request) => recogniseForm(request.body, request.target, version),
    reply: (operation, output, requestId) => ({
      status: 200,
      headers: headers(requestId),
      body:
        `<${operation}Response xmlns="${namespace}">\n<${operation}Result>\n${elements(output, 'member')}\n</${operation}Result>\n` +
        `<ResponseMetadata>\n<RequestId>${requestId}</RequestId>\n</ResponseMetadata>\n</${operation}Response>\n`,
    }),
    error: ({ code, status, message }, requestId) => ({
      status,
      headers: headers(requestId),
      body:
        `<ErrorResponse xmlns="${namespace}">\n<Error>\n<Type>${status < 500 ? 'Sender' : 'Receiver'}</Type>\n<Code>${code}</Code>\n` +
        `<Message>${escape(message)}</Message>\n</Error>\n<RequestId>${requestId}</RequestId>\n</ErrorResponse>\n`,
    }),
    unknownOperation: 'InvalidAction',
    refusals: queryRefusals,
  };
}

/** By Action and Version. */
export function recogniseForm(
  body: string,
  target: string | undefined,
  version: string,
): ReturnType<Protocol['recognise']> {
  if (target !== undefined) return null;
  const params = new URLSearchParams(body);
  const operation = params.get('Action');
  if (params.get('Version') !== version || operation === null) return null;
  return { operation, input: () => parseForm(body) };
}
