/** A plain OpenLDAP server with the attributes and classes of AD that a reader meets: for scale, and for what is not AD. */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Leaf } from './certs.ts';
import { run, startDaemon, waitFor } from './process.ts';

export interface SlapdOptions {
  readonly baseDn: string;
  /** Loaded by `slapadd` before the start: text, or a file for what does not fit in memory. */
  readonly ldif?: string;
  readonly ldifFile?: string;
  /** LDAPS and StartTLS with this certificate. */
  readonly leaf?: Leaf;
  /** The server's own limit on what one search may give (`sizelimit`), paged or not; absent = none. */
  readonly sizeLimit?: number;
  /** A database that is there already (see `configureSlapd`): read from, and kept at the end. */
  readonly dataDir?: string;
  /** Keep who made and changed each entry and when, as operational attributes; absent = yes. */
  readonly lastMod?: boolean;
}

export interface Slapd {
  readonly host: string;
  readonly port: number;
  /** 0 without a certificate. */
  readonly securePort: number;
  readonly rootDn: string;
  readonly rootPassword: string;
  readonly logFile: string;
  stop(): Promise<void>;
}

/** name, syntax, single-valued: OIDs below an arc for examples (RFC 4520 has no say over 1.1). */
const attributes: readonly [string, 'text' | 'octets' | 'number' | 'dn', boolean][] = [
  ['sAMAccountName', 'text', true], ['userPrincipalName', 'text', true], ['objectSid', 'octets', true], ['objectGUID', 'octets', true],
  ['sIDHistory', 'octets', false], ['userAccountControl', 'number', true], ['groupType', 'number', true], ['primaryGroupID', 'number', true],
  ['pwdLastSet', 'number', true], ['accountExpires', 'number', true], ['lastLogonTimestamp', 'number', true], ['adminCount', 'number', true],
  ['sAMAccountType', 'number', true], ['memberOf', 'dn', false], ['nTSecurityDescriptor', 'octets', true], ['whenCreated', 'text', true],
  ['whenChanged', 'text', true], ['uSNChanged', 'number', true], ['thumbnailPhoto', 'octets', false], ['trustPartner', 'text', true],
  ['trustDirection', 'number', true], ['trustType', 'number', true], ['trustAttributes', 'number', true], ['flatName', 'text', true],
  ['securityIdentifier', 'octets', true], ['servicePrincipalName', 'text', false], ['department', 'text', true], ['company', 'text', true],
  ['msDS-Behavior-Version', 'number', true], ['instanceType', 'number', true], ['uSNCreated', 'number', true],
  ['dSCorePropagationData', 'text', false], ['objectCategory', 'dn', true], ['proxyAddresses', 'text', false],
  ['badPasswordTime', 'number', true], ['badPwdCount', 'number', true], ['codePage', 'number', true],
  ['countryCode', 'number', true], ['lastLogoff', 'number', true], ['lastLogon', 'number', true],
  ['logonCount', 'number', true], ['employeeID', 'text', true], ['homeDirectory', 'text', true],
  ['dNSHostName', 'text', true], ['operatingSystem', 'text', true], ['operatingSystemVersion', 'text', true],
]; // prettier-ignore
const syntaxes = {
  text: 'EQUALITY caseIgnoreMatch SUBSTR caseIgnoreSubstringsMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15',
  octets: 'EQUALITY octetStringMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.40',
  number: 'EQUALITY integerMatch ORDERING integerOrderingMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.27',
  dn: 'EQUALITY distinguishedNameMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.12',
} as const;

/** One auxiliary class that lets any entry carry them, and the classes that AD names. */
export function slapdSchema(): string {
  const lines = attributes.map(
    ([name, syntax, single], i) =>
      `attributetype ( 1.1.2026.1.${i + 1} NAME '${name}' ${syntaxes[syntax]}${single ? ' SINGLE-VALUE' : ''} )`,
  );
  const may = [
    ...attributes.map(([name]) => name),
    'member',
    'description',
    'displayName',
    'mail',
    'givenName',
    'sn',
    'name',
    'title',
    'employeeNumber',
    'cn',
    'distinguishedName',
    'telephoneNumber',
    'physicalDeliveryOfficeName',
  ];
  const classes: readonly [string, string][] = [
    ['user', 'cn'],
    ['group', 'cn'],
    ['computer', 'cn'],
    ['container', 'cn'],
    ['foreignSecurityPrincipal', 'cn'],
    ['trustedDomain', 'cn'],
    ['domainDNS', 'dc'],
  ];
  lines.push(`objectclass ( 1.1.2026.2.1 NAME 'adAttributes' SUP top AUXILIARY MAY ( ${may.join(' $ ')} ) )`);
  classes.forEach(([name, must], i) => {
    lines.push(
      `objectclass ( 1.1.2026.3.${i + 1} NAME '${name}' SUP top STRUCTURAL MUST ${must} MAY ( ${may.filter((one) => one !== must).join(' $ ')} ) )`,
    );
  });
  return `${lines.join('\n')}\n`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export interface SlapdConfig {
  readonly file: string;
  readonly rootDn: string;
  readonly rootPassword: string;
}

/** Writes `slapd.conf` and the schema into `dir`, for a database in `dataDir`; for `slapd` and `slapadd` alike. */
export async function configureSlapd(
  dir: string,
  dataDir: string,
  options: Pick<SlapdOptions, 'baseDn' | 'leaf' | 'sizeLimit' | 'lastMod'>,
): Promise<SlapdConfig> {
  const rootDn = `cn=reader,${options.baseDn}`;
  const rootPassword = randomBytes(15).toString('base64url');
  const file = join(dir, 'slapd.conf');
  await writeFile(join(dir, 'ad.schema'), slapdSchema());
  await writeFile(
    file,
    `
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
include ${dir}/ad.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile ${dir}/slapd.pid
${options.leaf ? `TLSCertificateFile ${options.leaf.certFile}\nTLSCertificateKeyFile ${options.leaf.keyFile}` : ''}
sizelimit ${options.sizeLimit ?? 'unlimited'}
database mdb
suffix "${options.baseDn}"
rootdn "${rootDn}"
rootpw ${rootPassword}
directory ${dataDir}
lastmod ${options.lastMod === false ? 'off' : 'on'}
maxsize 17179869184
dbnosync
index objectClass,sAMAccountName eq
access to * by * read
`,
    { mode: 0o600 },
  );
  return { file, rootDn, rootPassword };
}

/** A port that was free may be taken before slapd has it, and then it ends at once: others are tried. */
async function listening(host: string, config: string, secure: boolean, logFile: string, tries = 3) {
  const [port, securePort] = [await freePort(), secure ? await freePort() : 0];
  const urls = [`ldap://${host}:${port}`, ...(secure ? [`ldaps://${host}:${securePort}`] : [])];
  const slapd = startDaemon('slapd', ['-f', config, '-h', urls.join(' '), '-d', '0'], logFile);
  let ended = false;
  void slapd.exited.then(() => (ended = true));
  const answers = () =>
    run('ldapsearch', ['-x', '-H', urls[0]!, '-s', 'base', '-b', '', '1.1'], { seconds: 3 }).then(
      () => true,
      () => ended,
    );
  try {
    await waitFor('slapd', answers, 60);
  } catch (cause) {
    await slapd.stop();
    throw cause;
  }
  if (!ended) return { slapd, port, securePort };
  if (tries > 1) return listening(host, config, secure, logFile, tries - 1);
  throw new Error(`slapd ended: ${(await readFile(logFile, 'utf8')).trim().slice(-2000)}`);
}

/** Starts in a folder of its own, which `stop` removes. */
export async function startSlapd(options: SlapdOptions): Promise<Slapd> {
  const dir = await mkdtemp(join(tmpdir(), 'treeline-slapd-'));
  const host = '127.0.0.1';
  const logFile = join(dir, 'slapd.log');
  const dataDir = options.dataDir ?? join(dir, 'data');
  await mkdir(dataDir, { recursive: true });
  const { file: config, rootDn, rootPassword } = await configureSlapd(dir, dataDir, options);
  const remove = (): Promise<void> => rm(dir, { recursive: true, force: true });
  try {
    if (options.ldif !== undefined)
      await run('slapadd', ['-q', '-f', config], { input: options.ldif, seconds: 600 });
    if (options.ldifFile !== undefined)
      await run('slapadd', ['-q', '-f', config, '-l', options.ldifFile], { seconds: 600 });
    const { slapd, port, securePort } = await listening(host, config, options.leaf !== undefined, logFile);
    return {
      host,
      port,
      securePort,
      rootDn,
      rootPassword,
      logFile,
      async stop() {
        await slapd.stop();
        await remove();
      },
    };
  } catch (cause) {
    await remove();
    throw cause;
  }
}
