/** The two forests and their trust: built once, kept as an image, started from it in seconds. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Leaf } from './certs.ts';
import { run } from './process.ts';
import { corp, DomainController, partner } from './samba.ts';
import {
  corpAccounts,
  corpChanges,
  corpGroups,
  corpMembers,
  corpOldPassword,
  corpUnits,
  primaryChanged,
} from './seed/corp.ts';
import { toLdif, toModifyLdif } from './seed/ldif.ts';
import { outsiders, partnerChanges, partnerRecords } from './seed/partner.ts';

export interface Passwords {
  /** Of both forests' Administrator. */
  readonly administrator: string;
  /** Of every seeded account. */
  readonly users: string;
}

export interface Forests {
  readonly passwords: Passwords;
  /** Whether this start had to build the forests. */
  readonly cold: boolean;
  stop(): Promise<void>;
}

interface Image {
  readonly passwords: Passwords;
  readonly corp: string;
  readonly partner: string;
}

/** Of four kinds, so that a domain's complexity rule takes it; random for each lab. */
const newPassword = (): string => `Aa1-${randomBytes(15).toString('base64url')}`;

const here = import.meta.dirname;
const sources = ['forests.ts', 'samba.ts', 'namespace.ts', 'seed/corp.ts', 'seed/partner.ts', 'seed/ldif.ts'];

/** An image is good as long as what made it is: these scripts and this Samba. */
async function imageKey(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) hash.update(await readFile(join(here, source)));
  hash.update(await run('samba', ['--version']));
  return hash.digest('hex').slice(0, 16);
}

async function build(dc1: DomainController, dc2: DomainController, leaves: Leaves): Promise<Image> {
  const passwords = { administrator: newPassword(), users: newPassword() };
  await Promise.all([dc1.provision(passwords.administrator), dc2.provision(passwords.administrator)]);

  await dc2.apply(toLdif(partnerRecords(passwords.users)), 'add');
  await dc2.apply(toModifyLdif('replace', partnerChanges()), 'modify');
  const foreign = [await dc2.sidOf(outsiders.user), await dc2.sidOf(outsiders.group)];

  await dc1.apply(toLdif([...corpUnits(), ...corpAccounts(passwords.users), ...corpGroups(foreign)]), 'add');
  await dc1.apply(toModifyLdif('add', corpMembers()), 'modify');
  const primary = await dc1.sidOf(primaryChanged.group);
  await dc1.apply(
    toModifyLdif('replace', corpChanges(Number(primary.slice(primary.lastIndexOf('-') + 1)))),
    'modify',
    'relaxed',
  );
  await dc1.apply(toModifyLdif('replace', corpOldPassword()), 'modify', 'raw');

  await Promise.all([dc1.start(leaves.dc1, leaves.caPem, false), dc2.start(leaves.dc2, leaves.caPem, false)]);
  await dc1.trust(partner, passwords.administrator);
  await Promise.all([dc1.stop(), dc2.stop()]);
  const [one, two] = await Promise.all([dc1.pack(), dc2.pack()]);
  return { passwords, corp: one.toString('base64'), partner: two.toString('base64') };
}

export interface Leaves {
  readonly dc1: Leaf;
  readonly dc2: Leaf;
  readonly caPem: string;
}

/**
 * Start both forests; `cacheDir` keeps the image. The DNS forwarder must be running.
 */
export async function startForests(cacheDir: string, logDir: string, leaves: Leaves): Promise<Forests> {
  await mkdir(cacheDir, { recursive: true });
  const name = `image-${await imageKey()}.json`;
  const file = join(cacheDir, name);
  const [dc1, dc2] = await Promise.all([
    DomainController.create(corp, logDir),
    DomainController.create(partner, logDir),
  ]);
  const stop = async (): Promise<void> => {
    await Promise.all([dc1.kill(), dc2.kill()]);
  };
  try {
    let image = await readFile(file, 'utf8').then(
      (text) => JSON.parse(text) as Image,
      () => null,
    );
    const cold = image === null;
    if (image === null) {
      image = await build(dc1, dc2, leaves);
      await writeFile(`${file}.new`, JSON.stringify(image), { mode: 0o600 });
      await rename(`${file}.new`, file);
      for (const old of await readdir(cacheDir))
        if (old.startsWith('image-') && old !== name) await rm(join(cacheDir, old));
    } else {
      await Promise.all([
        dc1.restore(Buffer.from(image.corp, 'base64')),
        dc2.restore(Buffer.from(image.partner, 'base64')),
      ]);
    }
    await Promise.all([dc1.start(leaves.dc1, leaves.caPem, true), dc2.start(leaves.dc2, leaves.caPem, true)]);
    return { passwords: image.passwords, cold, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}
