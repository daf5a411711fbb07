/** ListBuckets of S3: a signed GET, for which no SDK client is worth its weight. Source: Amazon S3 API Reference, "ListBuckets". */
import type { AwsCredentialIdentity } from '@smithy/types';
import { Fault } from '../contract/faults.ts';
import { partitionOfRegion } from '../domain/session/identity.ts';
import { askOver } from '../sts/http.ts';
import type { CallLimits } from '../sts/limits.ts';
import { checkedRegion } from '../sts/region.ts';
import { serviceUrl } from '../sts/serviceUrl.ts';
import { Sha256 } from './sha256.ts';

const name = { service: 's3', operation: 'ListBuckets' };
const most = 1000;

/** What hosts of a partition end with. Source: the SDKs' partitions. */
const suffixes: Readonly<Record<string, string>> = {
  'aws-cn': 'amazonaws.com.cn',
  'aws-iso': 'c2s.ic.gov',
  'aws-iso-b': 'sc2s.sgov.gov',
  'aws-iso-e': 'cloud.adc-e.uk',
  'aws-iso-f': 'csp.hci.ic.gov',
  'aws-eusc': 'amazonaws.eu',
};

/**
 * How many buckets the first page names, and whether there are more. AWS_ENDPOINT_URL(_S3) is honoured. Rejects with `aws.…`,
 * `input.invalid` (no Region), `job.cancelled`.
 */
export async function countBuckets(
  region: string,
  credentials: AwsCredentialIdentity,
  limits: CallLimits,
  signal: AbortSignal,
): Promise<{ readonly count: number; readonly more: boolean }> {
  const suffix = suffixes[partitionOfRegion(checkedRegion(region))] ?? 'amazonaws.com';
  const url = serviceUrl('S3', `https://s3.${region}.${suffix}/`);
  url.search = `?max-buckets=${most}`;
  const headers = await signed(url, region, credentials);
  const text = await askOver({ url, method: 'GET', headers }, name, limits, signal, readRefusal);
  if (!/<ListAllMyBucketsResult[\s>]/.test(text))
    throw new Fault('aws.malformedAnswer', { ...name, detail: 'no list of buckets in the answer' });
  return {
    count: text.match(/<Bucket>/g)?.length ?? 0,
    more: /<ContinuationToken>[^<]/.test(text),
  };
}

async function signed(url: URL, region: string, credentials: AwsCredentialIdentity) {
  const { SignatureV4 } = await import('@smithy/signature-v4');
  const signer = new SignatureV4({
    service: 's3',
    region,
    credentials,
    sha256: Sha256,
    // S3 signs paths as they are sent, and wants the digest of the body among the headers.
    uriEscapePath: false,
    applyChecksum: true,
  });
  const request = await signer.sign({
    method: 'GET',
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: { host: url.host },
  });
  // The host is the URL's own.
  const { host: _, ...headers } = request.headers;
  return headers;
}

/** `<Error><Code>AccessDenied</Code><Message>…`; a proxy's page has neither. */
function readRefusal({ status }: Response, text: string): { name: string; message: string } {
  const said = (element: string): string =>
    new RegExp(`<${element}>([^<]{0,2000})</${element}>`).exec(text)?.[1]?.replaceAll(/&\w+;/g, ' ') ?? '';
  return { name: said('Code') || `Http${status}`, message: said('Message') };
}
