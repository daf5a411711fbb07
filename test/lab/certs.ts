/** A small certificate authority by `openssl`, made anew for each lab so that nothing in it can grow old. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { run } from './process.ts';

export interface Leaf {
  readonly certFile: string;
  readonly keyFile: string;
  /** The leaf and its issuers below the root, as a server sends them. */
  readonly chainPem: string;
  readonly keyPem: string;
  /** SHA-256 of the leaf, `AA:BB:…`. */
  readonly fingerprint256: string;
}

export interface Authority {
  readonly caFile: string;
  readonly caPem: string;
  /** The issuing authority below the root: a user may hold only this one. */
  readonly issuingPem: string;
  issue(name: string, options: LeafOptions): Promise<Leaf>;
}

export interface LeafOptions {
  /** subjectAltName as openssl writes it: `DNS:dc1.corp.example.com,IP:127.0.10.1`. */
  readonly names: string;
  /** `YYYYMMDDHHMMSSZ`; now and ten days on when absent. */
  readonly notBefore?: string;
  readonly notAfter?: string;
}

/** Elliptic keys: a key pair takes milliseconds, and GnuTLS, OpenSSL and Schannel all take P-256. */
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

const stamp = (time: number): string => new Date(time).toISOString().replace(/[-:T]|\.\d+/g, '');

/** `openssl ca` is the one command of openssl 3.0 that takes both dates of a certificate. */
const config = (dir: string): string => `
[ca]
default_ca = lab
[lab]
new_certs_dir = ${dir}
database = ${dir}/index.txt
rand_serial = yes
default_md = sha256
policy = any
copy_extensions = copyall
unique_subject = no
[any]
commonName = supplied
[req]
distinguished_name = dn
[dn]
[root_ext]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[issuing_ext]
basicConstraints = critical,CA:true,pathlen:0
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
`;

/** Make a root and an issuing authority in `dir` (kept there as files, keys with mode 600). */
export async function createAuthority(dir: string, name = 'Treeline Lab'): Promise<Authority> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const at = (file: string): string => join(dir, file);
  const conf = at('openssl.cnf');
  await writeFile(conf, config(dir));
  await writeFile(at('index.txt'), '');
  const day = 86_400_000;
  const now = Date.now();

  await run('openssl', [
    'req',
    '-config',
    conf,
    '-x509',
    ...newKey,
    '-subj',
    `/CN=${name} Root`,
    '-days',
    '30',
    '-extensions',
    'root_ext',
    '-keyout',
    at('root.key'),
    '-out',
    at('root.pem'),
  ]);

  const sign = (
    request: string,
    out: string,
    signer: string,
    from: string,
    to: string,
    extra: readonly string[],
  ): Promise<Buffer> =>
    run('openssl', [
      'ca',
      '-batch',
      '-notext',
      '-config',
      conf,
      '-cert',
      at(`${signer}.pem`),
      '-keyfile',
      at(`${signer}.key`),
      '-startdate',
      from,
      '-enddate',
      to,
      '-in',
      request,
      '-out',
      out,
      ...extra,
    ]);

  await run('openssl', [
    'req',
    '-config',
    conf,
    '-new',
    ...newKey,
    '-subj',
    `/CN=${name} Issuing`,
    '-keyout',
    at('issuing.key'),
    '-out',
    at('issuing.csr'),
  ]);
  await sign(at('issuing.csr'), at('issuing.pem'), 'root', stamp(now - day), stamp(now + 20 * day), [
    '-extensions',
    'issuing_ext',
  ]);
  const issuingPem = await readFile(at('issuing.pem'), 'utf8');

  return {
    caFile: at('root.pem'),
    caPem: await readFile(at('root.pem'), 'utf8'),
    issuingPem,
    async issue(leaf, options) {
      const [keyFile, csr, certFile] = [at(`${leaf}.key`), at(`${leaf}.csr`), at(`${leaf}.pem`)];
      await run('openssl', [
        'req',
        '-config',
        conf,
        '-new',
        ...newKey,
        '-subj',
        `/CN=${leaf}`,
        '-addext',
        `subjectAltName=${options.names}`,
        '-addext',
        'extendedKeyUsage=serverAuth',
        '-keyout',
        keyFile,
        '-out',
        csr,
      ]);
      await sign(
        csr,
        certFile,
        'issuing',
        options.notBefore ?? stamp(now - day),
        options.notAfter ?? stamp(now + 10 * day),
        [],
      );
      const pem = await readFile(certFile, 'utf8');
      await writeFile(certFile, pem + issuingPem);
      return {
        certFile,
        keyFile,
        chainPem: pem + issuingPem,
        keyPem: await readFile(keyFile, 'utf8'),
        fingerprint256: new X509Certificate(pem).fingerprint256,
      };
    },
  };
}

/** The certificates that the suites need, each good or bad in exactly one way. */
export async function issueLabCertificates(authority: Authority) {
  return {
    dc1: await authority.issue('dc1.corp.example.com', {
      names: 'DNS:dc1.corp.example.com,DNS:localhost,IP:127.0.10.1,IP:127.0.0.1',
    }),
    dc2: await authority.issue('dc2.partner.example.net', {
      names: 'DNS:dc2.partner.example.net,IP:127.0.10.2',
    }),
    expired: await authority.issue('expired', {
      names: 'DNS:localhost,IP:127.0.0.1',
      notBefore: '20200101000000Z',
      notAfter: '20210101000000Z',
    }),
    future: await authority.issue('future', {
      names: 'DNS:localhost,IP:127.0.0.1',
      notBefore: '20450101000000Z',
      notAfter: '20460101000000Z',
    }),
    wrongName: await authority.issue('other.example.org', {
      names: 'DNS:other.example.org,DNS:*.example.org',
    }),
  };
}
