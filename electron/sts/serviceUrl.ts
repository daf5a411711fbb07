import { Fault } from '../contract/faults.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where a service without an SDK client of ours is asked: AWS_ENDPOINT_URL_<service>, AWS_ENDPOINT_URL, or else its own
 * address. Throws `input.invalid` where the variable holds no address.
 */
export function serviceUrl(service: string, own: string, env: Environment = process.env): URL {
  const ignored = env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] === 'true';
  const variable = [`AWS_ENDPOINT_URL_${service}`, 'AWS_ENDPOINT_URL'].find((name) => !ignored && env[name]);
  if (variable === undefined) return new URL(own);
  const url = URL.parse(env[variable]!);
  if (!url || !/^https?:$/.test(url.protocol))
    throw new Fault('input.invalid', { path: variable, detail: 'not an address' });
  return url;
}

/** `path` below an address that may have a path of its own. */
export function below(base: URL, path: string): URL {
  const url = new URL(base);
  url.pathname = base.pathname.replace(/\/$/, '') + path;
  url.search = '';
  return url;
}
