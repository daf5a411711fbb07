/** REST-JSON where method and path name the operation, as the access portal and its sign-in speak it. */
import { ServiceError } from '../wire.ts';
import type { Protocol } from '../wire.ts';
import { jsonRefusals, parseJson } from './json.ts';

/**
 * `routes`: operation → `POST /token`. Parameters stand in the query and the body; the bearer token is `accessToken`.
 * `bodyOf`: how the service writes an error.
 */
export function pathProtocol(
  routes: Readonly<Record<string, string>>,
  bodyOf: (error: ServiceError) => object,
): Protocol {
  const operations = new Map(Object.entries(routes).map(([operation, route]) => [route, operation]));
  const headers = (requestId: string) => ({
    'content-type': 'application/json',
    'x-amzn-requestid': requestId,
  });
  return {
    recognise({ method, url, body, bearer }) {
      const { pathname, searchParams } = new URL(url, 'http://emulator');
      const operation = operations.get(`${method} ${pathname}`);
      if (operation === undefined) return null;
      const token = bearer === undefined ? {} : { accessToken: bearer };
      return {
        operation,
        input: () => ({ ...parseJson(body), ...Object.fromEntries(searchParams), ...token }),
      };
    },
    reply: (_, output, requestId) => ({
      status: 200,
      headers: headers(requestId),
      body: JSON.stringify(output),
    }),
    error: (error, requestId) => ({
      status: error.status,
      headers: { ...headers(requestId), 'x-amzn-errortype': error.code },
      body: JSON.stringify(bodyOf(error)),
    }),
    unknownOperation: 'UnknownOperationException',
    refusals: jsonRefusals,
  };
}
