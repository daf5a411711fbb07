/** EC2's own Query protocol: the output stands in the response element itself, lists are `item` elements. */
import type { Protocol } from '../wire.ts';
import { queryRefusals, recogniseForm } from './query.ts';
import { elements, escape } from './xml.ts';

export function ec2Protocol(version: string): Protocol {
  const namespace = `http://ec2.amazonaws.com/doc/${version}/`;
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  const headers = (requestId: string) => ({
    'content-type': 'text/xml;charset=UTF-8',
    'x-amzn-requestid': requestId,
  });
  return {
    recognise: (request) => recogniseForm(request.body, request.target, version),
    reply: (operation, output, requestId) => ({
      status: 200,
      headers: headers(requestId),
      body: `${declaration}<${operation}Response xmlns="${namespace}">\n<requestId>${requestId}</requestId>\n${elements(output, 'item')}\n</${operation}Response>\n`,
    }),
    error: ({ code, status, message }, requestId) => ({
      status,
      headers: headers(requestId),
      body: `${declaration}<Response><Errors><Error><Code>${code}</Code><Message>${escape(message)}</Message></Error></Errors><RequestID>${requestId}</RequestID></Response>\n`,
    }),
    unknownOperation: 'InvalidAction',
    refusals: {
      ...queryRefusals,
      missing: 'MissingParameter',
      unknownKey: 'AuthFailure',
      expired: 'RequestExpired',
    },
  };
}
