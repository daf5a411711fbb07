/** A workspace from a stranger whose schema is ours and whose content is not what we write. */
import { copyFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Fault } from '#contract/faults.ts';
import { facts } from '#domain/mapping/fixtures.ts';
import type { Workspace } from '#workspace/api.ts';
import { capture, forestSource, readAt, smallForest, temporaryFolder } from '#workspace/fixtures.ts';
import { openWorkspace } from '#workspace/open.ts';

const all = { offset: 0, limit: 1000 };

/** Everything that a window may ask of the first snapshot; each answers or rejects with a fault. */
const questions: Record<string, (workspace: Workspace) => Promise<unknown>> = {
  sources: (workspace) => workspace.sources(),
  children: (workspace) => workspace.rows({ of: 'children', snapshotId: 1, parentId: null }, all),
  kind: (workspace) => workspace.rows({ of: 'kind', snapshotId: 1, kinds: ['user', 'group'] }, all),
  search: (workspace) => workspace.rows({ of: 'search', snapshotId: 1, text: 'kim' }, all),
  object: (workspace) => workspace.object(1, 3),
  position: (workspace) => workspace.position(1, 3),
  members: (workspace) => workspace.members(1, 1, true, all),
  memberOf: (workspace) => workspace.memberOf(1, 3, true, all),
  findUsers: (workspace) => workspace.findUsers('kim'),
  estates: (workspace) => workspace.estates(),
  grants: (workspace) => workspace.grants({}, all),
  access: (workspace) => workspace.access(1, 3),
};

describe('content that was tampered with', () => {
  // Made once and closed: each of them tampers with a copy.
  const sound = temporaryFolder();
  beforeAll(async () => {
    const made = await openWorkspace(sound.file('a.treeline'), { mode: 'create' });
    await capture(made, smallForest);
    const writer = await made.beginSnapshot(
      { ...forestSource, kind: 'aws', name: '111111111111', origin: 'aws' },
      readAt,
    );
    await writer.setEstate(facts());
    await writer.complete();
    await made.close();
  });
  afterAll(() => sound[Symbol.dispose]());

  it.each<[string, string, string[]]>([
    // what, by which statement, the questions that say so
    [
      'parents in a circle',
      `UPDATE s1_columns SET packed = (SELECT packed FROM s1_columns WHERE name = 'tree') WHERE name = 'parent'`,
      [],
    ],
    [
      'a column cut',
      `UPDATE s1_columns SET packed = x'0102' WHERE name = 'parent'`,
      ['children', 'kind', 'object', 'position', 'members', 'access'],
    ],
    ['columns gone', `DELETE FROM s1_columns`, []],
    [
      'lists of objects that are not there',
      `UPDATE s1_columns SET packed = randomblob(32) WHERE name IN ('tree', 'names')`,
      ['children'],
    ],
    ['random columns', `UPDATE s1_columns SET packed = randomblob(length(packed))`, []],
    ['values gone', `DELETE FROM s1_entry`, ['children', 'kind', 'object', 'access']],
    [
      'values that are none',
      `UPDATE s1_entry SET packed = randomblob(50)`,
      ['children', 'kind', 'object', 'access'],
    ],
    ['names of attributes gone', `DELETE FROM s1_attribute`, ['children', 'kind', 'object', 'access']],
    [
      'members of nothing',
      `UPDATE s1_columns SET packed = randomblob(40) WHERE name IN ('member', 'memberFirst')`,
      [],
    ],
    ['a search gone', `DELETE FROM s1_search`, ['search', 'findUsers']],
    [
      'a search whose texts end anywhere',
      `UPDATE s1_search SET packed = randomblob(length(packed)) WHERE name = 'ends'`,
      ['search', 'findUsers'],
    ],
    [
      'a search whose lists are none',
      `UPDATE s1_search SET packed = zeroblob(length(packed)) WHERE name = 'lists'`,
      ['search', 'findUsers'],
    ],
    ['a random search', `UPDATE s1_search SET packed = randomblob(length(packed))`, ['search', 'findUsers']],
    [
      'SIDs of no domain',
      `UPDATE s1_columns SET packed = x'5b312c7b7d5d' WHERE name = 'sidDomains'`,
      ['members'],
    ],
    ['a base that is not there', `UPDATE snapshot SET base_id = 77 WHERE id = 1`, ['children', 'object']],
    ['a base that is itself', `UPDATE snapshot SET base_id = 1 WHERE id = 1`, []],
    ['references gone', `DELETE FROM s1_reference`, ['members']],
    ['a kind of source unknown', `UPDATE source SET kind = 'evil' WHERE id = 1`, ['sources']],
    ['facts that are no JSON', `UPDATE estate SET facts = '{"partition":'`, ['estates', 'grants', 'access']],
    [
      'facts of another shape',
      `UPDATE estate SET facts = '{"partition":"aws","accounts":5}'`,
      ['estates', 'grants', 'access'],
    ],
    ['facts of nothing', `UPDATE estate SET facts = 'null'`, ['estates', 'grants', 'access']],
  ])('%s: every answer is an answer or a fault', async (_, sql, damaged) => {
    using folder = temporaryFolder();
    const path = folder.file('a.treeline');
    copyFileSync(sound.file('a.treeline'), path);
    const stranger = new DatabaseSync(path);
    stranger.exec(sql);
    stranger.close();
    const workspace = await openWorkspace(path, { mode: 'open' }).catch((error: unknown) => {
      // Opening asks for the sources.
      expect([damaged, (error as Fault).code]).toEqual([['sources'], 'workspace.damaged']);
      return null;
    });
    if (!workspace) return;
    for (const [name, ask] of Object.entries(questions)) {
      const fault = await ask(workspace).then(
        () => null,
        (error: unknown) => error,
      );
      if (damaged.includes(name))
        expect([name, (fault as Fault | null)?.code]).toEqual([name, 'workspace.damaged']);
      else if (fault) {
        expect(fault).toBeInstanceOf(Fault);
        expect([name, (fault as Fault).code]).not.toEqual([name, 'internal']);
      }
    }
    await workspace.close();
  });
});
