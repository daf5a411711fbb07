/** Servers that fail, and what must never be sent: every way ends in its own fault, within its time. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#contract/profiles.ts';
import { createLdap } from '#ldap/createLdap.ts';
import { startAdServer, type AdBehaviour } from '../lab/adServer.ts';
import { startLab, type Lab } from '../lab/lab.ts';
import {
  closedPort,
  cutProxy,
  garbageServer,
  hangUpServer,
  silentServer,
  tlsServer,
} from '../lab/tcpFaults.ts';
import { all, faultOf, labLdap, toCorp, toLocal } from './ldapSupport.ts';

let lab: Lab;
const servers: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  lab = await startLab();
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
afterAll(() => lab?.release());

const use = async <T extends { close(): Promise<void> }>(server: Promise<T>): Promise<T> => {
  const started = await server;
  servers.push(started);
  return started;
};
const ldap = createLdap();
const never = new AbortController().signal;

/** The milliseconds that work took, and its fault. */
async function timed(
  work: Promise<unknown>,
): Promise<{ code: string; params: Record<string, unknown>; ms: number }> {
  const begun = performance.now();
  const fault = await faultOf(work);
  return { ...fault, ms: performance.now() - begun };
}

const ways: [string, Partial<Connection>][] = [
  ['LDAPS', { security: 'ldaps' }],
  ['StartTLS', { security: 'starttls' }],
  ['plain', { security: 'plain' }],
];

describe.each(ways)('by %s', (way, over) => {
  const to = (port: number): Connection => toLocal(port, { timeoutSeconds: 1, ...over });

  it('a closed port', async () => {
    const port = await closedPort();
    expect(await timed(ldap.connect(to(port), null))).toMatchObject({
      code: 'ldap.closedPort',
      params: { host: '127.0.0.1', port },
    });
  });

  it('a server that never answers', async () => {
    const { port } = await use(silentServer());
    const fault = await timed(ldap.connect(to(port), null));
    expect(fault).toMatchObject({ code: 'ldap.noAnswer', params: { port, seconds: 1 } });
    expect(fault.ms).toBeLessThan(1500);
  });

  it.each([
    ['text', Buffer.from('HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n')],
    ['zeros', Buffer.alloc(64)],
    ['a message of four gigabytes', Buffer.from('3084ffffffff02010161', 'hex')],
    ['a message without an operation', Buffer.from('3003020101'.repeat(80), 'hex')],
    ['an indefinite length', Buffer.from('3080020101', 'hex')],
  ])('garbage: %s', async (_, bytes) => {
    const { port } = await use(garbageServer(bytes));
    const fault = await timed(ldap.connect(to(port), null));
    expect(fault.code).toBe(way === 'LDAPS' ? 'tls.failed' : 'ldap.notLdap');
    expect(fault.ms).toBeLessThan(900);
  });

  it.each([[false], [true]])('a server that hangs up (at the first byte: %s)', async (atFirstByte) => {
    const { port } = await use(hangUpServer(atFirstByte));
    const fault = await timed(ldap.connect(to(port), null));
    expect(fault.code).toBe('ldap.connectionLost');
    expect(fault.ms).toBeLessThan(900);
  });

  it('a cancel while the server says nothing', async () => {
    const server = await use(silentServer());
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 100);
    const fault = await timed(ldap.connect({ ...to(server.port), timeoutSeconds: 30 }, null, cancel.signal));
    expect(fault).toMatchObject({ code: 'job.cancelled', params: {} });
    expect(fault.ms).toBeLessThan(900);
    expect(server.connections()).toBe(1);
  });

  it('a cancel before the beginning', async () => {
    const server = await use(silentServer());
    expect((await faultOf(ldap.connect(to(server.port), null, AbortSignal.abort()))).code).toBe(
      'job.cancelled',
    );
    expect(server.received()).toHaveLength(0);
  });
});

it('gives up on an address that swallows packets', async () => {
  // 192.0.2.0/24 is for documentation: nobody is there, and a gateway may say so or keep silent (RFC 5737).
  const fault = await timed(ldap.connect(toLocal(636, { host: '192.0.2.1', timeoutSeconds: 1 }), null));
  expect(['ldap.noAnswer', 'ldap.unreachable', 'ldap.closedPort']).toContain(fault.code);
  expect(fault.ms).toBeLessThan(1500);
});

describe('what is never sent', () => {
  it('a password in the clear: there is not even a connection', async () => {
    const server = await use(silentServer());
    const connection = toLocal(server.port, { user: 'reader@corp.example.com' });
    expect(await faultOf(ldap.connect(connection, 'a secret word'))).toEqual({
      code: 'ldap.plainPassword',
      params: { host: '127.0.0.1', port: server.port },
    });
    expect(server.connections()).toBe(0);
    expect((await ldap.probe(connection)).fault).toMatchObject({ code: 'ldap.plainPassword' });
  });

  it('an empty password, which a directory takes for nobody', async () => {
    const server = await use(silentServer());
    const connection = toLocal(server.port, { security: 'ldaps', user: 'reader@corp.example.com' });
    expect((await faultOf(ldap.connect(connection, ''))).code).toBe('ldap.emptyPassword');
    expect(await faultOf(ldap.connect(connection, null))).toEqual({
      code: 'ldap.passwordMissing',
      params: { name: 'reader@corp.example.com' },
    });
    expect(server.connections()).toBe(0);
  });

  it('a password that belongs to no name', async () => {
    expect((await faultOf(ldap.connect(toLocal(1, { security: 'ldaps' }), 'a secret word'))).code).toBe(
      'input.invalid',
    );
  });

  it('the password in a fault', async () => {
    const password = 'Correct-Horse-Battery';
    const connection = toCorp(lab, { user: 'svc-treeline@corp.example.com' });
    const fault = await labLdap(lab)
      .connect(connection, password)
      .catch((cause: unknown) => cause);
    expect((fault as Error).message).toBe('ldap.wrongPassword');
    const { inspect } = await import('node:util');
    expect(inspect(fault, { depth: 10, showHidden: true })).not.toContain(password);
  });
});

describe('in the middle of reading', () => {
  const whole = {
    base: 'DC=corp,DC=example,DC=com',
    scope: 'sub',
    filter: '(objectClass=*)',
    attributes: ['*'],
  } as const;

  it('a connection that is cut in a page', async () => {
    const proxy = await use(cutProxy(lab.corp.address, 636));
    const connection = toCorp(lab, {
      host: '127.0.0.1',
      port: proxy.port,
      serverName: 'dc1.corp.example.com',
      pageSize: 50,
    });
    const directory = await labLdap(lab).connect(connection, lab.passwords.users);
    let pages = 0;
    const fault = await timed(
      (async () => {
        for await (const page of directory.stream(whole, never)) {
          expect(page.length).toBeGreaterThan(0);
          pages += 1;
          // The next page is on its way already: the cut comes within one of those after it.
          if (pages === 1) proxy.cutAfter(30_000);
        }
      })(),
    );
    expect(fault).toMatchObject({
      code: 'ldap.connectionLost',
      params: { host: '127.0.0.1', port: proxy.port },
    });
    expect(pages).toBeGreaterThan(0);
    expect((await faultOf(directory.rootDse())).code).toBe('ldap.connectionLost');
    await directory.close();
  });

  it('a stream that is cancelled while the server is silent', async () => {
    const server = await use(startAdServer(people(10), { stallAfter: 3 }));
    const directory = await ldap.connect(toLocal(server.port, { timeoutSeconds: 30 }), null);
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 100);
    const fault = await timed(all(directory.stream({ ...whole, base: 'DC=x' }, cancel.signal)));
    expect(fault.code).toBe('job.cancelled');
    expect(fault.ms).toBeLessThan(900);
    await directory.close();
    // The server was told: an abandon, and the good-bye.
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(server.operations).toEqual([0x60, 0x63, 0x50, 0x42]);
  });

  const broken: [string, AdBehaviour, string][] = [
    ['falls silent', { stallAfter: 3 }, 'ldap.noAnswer'],
    ['says good-bye', { noticeAfter: { entries: 3, code: 52 } }, 'ldap.connectionLost'],
    ['says good-bye for being busy', { noticeAfter: { entries: 3, code: 51 } }, 'ldap.busy'],
    [
      'sends an entry longer than itself',
      { malformedEntry: Buffer.from('300d02010264080401783003300504', 'hex') },
      'ldap.notLdap',
    ],
    [
      'sends an answer of another kind',
      { malformedEntry: Buffer.from('300c02010261070a010004000400', 'hex') },
      'ldap.notLdap',
    ],
    ['is busy', { failWith: { code: 51, message: '' } }, 'ldap.busy'],
    ['has no time left', { failWith: { code: 3, message: '' } }, 'ldap.timeLimit'],
    ['has its own limit', { failWith: { code: 11, message: '' } }, 'ldap.sizeLimit'],
    ['holds it back', { failWith: { code: 50, message: '' } }, 'ldap.insufficientAccess'],
    [
      'asks for a sign-in',
      {
        failWith: {
          code: 1,
          message:
            '000004DC: LdapErr: DSID-0C090A5C, comment: In order to perform this operation a successful bind must be completed',
        },
      },
      'ldap.insufficientAccess',
    ],
    ['points elsewhere', { failWith: { code: 10, message: '0000202B: RefErr' } }, 'ldap.referral'],
    ['has broken down', { failWith: { code: 80, message: 'other\nerror' } }, 'ldap.serverError'],
  ];
  it.each(broken)('a server that %s', async (_, behaviour, code) => {
    const server = await use(startAdServer(people(10), behaviour));
    const directory = await ldap.connect(toLocal(server.port, { timeoutSeconds: 1 }), null);
    const fault = await timed(all(directory.stream({ ...whole, base: 'DC=x' }, never)));
    expect(fault.code).toBe(code);
    expect(fault.ms).toBeLessThan(1500);
    await directory.close();
  });

  it('does not wait for a server that ignores the good-bye', async () => {
    const server = await use(
      tlsServer(lab.leaves.dc1, (socket) =>
        socket.once('data', () => socket.write(Buffer.from('300c02010161070a010004000400', 'hex'))),
      ),
    );
    const connection = toLocal(server.port, { security: 'ldaps', trust: { kind: 'ca', pem: lab.ca.pem } });
    const directory = await ldap.connect(connection, null);
    const begun = performance.now();
    await directory.close();
    expect(performance.now() - begun).toBeLessThan(1500);
  });
});

function people(count: number) {
  return Array.from({ length: count }, (_, i) => ({
    dn: `CN=p${i},DC=x`,
    attributes: { objectClass: ['user'], cn: [`p${i}`] },
  }));
}
