/** REST-JSON as Directory Service Data speaks it: the operation is the path's last part, DirectoryId stands in the query. */
import type { Protocol } from '../wire.ts';
import { jsonRefusals, parseJson } from './json.ts';

/** `paths`: operation → path, for every operation of the service. */
export function restJsonProtocol(paths: Readonly<Record<string, string>>): Protocol {
  const operations = new Map(Object.entries(paths).map(([operation, path]) => [path, operation]));
  const headers = (requestId: string) => ({
    'content-type': 'application/json',
    'x-amzn-requestid': requestId,
  });
  return {
    recognise({ method, url, body }) {
      const { pathname, searchParams } = new URL(url, 'http://emulator');
      const operation = operations.get(pathname);
      if (operation === undefined || method !== 'POST') return null;
      return { operation, input: () => ({ ...parseJson(body), ...Object.fromEntries(searchParams) }) };
    },
    reply: (_, output, requestId) => ({
      status: 200,
      headers: headers(requestId),
      body: JSON.stringify(output),
    }),
    error: ({ code, status, message, more }, requestId) => ({
      status,
      headers: { ...headers(requestId), 'x-amzn-errortype': code },
      body: JSON.stringify({ Message: message, ...more }),
    }),
    unknownOperation: 'UnknownOperationException',
    refusals: { ...jsonRefusals, status: 403 },
  };
}
