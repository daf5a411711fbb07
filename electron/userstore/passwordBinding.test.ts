import { describe, expect, it } from 'vitest';
import type { Connection } from '../contract/profiles.ts';
import { passwordBinding } from './passwordBinding.ts';

const pem = '-----BEGIN CERTIFICATE-----\nAAAA\nBBBB\n-----END CERTIFICATE-----\n';
const pin = (byte: string) => ({ kind: 'pin' as const, fingerprint256: Array(32).fill(byte).join(':') });
const base: Connection = {
  host: 'dc1.corp.example',
  domain: 'corp.example',
  port: 636,
  security: 'ldaps',
  serverName: null,
  base: null,
  trust: { kind: 'ca', pem },
  user: 'reader@corp.example',
  timeoutSeconds: 30,
  pageSize: 1000,
};

describe('passwordBinding', () => {
  const forgets: [what: string, change: Partial<Connection>][] = [
    ['another host', { host: 'dc2.corp.example' }],
    ['discovery instead of a host', { host: null }],
    ['another domain', { host: null, domain: 'evil.example' }],
    ['another domain beside the host', { domain: 'evil.example' }],
    ['another port', { port: 3269 }],
    ['StartTLS for LDAPS', { security: 'starttls' }],
    ['no encryption', { security: 'plain' }],
    ['another name in the certificate', { serverName: 'evil.example' }],
    ['the system trust for a CA', { trust: { kind: 'system' } }],
    ['another CA', { trust: { kind: 'ca', pem: pem.replace('AAAA', 'AAAB') } }],
    ['a pin', { trust: pin('AA') }],
  ];
  it.each(forgets)('changes with %s', (_what, change) => {
    expect(passwordBinding({ ...base, ...change })).not.toBe(passwordBinding(base));
  });

  const keeps: [what: string, change: Partial<Connection>][] = [
    ['case and closing dot of names', { host: 'DC1.Corp.Example.', domain: 'CORP.example' }],
    ['line ends of the PEM text', { trust: { kind: 'ca', pem: `\r\n${pem.replaceAll('\n', '\r\n')}` } }],
    [
      'user, base and limits',
      { user: 'other@corp.example', base: 'DC=corp', timeoutSeconds: 5, pageSize: 10 },
    ],
  ];
  it.each(keeps)('does not change with %s', (_what, change) => {
    expect(passwordBinding({ ...base, ...change })).toBe(passwordBinding(base));
  });

  it('tells two pins apart, and no field can pose as its neighbour', () => {
    expect(passwordBinding({ ...base, trust: pin('AA') })).not.toBe(
      passwordBinding({ ...base, trust: pin('AB') }),
    );
    const joined = { ...base, host: 'a","b', domain: null };
    expect(passwordBinding(joined)).not.toBe(passwordBinding({ ...base, host: 'a', domain: 'b' }));
  });
});
