import { profileEndpoint } from '../../sts/endpoint.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where the Directory Service Data API of a Region is asked: what the environment names, then the profile, as the AWS SDKs
 * and Tools Reference Guide orders them ("Service-specific endpoints"); else the service's own host.
 */
export async function directoryDataEndpoint(
  profile: string | null,
  region: string,
  env: Environment = process.env,
): Promise<URL> {
  const ignored = env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] === 'true';
  const named = ignored
    ? undefined
    : env['AWS_ENDPOINT_URL_DIRECTORY_SERVICE_DATA'] || env['AWS_ENDPOINT_URL'] || undefined;
  const configured =
    named ??
    (await profileEndpoint(profile ?? env['AWS_PROFILE'] ?? 'default', 'Directory Service Data', env));
  return new URL(configured ?? `https://ds-data.${region}.${suffixOf(region)}`);
}

/** Of the partition that the Region stands in. */
const suffixOf = (region: string): string =>
  region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
