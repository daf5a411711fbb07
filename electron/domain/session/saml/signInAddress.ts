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
  const url = urlOf(address);
  return (
    url !== null &&
    url.protocol === 'https:' &&
    url.port === '' &&
    hosts.has(url.hostname.replace(regional, '')) &&
    paths.test(url.pathname)
  );
}

/**
 * Whether a person may be led there to sign in: over TLS, or on this machine, where nobody listens in between. Addresses
 * that hold a user name are made to be mistaken for others.
 */
export function mayVisit(address: string): boolean {
  const url = urlOf(address);
  return url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && here.test(url.hostname)));
}

const here = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/;

/** Null: none, or one with a user name. */
function urlOf(address: string): URL | null {
  try {
    const url = new URL(address);
    return url.username === '' && url.password === '' ? url : null;
  } catch {
    return null;
  }
}
