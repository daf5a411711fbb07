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

it.each([
  ['several-mechanisms', 'medium', 0],
  ['several-mechanisms', 'low', 1],
  ['machine-in-human-role', 'high', 0],
  ['machine-in-human-role', 'medium', 1],
  ['group-editors,several-mechanisms', 'critical', 1],
  ['several-mechanisms', 'severe', 2],
] as const)('of %s ends, where it is asked for %s, with %i', async (check, severity, expected) => {
  const { code } = await cli.run(['audit', sample, '--check', check, '--fail-on', severity]);
  expect(code).toBe(expected);
});
