import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { configFolder, ensureConfigFolder } from './configFolder.ts';

describe('configFolder', () => {
  const cases: [platform: NodeJS.Platform, environment: NodeJS.ProcessEnv, folder: string][] = [
    ['linux', {}, '/home/x/.config/treeline'],
    ['linux', { XDG_CONFIG_HOME: '' }, '/home/x/.config/treeline'],
    ['linux', { XDG_CONFIG_HOME: '/etc/xdg-x' }, '/etc/xdg-x/treeline'],
    // "All paths set in these environment variables must be absolute" (XDG Base Directory Specification 0.8).
    ['linux', { XDG_CONFIG_HOME: 'relative' }, '/home/x/.config/treeline'],
    ['freebsd', {}, '/home/x/.config/treeline'],
    ['darwin', { XDG_CONFIG_HOME: '/elsewhere' }, '/home/x/Library/Application Support/Treeline'],
    ['linux', { TREELINE_CONFIG_HOME: '/own' }, '/own'],
    ['darwin', { TREELINE_CONFIG_HOME: '/own' }, '/own'],
    ['win32', { TREELINE_CONFIG_HOME: '/own', APPDATA: '/roaming' }, '/own'],
  ];
  it.each(cases)('%s %o', (platform, environment, folder) => {
    expect(configFolder(platform, environment, '/home/x')).toBe(folder);
  });

  it('win32 uses the roaming folder, and finds it where the variable is missing', () => {
    expect(configFolder('win32', { APPDATA: '/roaming' }, '/home/x')).toBe(join('/roaming', 'Treeline'));
    expect(configFolder('win32', {}, '/home/x')).toBe(join('/home/x', 'AppData', 'Roaming', 'Treeline'));
  });
});

describe.skipIf(process.platform === 'win32')('ensureConfigFolder', () => {
  const base = mkdtempSync(join(tmpdir(), 'treeline-config-'));
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(base, { recursive: true, force: true });
  });

  it('makes it for the user alone, also where it was there and open to others', () => {
    const folder = join(base, 'deep', 'treeline');
    vi.stubEnv('TREELINE_CONFIG_HOME', folder);
    expect(ensureConfigFolder()).toBe(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it.runIf(process.platform === 'linux').each([
    ['takes no folders and says that it is not there', '/proc/nobody/.config/treeline'],
    ['is a file', '/etc/hostname/treeline'],
  ])('says what cannot be made where the home %s', (_why, folder) => {
    expect(() => ensureConfigFolder(folder)).toThrow(
      expect.objectContaining({
        code: 'workspace.notWritable',
        params: expect.objectContaining({ name: folder }),
      }),
    );
  });
});
