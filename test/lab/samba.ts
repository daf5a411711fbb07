/** One Samba domain controller: provision, seed, save as an image, start from the image. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Leaf } from './certs.ts';
import { createNamespace, home, type Namespace } from './namespace.ts';
import { run, waitFor, type Daemon } from './process.ts';

export interface ForestSpec {
  readonly realm: string;
  readonly dnsDomain: string;
  readonly netbios: string;
  /** Must differ from the NetBIOS name of the domain. */
  readonly hostName: string;
  readonly address: string;
  readonly baseDn: string;
}

export const corp: ForestSpec = {
  realm: 'CORP.EXAMPLE.COM',
  dnsDomain: 'corp.example.com',
  netbios: 'CORP',
  hostName: 'dc1',
  address: '127.0.10.1',
  baseDn: 'DC=corp,DC=example,DC=com',
};

export const partner: ForestSpec = {
  realm: 'PARTNER.EXAMPLE.NET',
  dnsDomain: 'partner.example.net',
  netbios: 'PARTNER',
  hostName: 'dc2',
  address: '127.0.10.2',
  baseDn: 'DC=partner,DC=example,DC=net',
};

export const forwarderAddress = '127.0.10.53';

/** File services are needed to make a trust (its RPC runs over SMB), not to serve a directory. */
const fullServices = 's3fs, rpc, ldap, cldap, kdc, winbindd, dns';
const leanServices = 'rpc, ldap, cldap, kdc, winbindd, dns';

const sam = `${home}/private/sam.ldb`;

export class DomainController {
  readonly spec: ForestSpec;
  readonly #namespace: Namespace;
  readonly #logFile: string;
  #samba: Daemon | null = null;

  private constructor(spec: ForestSpec, namespace: Namespace, logFile: string) {
    this.spec = spec;
    this.#namespace = namespace;
    this.#logFile = logFile;
  }

  /** An empty controller; `provision` or `restore` fills it. */
  static async create(spec: ForestSpec, logDir: string): Promise<DomainController> {
    const logFile = join(logDir, `${spec.hostName}.log`);
    return new DomainController(spec, await createNamespace(forwarderAddress, logFile), logFile);
  }

  async provision(administratorPassword: string): Promise<void> {
    const options = {
      interfaces: `${this.spec.address}/8`,
      'bind interfaces only': 'yes',
      'pid directory': `${home}/run`,
      'ncalrpc dir': `${home}/run/ncalrpc`,
      'ntp signd socket directory': `${home}/run/ntp`,
      'log file': `${home}/log.%m`,
      'tls certfile': `${home}/tls/cert.pem`,
      'tls keyfile': `${home}/tls/key.pem`,
      'tls cafile': `${home}/tls/ca.pem`,
    };
    await writeFile(join(this.#namespace.root, 'etc/empty.conf'), '');
    await this.#namespace.run(
      'samba-tool',
      [
        'domain',
        'provision',
        `--configfile=${home}/etc/empty.conf`,
        `--targetdir=${home}`,
        `--realm=${this.spec.realm}`,
        `--domain=${this.spec.netbios}`,
        '--server-role=dc',
        `--host-name=${this.spec.hostName}`,
        `--host-ip=${this.spec.address}`,
        `--adminpass=${administratorPassword}`,
        '--dns-backend=SAMBA_INTERNAL',
        '--use-rfc2307',
        ...Object.entries(options).map(([name, value]) => `--option=${name} = ${value}`),
      ],
      { env: { SMB_CONF_PATH: '' }, seconds: 120 },
    );
    // The two controllers must never forward to each other: our forwarder is what joins the zones.
    const conf = join(this.#namespace.root, 'etc/smb.conf');
    const text = await readFile(conf, 'utf8');
    await writeFile(conf, text.replace(/^\s*dns forwarder.*\n/m, ''));
  }

  /** The binary SID's text of the domain. */
  async domainSid(): Promise<string> {
    const out = await this.#namespace.run('ldbsearch', [
      '-H',
      sam,
      '-b',
      this.spec.baseDn,
      '-s',
      'base',
      'objectSid',
    ]);
    const sid = /^objectSid: (S-[\d-]+)$/m.exec(out.toString('utf8'))?.[1];
    if (sid === undefined) throw new Error(`${this.spec.dnsDomain} has no SID`);
    return sid;
  }

  /** SID of an account, by its sAMAccountName. */
  async sidOf(account: string): Promise<string> {
    const out = await this.#namespace.run('ldbsearch', [
      '-H',
      sam,
      '-b',
      this.spec.baseDn,
      `(sAMAccountName=${account})`,
      'objectSid',
    ]);
    const sid = /^objectSid: (S-[\d-]+)$/m.exec(out.toString('utf8'))?.[1];
    if (sid === undefined) throw new Error(`no account ${account}`);
    return sid;
  }

  /**
   * Apply LDIF beneath the server (no LDAP). `relaxed` allows attributes that only the system sets; Samba then no
   * longer makes stand-ins for foreign members. `raw` goes past every rule into the domain's partition.
   */
  async apply(
    ldif: string,
    kind: 'add' | 'modify',
    how: 'ordinary' | 'relaxed' | 'raw' = 'ordinary',
  ): Promise<void> {
    const raw = `${home}/private/sam.ldb.d/${this.spec.baseDn.toUpperCase()}.ldb`;
    const options = ['-H', how === 'raw' ? raw : sam, ...(how === 'relaxed' ? ['--relax'] : [])];
    const out = await this.#namespace.run(kind === 'add' ? 'ldbadd' : 'ldbmodify', options, {
      input: ldif,
      seconds: 120,
    });
    // The exit code of ldbadd is 0 even where records failed: count.
    const done = Number(/(\d+) records successfully/.exec(out.toString('utf8'))?.[1] ?? 0);
    const asked = ldif.match(/^dn:/gm)?.length ?? 0;
    if (done !== asked) throw new Error(`${this.spec.dnsDomain}: ${done} of ${asked} records applied`);
  }

  /** Start Samba and wait until it answers LDAP; `lean` leaves the file services out. */
  async start(leaf: Leaf, caPem: string, lean: boolean): Promise<void> {
    const tls = join(this.#namespace.root, 'tls');
    await writeFile(join(tls, 'cert.pem'), leaf.chainPem);
    await writeFile(join(tls, 'key.pem'), leaf.keyPem, { mode: 0o600 });
    await writeFile(join(tls, 'ca.pem'), caPem);
    this.#samba = this.#namespace.start(
      'samba',
      [
        '-F',
        '--no-process-group',
        '-s',
        `${home}/etc/smb.conf`,
        '--debug-stdout',
        `--option=server services = ${lean ? leanServices : fullServices}`,
      ],
      this.#logFile,
    );
    let ended = false;
    void this.#samba.exited.then(() => (ended = true));
    const ask = [
      '-x',
      '-H',
      `ldap://${this.spec.address}`,
      '-s',
      'base',
      '-b',
      '',
      '-o',
      'nettimeout=1',
      '-l',
      '1',
      'dnsHostName',
    ];
    await waitFor(
      `${this.spec.dnsDomain} (see ${this.#logFile})`,
      async () => {
        if (ended) throw new Error(`samba of ${this.spec.dnsDomain} ended at once: see ${this.#logFile}`);
        return run('ldapsearch', ask, { seconds: 3 }).then(
          () => true,
          () => false,
        );
      },
      60,
    );
  }

  async stop(): Promise<void> {
    await this.#samba?.stop();
    this.#samba = null;
  }

  /**
   * A forest trust both ways. LSA lags behind LDAP after a first start, so it is tried for a while.
   */
  async trust(other: ForestSpec, otherAdministratorPassword: string): Promise<void> {
    const create = [
      'domain',
      'trust',
      'create',
      other.dnsDomain,
      '--type=forest',
      '--direction=both',
      '--create-location=both',
      '-U',
      `administrator@${other.realm}%${otherAdministratorPassword}`,
    ];
    for (let tries = 0; ; tries += 1) {
      try {
        await this.#namespace.run('samba-tool', create, { seconds: 60 });
        return;
      } catch (cause) {
        if (tries === 15) throw cause;
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
    }
  }

  /** Everything the stopped controller is, as a compressed archive. */
  pack(): Promise<Buffer> {
    return this.#namespace.run('bash', [
      '-c',
      `set -o pipefail; tar -C ${home} -S --xattrs --xattrs-include='*' --exclude=./run --exclude=./tls --exclude=./ready --exclude='./log.*' --exclude=./msg.sock --exclude=./msg.lock -cf - . | gzip -1`,
    ]);
  }

  async restore(image: Buffer): Promise<void> {
    await this.#namespace.run('tar', ['-C', home, '--xattrs', '--xattrs-include=*', '-xzf', '-'], {
      input: image,
    });
  }

  kill(): Promise<void> {
    return this.#namespace.kill();
  }
}
