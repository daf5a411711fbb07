import { expect, it } from 'vitest';
import type { Draft } from '#domain/draft/change.ts';
import type { Workspace } from '#workspace/api.ts';
import { draftOf, draftsOf, dropDraft, keepDraft } from './keeping.ts';

const draft = (id: number, name: string): Draft => ({
  id,
  name,
  note: '',
  changedAt: '2026-11-23T08:00:00.000Z',
  changes: [],
});
/** A file that takes no changes and holds two drafts. */
const aWorkspace = (): Workspace => {
  const list = async () => [draft(1, 'a'), draft(2, 'b')];
  return { readOnly: true, drafts: { list } } as unknown as Workspace;
};
const names = async (workspace: Workspace) =>
  (await draftsOf(workspace)).map(({ id, name }) => `${id} ${name}`);

it('shows one of the file once, as it was changed last', async () => {
  const workspace = aWorkspace();
  await keepDraft(workspace, 1, draft(1, 'a, changed'));
  expect(await names(workspace)).toEqual(['1 a, changed', '2 b']);
  expect(await draftOf(workspace, 1)).toMatchObject({ name: 'a, changed' });
});

it('removes one of the file out of sight, and uses no number again', async () => {
  const workspace = aWorkspace();
  await dropDraft(workspace, 2);
  expect(await names(workspace)).toEqual(['1 a']);
  await expect(draftOf(workspace, 2)).rejects.toThrow('draft.notFound');
  await keepDraft(workspace, null, draft(0, 'c'));
  expect(await names(workspace)).toEqual(['1 a', '3 c']);
});

it('keeps no more in memory than a file holds', async () => {
  const workspace = aWorkspace();
  for (let at = 0; at < 198; at++) await keepDraft(workspace, null, draft(0, String(at)));
  await expect(keepDraft(workspace, null, draft(0, 'one more'))).rejects.toThrow('input.invalid');
});
