/**
 * Where AWS takes SAML responses: by partition, for all Regions or for one, with the path of old and the one of a provider
 * that has keys to decrypt with. Source: facts/sts-iam.md §5; IAM User Guide, "Configure SAML assertions"; the
 * endpoint rules of the SDK's signin client.
 */
const hosts: ReadonlySet<string> = new Set([
  'signin.aws.amazon.com',
  'signin.amazonaws-us-gov.com',
  'signin-fips.amazonaws-us-gov.com',
  'signin.amazonaws.cn',
  'signin.amazonaws-eusc.eu',
]);
const regional = /^[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-\d{1,2}\./;
const paths = /^(?:\/static)?\/saml\/?$|^\/saml\/acs\/[A-Za-z0-9]{1,128}$/;

/** Whether an address is one of them; what follows a `?` or `#` does not count. */
export function isAwsSignIn(address: string): boolean {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  const { protocol, hostname, port, username, password, pathname } = url;
  return (
    protocol === 'https:' &&
    port === '' &&
    username === '' &&
    password === '' &&
    hosts.has(hostname.replace(regional, '')) &&
    paths.test(pathname)
  );
}
