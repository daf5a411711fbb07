/** `audit` of the built command line: what its lines say beside the findings. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { commandLine } from './support/cli.ts';

const cli = commandLine();
const sample = cli.at('demo.treeline');
beforeAll(async () => {
  expect((await cli.run(['sample', sample])).code).toBe(0);
});
afterAll(() => cli.remove());

it('says that nothing was compared where no baseline is kept', async () => {
  const { code, stdout } = await cli.run(['audit', sample, '--check', 'wide-group', '--baseline', 'saved']);
  expect(code).toBe(1);
  expect(stdout).toContain('Nothing was compared: no baseline is kept.');
  expect(stdout).toContain('The group takes in Everyone, Authenticated Users, and opens');
});
