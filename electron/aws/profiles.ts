/**
 * Names of the profiles in the AWS configuration and credentials files (`~/.aws/…`, AWS_CONFIG_FILE,
 * AWS_SHARED_CREDENTIALS_FILE), `default` first; read by the SDK's own loader, afresh each time. Empty where there are none.
 */
export async function profileNames(): Promise<string[]> {
  const { CONFIG_PREFIX_SEPARATOR, loadSharedConfigFiles } = await import('@smithy/core/config');
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const names = new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)]);
  // The loader keeps [sso-session x] and [services x] beside the profiles, under a prefix.
  const other = ['sso-session', 'services'].map((section) => section + CONFIG_PREFIX_SEPARATOR);
  return [...names]
    .filter((name) => !other.some((prefix) => name.startsWith(prefix)))
    .sort((a, b) => Number(b === 'default') - Number(a === 'default') || (a < b ? -1 : 1));
}
