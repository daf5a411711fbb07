/** What packaging does to the program that users get, tried on a copy of a real one. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flipFuses, FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import afterPack, { programOf } from '../../packaging/afterPack.ts';
import { electronRuntime } from '../lab/electron/runtime.ts';

let folder: string;
const context = (platform: string) => ({
  appOutDir: folder,
  electronPlatformName: platform,
  packager: {
    appInfo: { productFilename: 'Treeline' },
    ...(platform === 'linux' && { executableName: 'treeline' }),
  },
});
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'treeline-fuses-'));
  cpSync(join(await electronRuntime(), 'treeline'), join(folder, 'treeline'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the fuses of the packaged program', () => {
  it('are set, from whatever they were', async () => {
    const program = join(folder, 'treeline');
    // As Electron comes: everything that helps a developer is on.
    await flipFuses(program, {
      version: FuseVersion.V1,
      [FuseV1Options.RunAsNode]: true,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
      [FuseV1Options.OnlyLoadAppFromAsar]: false,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: true,
    });
    expect((await getCurrentFuseWire(program))[FuseV1Options.RunAsNode]).toBe(FuseState.ENABLE);

    await afterPack(context('linux'));
    const wire = await getCurrentFuseWire(program);
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ];
    const on = [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseV1Options.OnlyLoadAppFromAsar];
    for (const fuse of off) expect([fuse, wire[fuse]]).toEqual([fuse, FuseState.DISABLE]);
    for (const fuse of on) expect([fuse, wire[fuse]]).toEqual([fuse, FuseState.ENABLE]);
  });

  it.each([
    ['linux', 'treeline'],
    ['win32', 'Treeline.exe'],
    ['darwin', 'Treeline.app'],
  ])('are looked for in the program of %s', (platform, name) => {
    expect(programOf(context(platform))).toBe(join(folder, name));
  });

  it('are off in the program that the other tests run, where users have them off', async () => {
    const wire = await getCurrentFuseWire(join(await electronRuntime(), 'treeline'));
    expect(wire[FuseV1Options.RunAsNode]).toBe(FuseState.DISABLE);
    expect(wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(FuseState.DISABLE);
  });
});
