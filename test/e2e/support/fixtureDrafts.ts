/** What the fixture engine tells of drafts: kept as long as it runs; a draft of any change lets a few people into a role. */
import { implement } from '@orpc/server';
import { contract } from '#contract/index.ts';
import type { DraftDocument, DraftSummary, PersonChangeRow } from '#contract/draft.ts';
import { personChanges } from '#domain/draft/codes.ts';
import type { PersonChange } from '#domain/draft/codes.ts';
import { Fault } from '#contract/faults.ts';
import { readAt } from './fixtureEstate.ts';
import * as forest from './fixtureForest.ts';

const os = implement(contract);
const role = {
  key: 'arn:aws:iam::111122223333:role/Admin',
  roleArn: 'arn:aws:iam::111122223333:role/Admin',
  name: 'Admin',
  account: '111122223333',
  accountName: 'production',
  permissionSetArn: null,
};
const counts = (gained: number) =>
  Object.fromEntries(personChanges.map((change) => [change, change === 'gained' ? gained : 0])) as Record<
    PersonChange,
    number
  >;

export function draftProcedures() {
  const drafts: DraftDocument[] = [];
  const one = (id: number): DraftDocument => {
    const found = drafts.find((draft) => draft.id === id);
    if (!found) throw new Fault('draft.notFound', { id });
    return found;
  };
  const put = (draft: DraftDocument) => {
    const at = drafts.findIndex(({ id }) => id === draft.id);
    if (at < 0) drafts.push(draft);
    else drafts[at] = draft;
    return { draft, refused: null };
  };
  const made = (name: string, note: string, changes: DraftDocument['changes']) =>
    put({ id: drafts.length + 1, name, note, changes, changedAt: readAt });
  const people = forest.children(8, 0, 40).rows.map((object): PersonChangeRow => ({
    change: 'gained',
    snapshotId: forest.snapshotId,
    objectId: object.id,
    user: object.name,
    dn: object.dn,
    disabled: object.disabled,
    role,
    mechanisms: ['saml'],
  }));
  return {
    run: os.drafts.run.handler(async function* () {
      yield { phase: 'people' as const, done: 1, total: 2, finished: false };
      yield { phase: 'done' as const, done: 1, total: 1, finished: true };
    }),
    converting: os.drafts.converting.handler(async function* () {
      yield { phase: 'done' as const, done: 1, total: 1, finished: true };
    }),
    list: os.drafts.list.handler(() => ({
      kept: true,
      drafts: drafts.map(({ changes, ...rest }) => ({ ...rest, changes: changes.length })),
    })),
    get: os.drafts.get.handler(({ input }) => ({ draft: one(input.id), names: [], notices: [] })),
    create: os.drafts.create.handler(({ input: { name, note = '', changes = [] } }) =>
      made(name, note, changes),
    ),
    rename: os.drafts.rename.handler(({ input: { id, name, note } }) =>
      put({ ...one(id), name, note: note ?? one(id).note }),
    ),
    copy: os.drafts.copy.handler(({ input: { id, name } }) => made(name, one(id).note, one(id).changes)),
    remove: os.drafts.remove.handler(({ input }) => {
      drafts.splice(drafts.indexOf(one(input.id)), 1);
      return {};
    }),
    add: os.drafts.add.handler(({ input: { id, change } }) =>
      put({ ...one(id), changes: [...one(id).changes, change] }),
    ),
    replace: os.drafts.replace.handler(({ input: { id, index, change } }) =>
      put({ ...one(id), changes: one(id).changes.with(index, change) }),
    ),
    removeChange: os.drafts.removeChange.handler(({ input: { id, index } }) =>
      put({ ...one(id), changes: one(id).changes.toSpliced(index, 1) }),
    ),
    check: os.drafts.check.handler(() => ({ names: [], notices: [] })),
    offers: os.drafts.offers.handler(() => ({ sets: [], instances: [], directories: [] })),
    documents: os.drafts.documents.handler(() => ({ trust: null, inline: [], attached: [], managed: null })),
    rules: os.drafts.rules.handler(() => ({ documents: [], text: null })),
    summary: os.drafts.summary.handler((): DraftSummary => {
      const changed = { before: 3, after: 3 + people.length, changes: counts(people.length) };
      return {
        readAt: [{ sourceName: 'corp.example.com', readAt }],
        gaps: [],
        changes: 1,
        notices: [],
        grants: { before: 1, after: 1, gained: 0, lost: 0, changed: 0 },
        roles: { gained: 0, lost: 0, kept: 1 },
        people: changed,
        pairs: counts(people.length),
        accounts: [{ account: role.account, accountName: role.accountName, roles: 1, people: changed }],
        actions: [],
        same: false,
      };
    }),
    grants: os.drafts.grants.handler(() => ({ total: 0, rows: [] })),
    roles: os.drafts.roles.handler(() => ({
      total: 1,
      rows: [
        {
          change: 'kept' as const,
          role,
          grants: { gained: 0, lost: 0, changed: 0 },
          people: { before: 3, after: 3 + people.length, changes: counts(people.length) },
          open: { before: false, after: false },
        },
      ],
    })),
    people: os.drafts.people.handler(({ input: { page } }) => ({
      total: people.length,
      rows: people.slice(page.offset, page.offset + page.limit),
    })),
    chain: os.drafts.chain.handler(({ input }) => ({
      object: forest.children(8, 0, 40).rows.find(({ id }) => id === input.objectId)!,
      before: null,
      after: null,
    })),
    who: os.drafts.who.handler(() => ({ total: 0, rows: [] })),
    export: os.drafts.export.handler(({ input: { formats } }) => ({
      changes: 1,
      exports: formats.map((format) => ({
        format,
        files:
          format === 'csv' || format === 'ldif'
            ? [{ name: `changes.${format}`, text: 'kind,addMember\r\n' }]
            : [],
        carried: format === 'csv' || format === 'ldif' ? 1 : 0,
        remarks:
          format === 'csv' || format === 'ldif'
            ? []
            : [{ index: 0, code: 'otherFormat' as const, state: 'leftOut' as const, params: {} }],
      })),
    })),
    saveFiles: os.drafts.saveFiles.handler(() => ({ bytes: 0 })),
    readBack: os.drafts.readBack.handler(({ input: { files } }) => ({
      changes: [],
      problem: { code: 'notOurs' as const, file: files[0]!.name, place: '' },
    })),
    convert: os.drafts.convert.handler(() => ({
      readAt: [{ sourceName: 'corp.example.com', readAt }],
      instances: [],
      instanceArn: null,
      working: 1,
      covered: 0,
      sets: 0,
      assignments: 0,
      parts: 0,
      counts: [{ code: 'noInstance' as const, state: 'notCovered' as const, count: 1 }],
    })),
    convertRemarks: os.drafts.convertRemarks.handler(() => ({ total: 0, rows: [] })),
    convertChanges: os.drafts.convertChanges.handler(() => ({ changes: [] })),
    convertSets: os.drafts.convertSets.handler(() => ({ total: 0, rows: [] })),
  };
}
