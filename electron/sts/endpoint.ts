/**
 * The `endpoint_url` that a named profile of the shared configuration sets for a service: its `services` section before
 * its own setting, as the AWS SDKs and Tools Reference Guide orders them ("Service-specific endpoints"). Null where the
 * environment decides or the profile has none. The SDK itself looks at AWS_PROFILE alone, so a profile that is named
 * otherwise would go past its private endpoint.
 *
 * Reads the files afresh, which also renews what the SDK keeps of them in memory.
 * `serviceId` as the SDK spells it: `STS`, `IAM`, `Directory Service`.
 */
export async function profileEndpoint(
  profile: string | null,
  serviceId: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<string | null> {
  const { CONFIG_PREFIX_SEPARATOR, loadSharedConfigFiles } = await import('@smithy/core/config');
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  if (profile === null) return null;
  const words = serviceId.split(' ');
  const variables = ['AWS_ENDPOINT_URL', ['AWS_ENDPOINT_URL', ...words].join('_').toUpperCase()];
  if (variables.some((name) => env[name])) return null;
  const settings = { ...credentialsFile[profile], ...configFile[profile] };
  if ((env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] ?? settings['ignore_configured_endpoint_urls']) === 'true')
    return null;
  const section = settings['services'];
  const key = [words.join('_').toLowerCase(), 'endpoint_url'].join(CONFIG_PREFIX_SEPARATOR);
  const own =
    section === undefined
      ? undefined
      : configFile[['services', section].join(CONFIG_PREFIX_SEPARATOR)]?.[key];
  return own ?? settings['endpoint_url'] ?? null;
}
