import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { credentialProcess } from './credentialProcess.ts';
import { pinnedNode } from './pinnedNode.ts';

const versions = Object.getOwnPropertyDescriptor(process, 'versions')!;
afterEach(() => Object.defineProperty(process, 'versions', versions));

it.each([
  ['on Node it is this Node', {}, process.execPath],
  [
    'in Electron, with which nobody runs a script, it is the pinned one',
    { electron: '45.0.0' },
    pinnedNode(),
  ],
])('%s', (_, more, node) => {
  Object.defineProperty(process, 'versions', { ...versions, value: { ...process.versions, ...more } });
  const command = credentialProcess('an-id');
  expect(command).toEqual(node === null ? [] : [node, expect.stringContaining('redential'), 'an-id']);
  for (const path of command.slice(0, 2)) expect([isAbsolute(path), existsSync(path)]).toEqual([true, true]);
});
