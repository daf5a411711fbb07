/** Refreshed snapshots against captures of the same objects, in a long run: the short one is beside the refresh. */
import { expect, it } from 'vitest';
import { temporaryFolder } from '#workspace/fixtures.ts';
import { openWorkspace } from '#workspace/open.ts';
import { refreshesAreCaptures } from '#workspace/refreshLaw.ts';

it('refreshes and refreshes of refreshes are what captures would be, and leave the older ones alone', async () => {
  using folder = temporaryFolder();
  const workspace = await openWorkspace(folder.file('a.treeline'), { mode: 'create' });
  try {
    await expect(refreshesAreCaptures(workspace, 25)).resolves.toBeUndefined();
  } finally {
    await workspace.close();
  }
});
