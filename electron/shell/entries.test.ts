import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { entryFile, unpacked } from './entries.ts';

it.each([
  [
    '/opt/Treeline/resources/app.asar/out/resources/',
    '/opt/Treeline/resources/app.asar.unpacked/out/resources/',
  ],
  [
    'C:\\Treeline\\resources\\app.asar\\out\\resources\\',
    'C:\\Treeline\\resources\\app.asar.unpacked\\out\\resources\\',
  ],
  ['/opt/x/resources/app.asar.unpacked/out/', '/opt/x/resources/app.asar.unpacked/out/'],
  ['/home/x/treeline/out/resources/', '/home/x/treeline/out/resources/'],
])('%s', (path, found) => {
  expect(unpacked(path)).toBe(found);
});

it.each(['vault', 'credential-process'] as const)('names the program %s, which is there', (name) => {
  expect(existsSync(entryFile(name))).toBe(true);
});
