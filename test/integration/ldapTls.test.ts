/** Certificates: who is trusted, who is not, and that nothing is said to a server before it is. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Connection, Trust } from '#contract/profiles.ts';
import { createLdap } from '#ldap/createLdap.ts';
import { startAdServer } from '../lab/adServer.ts';
import { startLab, type Lab } from '../lab/lab.ts';
import { startSlapd, type Slapd } from '../lab/slapd.ts';
import { tlsServer, type FaultServer } from '../lab/tcpFaults.ts';
import { faultOf, labLdap, toCorp, toLocal } from './ldapSupport.ts';

let lab: Lab;
let slapd: Slapd;
const servers: { close(): Promise<void> }[] = [];
const baseDn = 'dc=plain,dc=example';
const ldif = `dn: ${baseDn}\nobjectClass: domain\ndc: plain\n`;

beforeAll(async () => {
  lab = await startLab();
  slapd = await startSlapd({ baseDn, ldif, leaf: lab.leaves.dc1 });
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
afterAll(async () => {
  await slapd?.stop();
  await lab?.release();
});

const showing = async (leaf: keyof Lab['leaves']): Promise<FaultServer> => {
  const server = await tlsServer(lab.leaves[leaf]);
  servers.push(server);
  return server;
};
const ca = (): Trust => ({ kind: 'ca', pem: lab.ca.pem });
const pin = (leaf: keyof Lab['leaves']): Trust => ({
  kind: 'pin',
  fingerprint256: lab.leaves[leaf].fingerprint256,
});
const overTls = (port: number, over: Partial<Connection>): Connection =>
  toLocal(port, { security: 'ldaps', user: 'reader@corp.example.com', ...over });

describe('a certificate that is not good enough', () => {
  const cases: [
    string,
    keyof Lab['leaves'],
    Partial<Connection>,
    () => Trust,
    string,
    (of: Lab) => Record<string, unknown>,
  ][] = [
    [
      'expired',
      'expired',
      {},
      ca,
      'tls.expired',
      () => ({ subject: 'CN=expired', validTo: '2021-01-01T00:00:00.000Z' }),
    ],
    [
      'not yet valid',
      'future',
      {},
      ca,
      'tls.notYetValid',
      () => ({ subject: 'CN=future', validFrom: '2045-01-01T00:00:00.000Z' }),
    ],
    [
      'for another name',
      'wrongName',
      {},
      ca,
      'tls.wrongName',
      () => ({ names: ['other.example.org', '*.example.org'] }),
    ],
    [
      'for another name than the one expected',
      'dc1',
      { serverName: 'dc7.corp.example.com' },
      ca,
      'tls.wrongName',
      () => ({ names: ['dc1.corp.example.com', 'localhost', '127.0.10.1', '127.0.0.1'] }),
    ],
    [
      'of an unknown authority',
      'dc1',
      {},
      () => ({ kind: 'system' }),
      'tls.untrusted',
      () => ({ issuer: 'CN=Treeline Lab Root' }),
    ],
    [
      'with another fingerprint than the pinned one',
      'dc1',
      {},
      () => pin('dc2'),
      'tls.pinMismatch',
      (of) => ({ expected: of.leaves.dc2.fingerprint256, fingerprint256: of.leaves.dc1.fingerprint256 }),
    ],
    [
      'with its issuer pinned instead of itself',
      'expired',
      {},
      () => pin('dc1'),
      'tls.pinMismatch',
      (of) => ({ fingerprint256: of.leaves.expired.fingerprint256 }),
    ],
  ];
  it.each(cases)('%s', async (_, leaf, over, trust, code, params) => {
    const server = await showing(leaf);
    const connection = overTls(server.port, { ...over, trust: trust() });
    const fault = await faultOf(createLdap().connect(connection, 'a secret word'));
    expect(fault).toMatchObject({ code, params: { host: '127.0.0.1', port: server.port, ...params(lab) } });
    // The handshake was the whole conversation.
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(server.received()).toHaveLength(0);

    const seen = await createLdap().probe(connection);
    expect(seen.trusted).toBe(false);
    expect(seen.fault).toMatchObject({ code, params: params(lab) });
    expect(seen.chain[0]!.fingerprint256).toBe(lab.leaves[leaf].fingerprint256);
    expect(server.received()).toHaveLength(0);
  });

  it('carries the fingerprint and the subject', async () => {
    const server = await showing('expired');
    const fault = await faultOf(createLdap().connect(overTls(server.port, { trust: ca() }), 'a secret word'));
    expect(fault.params['fingerprint256']).toBe(lab.leaves.expired.fingerprint256);
  });
});

describe('a certificate that is good enough', () => {
  it.each<[string, Partial<Connection>, () => Trust]>([
    ['the root', {}, ca],
    ['the issuing authority alone', {}, () => ({ kind: 'ca', pem: lab.ca.issuingPem })],
    [
      'a bundle with text between',
      {},
      () => ({ kind: 'ca', pem: `# lab\n${lab.ca.pem}\n# more\n${lab.ca.issuingPem}` }),
    ],
    ['the fingerprint, whatever the name', { serverName: 'nothing.example' }, () => pin('dc1')],
    ['its name', { serverName: 'DC1.corp.example.com' }, ca],
  ])('is trusted by %s', async (_, over, trust) => {
    for (const [port, security] of [
      [slapd.securePort, 'ldaps'],
      [slapd.port, 'starttls'],
    ] as const) {
      const connection = toLocal(port, { security, user: slapd.rootDn, trust: trust(), ...over });
      const directory = await createLdap().connect(connection, slapd.rootPassword);
      const { entries } = await directory.search({
        base: baseDn,
        scope: 'base',
        filter: '(objectClass=*)',
        attributes: ['dc'],
      });
      expect(entries).toEqual([{ dn: baseDn, attributes: { dc: ['plain'] } }]);
      await directory.close();
      expect(await createLdap().probe(connection)).toMatchObject({ trusted: true, fault: null });
    }
  });

  it('is trusted by its fingerprint when it has expired', async () => {
    const server = await showing('expired');
    const seen = await createLdap().probe(overTls(server.port, { trust: pin('expired') }));
    expect(seen).toMatchObject({ trusted: true, fault: null });
  });
});

it('shows the whole chain', async () => {
  const { chain } = await labLdap(lab).probe(toCorp(lab));
  expect(chain.map((one) => [one.subject, one.issuer])).toEqual([
    ['CN=dc1.corp.example.com', 'CN=Treeline Lab Issuing'],
    ['CN=Treeline Lab Issuing', 'CN=Treeline Lab Root'],
    ['CN=Treeline Lab Root', 'CN=Treeline Lab Root'],
  ]);
  expect(chain[0]!.names).toEqual(['dc1.corp.example.com', 'localhost', '127.0.10.1', '127.0.0.1']);
  expect(Date.parse(chain[0]!.validTo)).toBeGreaterThan(Date.now());
});

it.each(['', 'no certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'])(
  'refuses a CA file that holds %j',
  async (pem) => {
    const fault = await faultOf(
      labLdap(lab).connect(toCorp(lab, { trust: { kind: 'ca', pem } }), 'a secret word'),
    );
    expect(fault).toEqual({ code: 'tls.caUnreadable', params: { name: lab.corp.address } });
  },
);

describe('StartTLS', () => {
  it('is refused by a server that has none, before a password is sent', async () => {
    const server = await startAdServer([], { startTlsCode: 2 });
    servers.push(server);
    const connection = toLocal(server.port, { security: 'starttls', user: 'reader@corp.example.com' });
    expect(await faultOf(createLdap().connect(connection, 'a secret word'))).toEqual({
      code: 'ldap.startTlsRefused',
      params: { host: '127.0.0.1', port: server.port },
    });
    expect(server.operations).toEqual([0x77]);
  });

  it('takes no words that came before the handshake for the server’s', async () => {
    // A bind response slipped in by somebody on the way, behind the answer to StartTLS.
    const forged = Buffer.from('300c02010261070a010004000400', 'hex');
    const server = await startAdServer([], { startTlsCode: 0, behindStartTls: forged });
    servers.push(server);
    const connection = toLocal(server.port, { security: 'starttls', user: 'reader@corp.example.com' });
    expect((await faultOf(createLdap().connect(connection, 'a secret word'))).code).toBe('ldap.notLdap');
    expect(server.operations).toEqual([0x77]);
  });

  it('tells when the server agrees and then speaks no TLS', async () => {
    const server = await startAdServer([], { startTlsCode: 0 });
    servers.push(server);
    const connection = toLocal(server.port, {
      security: 'starttls',
      user: 'reader@corp.example.com',
      timeoutSeconds: 1,
    });
    const fault = await faultOf(createLdap().connect(connection, 'a secret word'));
    expect(fault).toEqual({
      code: 'ldap.noAnswer',
      params: { host: '127.0.0.1', port: server.port, seconds: 1 },
    });
  });
});
