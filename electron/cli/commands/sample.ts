import { copyFile, constants } from 'node:fs/promises';
import { Fault } from '#contract/faults.ts';
import type { Command } from '../command.ts';

export const sample: Command = {
  name: 'sample',
  usage: 'WS',
  summary: 'write the embedded sample workspace to WS',
  takes: [1, 1],
  async run({ engine, positionals, out }) {
    const [path] = positionals as [string];
    try {
      await copyFile(engine.shell.sampleFile, path, constants.COPYFILE_EXCL);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST')
        throw new Fault('workspace.exists', { name: path });
      throw new Fault('workspace.notWritable', {
        name: path,
        detail: (error as NodeJS.ErrnoException).code ?? '',
      });
    }
    const { sources } = await engine.workspace.open(path, { mode: 'open' });
    out.answer({ workspace: path, sources: sources.length }, () => [`${path}: ${sources.length} sources`]);
  },
};
