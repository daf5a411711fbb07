/**
 * The system packages that the test suites need. As root on Debian they are installed; elsewhere the missing ones are
 * named and their suites skipped.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { cache } from './places.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

/** suite → packages. `xvfb` and fonts are shared by what draws. */
export const suitePackages = {
  samba: ['samba-ad-dc', 'samba-ad-provision', 'ldb-tools', 'ldap-utils', 'krb5-user', 'libsasl2-modules-gssapi-mit', 'attr', 'acl', 'openssl', 'iproute2', 'util-linux'],
  slapd: ['slapd', 'ldap-utils', 'openssl'],
  keyring: ['gnome-keyring', 'gcr', 'dbus', 'libsecret-tools', 'libsecret-1-0', 'xvfb', 'xauth'],
  awscli: ['awscli', 'python3-botocore'],
  mono: ['mono-mcs'],
  chromium: ['chromium', 'fonts-noto-cjk'],
  electron: [
    'xvfb', 'xauth', 'unzip', 'libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libxtst6', 'libnotify4', 'libsecret-1-0',
    'libatspi2.0-0', 'dbus', 'fonts-noto-cjk',
  ],
}; // prettier-ignore

/** Servers must not start by themselves when their package is installed; a machine's own policy is left alone. */
const policy = '/usr/sbin/policy-rc.d';

function installedPackages() {
  const { status, stdout } = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Abbrev}\n'], {
    encoding: 'utf8',
  });
  if (status !== 0) return null;
  return new Set(stdout.split('\n').filter((line) => line.endsWith('ii ')).map((line) => line.split(' ')[0])); // prettier-ignore
}

/** The package manager says much that only matters when it fails: it goes to a file, and the file is named then. */
async function apt(...args) {
  const file = cache('packages.log');
  mkdirSync(cache(), { recursive: true });
  const log = openSync(file, 'a');
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return await run('apt-get', ['-qq', ...args], { stdio: ['ignore', log, log], env });
  } finally {
    closeSync(log);
  }
}

async function installPackages(names) {
  say(`installing system packages for the tests: ${names.join(' ')}`);
  const ours = !existsSync(policy);
  if (ours) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    // An old or missing list of packages is the usual reason for a failure: read it anew once.
    const install = ['-y', '-o', 'Dpkg::Use-Pty=0', '--no-install-recommends', 'install', ...names];
    if (!existsSync('/var/lib/apt/lists/lock') || (await apt(...install)) !== 0) {
      await apt('update');
      if ((await apt(...install)) !== 0)
        say(`not all of them could be installed; ${cache('packages.log')} says why`);
    }
  } finally {
    if (ours) rmSync(policy, { force: true });
  }
}

/** Suites that can run here. Says in a line what is missing for those that cannot. */
export async function preparePackages() {
  const needed = [...new Set(Object.values(suitePackages).flat())];
  const missingOf = (installed) => needed.filter((name) => !installed.has(name));
  let installed = process.platform === 'linux' ? installedPackages() : null;
  if (installed && missingOf(installed).length > 0 && process.getuid?.() === 0) {
    await installPackages(missingOf(installed));
    installed = installedPackages();
  }
  const suites = [];
  for (const [suite, names] of Object.entries(suitePackages)) {
    const missing = installed ? names.filter((name) => !installed.has(name)) : ['a Debian system'];
    // The Samba lab binds low ports and makes namespaces; a real one runs as root.
    if (suite === 'samba' && installed && process.getuid?.() !== 0) missing.push('root');
    if (missing.length === 0) suites.push(suite);
    else say(`the ${suite} suite is skipped; it needs ${missing.join(', ')}`);
  }
  return suites;
}
