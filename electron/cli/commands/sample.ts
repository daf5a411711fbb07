import { copyFile, constants } from 'node:fs/promises';
import { Fault } from '#contract/faults.ts';
import type { Command } from '../command.ts';
import { counted } from '../words.ts';

export const sample: Command = {
  name: 'sample',
  usage: 'WS',
  summary: 'write the embedded sample workspace to WS',
  help: [
    'A made-up company: a forest with a child domain, a partner forest with a trust, their copies in AWS Directory Service,',
    'an AWS organization, AD FS claim rules and console access, with faults to find.',
  ],
  example: 'treeline sample demo.treeline',
  takes: [1, 1],
  async run({ engine, positionals, out }) {
    const [path] = positionals as [string];
    try {
      await copyFile(engine.shell.sampleFile, path, constants.COPYFILE_EXCL);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST' || code === 'EISDIR') throw new Fault('workspace.exists', { name: path });
      throw new Fault('workspace.notWritable', {
        name: path,
        detail: code ?? '',
      });
    }
    const { sources } = await engine.workspace.open(path, { mode: 'open' });
    out.answer<'sample'>({ workspace: path, sources: sources.length }, () => [
      `${path}: ${counted(sources.length, 'source')}. See them with: treeline sources ${path}`,
    ]);
  },
};
