/** Directory Service: AWS JSON 1.1. Source: facts/aws-directory-service.md §3. */
import { pageOf } from './paging.ts';
import { ServiceError } from './wire.ts';
import type { Asked, Reply } from './wire.ts';

const target = 'DirectoryService_20150416.';
const headers = (requestId: string) => ({
  'content-type': 'application/x-amz-json-1.1',
  'x-amzn-requestid': requestId,
});

/** The operation of an X-Amz-Target header; null where it is another service's. */
export function directoryOperation(header: string): string | null {
  return header.startsWith(target) ? header.slice(target.length) : null;
}

export function directoryError(error: ServiceError, requestId: string): Reply {
  const body = JSON.stringify({ __type: error.code, Message: error.message, RequestId: requestId });
  return { status: error.status, headers: { ...headers(requestId), 'x-amzn-errortype': error.code }, body };
}

export function answerDirectory(asked: Asked, body: string, requestId: string): Reply {
  const input = parse(body);
  if (asked.operation !== 'DescribeDirectories') throw new ServiceError('UnknownOperationException', 400, '');
  return {
    status: 200,
    headers: headers(requestId),
    body: JSON.stringify(describeDirectories(asked, input)),
  };
}

interface Input {
  readonly DirectoryIds?: readonly string[];
  readonly NextToken?: string;
  readonly Limit?: number;
}

function parse(body: string): Input {
  try {
    return JSON.parse(body) as Input;
  } catch {
    throw new ServiceError('SerializationException', 400, 'not JSON');
  }
}

function describeDirectories({ account, region, options }: Asked, input: Input): object {
  const all = account.directories[region] ?? [];
  const wanted = input.DirectoryIds ?? [];
  const missing = wanted.find((id) => all.every(({ DirectoryId }) => DirectoryId !== id));
  if (missing !== undefined) {
    throw new ServiceError(
      'EntityDoesNotExistException',
      400,
      `Directory ${missing} does not exist in Region ${region}.`,
    );
  }
  const chosen = wanted.length === 0 ? all : all.filter(({ DirectoryId }) => wanted.includes(DirectoryId));
  const size = Math.min(options.pageSize, input.Limit || 1000);
  const page = pageOf(
    `directories ${account.id} ${region}`,
    chosen,
    input.NextToken,
    size,
    options.emptyFirstPage,
  );
  if (!page) throw new ServiceError('InvalidNextTokenException', 400, 'The NextToken value is not valid.');
  return { DirectoryDescriptions: page.items, ...(page.next === null ? {} : { NextToken: page.next }) };
}
