/** How the tree is read: in the clear and without a name, exactly as the reference client does. */
import type { Connection } from '#contract/profiles.ts';

export const anonymous = (port: number, base: string): Connection => ({
  host: '127.0.0.1',
  domain: null,
  port,
  security: 'plain',
  serverName: null,
  base,
  trust: { kind: 'system' },
  user: null,
  timeoutSeconds: 120,
  pageSize: 1000,
});
