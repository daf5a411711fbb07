/**
 * Access reviews of the generated forest: what people and roles there are is made up, and everything that is said of them
 * goes through the engine's own store and answers, in memory.
 */
import { implement, ORPCError } from '@orpc/server';
import { Fault } from '#contract/faults.ts';
import { contract } from '#contract/index.ts';
import type { ReviewPreview, ReviewProgress, ReviewRequest, ReviewScope } from '#contract/review.ts';
import { mostItems } from '#domain/review/codes.ts';
import { firstLink, nextLink } from '#domain/review/digest.ts';
import type { FrozenItem, ReviewRole } from '#domain/review/item.ts';
import { inScope } from '#domain/review/scope.ts';
import { decideAll } from '#engine/review/decideAll.ts';
import { answer } from '#engine/review/reviews.ts';
import type { Input, Name, Output } from '#engine/review/reviews.ts';
import type { Engine } from '#engine/engine.ts';
import type { AccessWorld } from '#workspace/access/world.ts';
import { reviewAnswers } from '#workspace/review/answers.ts';
import { placesOf } from '#workspace/review/chosen.ts';
import { ReviewClient } from '#workspace/review/client.ts';
import type { KeptReview, ReviewHead } from '#workspace/review/kept.ts';
import { evidenceDigest, sha256 } from '#workspace/review/seal.ts';
import { reviewStore } from '#workspace/review/store.ts';
import type { NewItem } from '#workspace/review/store.ts';
import { reviewDdl } from '#workspace/schema/catalogue.ts';
import { Database } from '#workspace/sqlite.ts';
import { readAt } from './fixtureEstate.ts';
import { accounts } from './fixtureEstateFacts.ts';
import * as forest from './fixtureForest.ts';

const os = implement(contract);
const kinds = ['Admin', 'Deploy', 'ReadOnly', 'Billing', 'Support', 'Audit', 'Backup', 'Network'];
const setOf = (kind: string) => `arn:aws:sso:::permissionSet/ssoins-1/ps-${kind.toLowerCase()}`;
/** Of every account one role a kind; the last two kinds are permission sets. */
const roles = accounts.flatMap(([account, accountName]) =>
  kinds.map((kind, at) => {
    const ofSet = at >= 6;
    const key = ofSet ? `${account}/${setOf(kind)}` : `arn:aws:iam::${account}:role/${kind}`;
    const roleArn = ofSet ? null : key;
    const permissionSetArn = ofSet ? setOf(kind) : null;
    const role: ReviewRole = { key, roleArn, name: kind, account, accountName, permissionSetArn };
    return { role, privileged: at === 0 ? true : at === 5 ? null : false, kind };
  }),
);
type Role = (typeof roles)[number];

/** How many people there are: everybody has up to three roles. */
const people = 2400;
const owners = ['CN=Kim Minsu,OU=People', 'CN=Ann Meyer,OU=People', null].map(
  (owner) => owner && `${owner},${forest.base}`,
);

function accessOf(of: ReturnType<typeof forest.children>['rows'][number], at: number, { role, privileged }: Role, onlySince: boolean): FrozenItem {
  const object = { snapshotId: forest.snapshotId, objectId: of.id, name: of.name, dn: of.dn, kind: 'user' } as const;
  const group = { name: `AWS-${role.account}-${role.name}`, dn: `CN=AWS-${role.account}-${role.name},OU=Groups,${forest.base}`, sid: null };
  const owner = owners[at % owners.length]!;
  const evidence = { code: 'member', snapshotId: forest.snapshotId, where: group.dn, field: 'member', value: of.dn, readAt };
  const mechanism = role.permissionSetArn === null ? 'saml' : 'identity-center';
  return {
    kind: 'access',
    role,
    privileged,
    lastUsed: at % 4 === 0 ? { state: 'never' } : { state: 'known', at: '2026-11-02T09:15:00Z' },
    person: { snapshotId: forest.snapshotId, objectId: of.id, name: of.name, samAccountName: of.samAccountName ?? null, dn: of.dn, sid: of.sid },
    ways: [
      {
        mechanism, group, owner,
        chain: [
          { step: 'user', object },
          { step: 'membership', via: 'member', object: { ...object, name: group.name, dn: group.dn, kind: 'group' }, evidence },
          { step: 'mechanism', mechanism, through: null, evidence: [evidence] },
          { step: 'role', roleArn: role.roleArn, roleName: role.name, account: role.account, accountName: role.accountName },
        ],
      },
    ],
    until: at % 11 === 0 ? '2026-12-24T18:00:00Z' : null,
    notes: [],
    disabled: at % 9 === 0,
    lastSignIn: at % 5 === 0 ? { state: 'never' } : at % 5 === 1 ? { state: 'notRead' } : { state: 'known', at: '2026-11-17T07:41:00Z' },
    removal: { code: at % 3 === 0 ? 'oneGroup' : 'nested', groups: [{ name: group.name, dn: group.dn }], alsoOpens: at % 3 },
    gap: null,
    since: onlySince ? (at % 6 === 0 ? 'new' : at % 6 === 1 ? 'notRevoked' : 'same') : null,
    reviewer: owner === null ? { id: 'security@example.com', reason: 'noOwner' } : { id: owner, reason: 'managedBy' },
  };
} // prettier-ignore

const gapOf = ({ role, privileged }: Role): FrozenItem => ({
  kind: 'notReadable',
  role,
  privileged,
  lastUsed: { state: 'notRead' },
  person: null,
  ways: [],
  until: null,
  notes: [],
  disabled: null,
  lastSignIn: { state: 'notRead' },
  removal: null,
  gap: {
    code: 'providerDecides',
    mechanism: 'saml',
    name: `arn:aws:iam::${role.account}:saml-provider/partner`,
    evidence: [
      {
        code: 'trustStatement',
        snapshotId: 2,
        where: role.key,
        field: 'Principal',
        value: 'partner',
        readAt,
      },
    ],
  },
  since: null,
  reviewer: { id: 'security@example.com', reason: 'notReadable' },
});

const chosenBy = (scope: ReviewScope): Role[] => {
  const fits = inScope(scope, ({ key }) => roles.some(({ role, privileged }) => role.key === key && privileged === true));
  return roles.filter(({ role, kind }) => fits({ ...role, permissionSetName: role.permissionSetArn && kind }));
}; // prettier-ignore

/** By person, what nobody can judge last. */
function itemsOf(scope: ReviewScope, followed: boolean): FrozenItem[] {
  const chosen = new Set(chosenBy(scope));
  const rows = forest.children(8, 0, people).rows;
  const access = rows.flatMap((row, at) =>
    Array.from({ length: 1 + (at % 3) }, (_, step) => roles[(at + step * 5) % roles.length]!)
      .filter((role) => chosen.has(role))
      .map((role) => accessOf(row, at, role, followed)),
  );
  return [...access, ...[...chosen].filter(({ kind }) => kind === 'Network').map(gapOf)];
}

function previewOf(scope: ReviewScope): ReviewPreview {
  const items = itemsOf(scope, false);
  const byRole = Map.groupBy(items, ({ role }) => role.key);
  const count = (key: string) => byRole.get(key)?.filter(({ person }) => person).length ?? 0;
  const chosen = chosenBy(scope);
  return {
    readAt: [{ sourceName: 'corp.example.com', readAt }],
    items: items.length,
    people: new Set(items.flatMap(({ person }) => person?.objectId ?? [])).size,
    roles: chosen.length,
    notReadable: items.filter(({ kind }) => kind === 'notReadable').length,
    limit: mostItems,
    largest: chosen
      .map(({ role, privileged }) => ({ role: { ...role }, people: count(role.key), privileged }))
      .toSorted((a, b) => b.people - a.people),
    ...placesOf(
      chosen.map(({ role, privileged, kind: permissionSetName }) => ({
        role,
        privileged,
        permissionSetName,
        target: undefined,
        principal: undefined,
        gaps: [],
      })),
    ),
  };
}

/** What the engine's access thread makes of a beginning, made here of the generated people. */
function beginning(head: ReviewHead) {
  const items = itemsOf(head.scope, head.since !== null);
  let link = firstLink(head, sha256);
  const rows = items.map((item, at): NewItem => {
    link = nextLink(link, at + 1, item, sha256);
    return { number: at + 1, reviewer: item.reviewer.id, body: JSON.stringify({ item, link }) };
  });
  const persons = new Set(items.flatMap(({ person }) => person?.objectId ?? []));
  const having = (state: FrozenItem['since']) => items.filter(({ since }) => since === state).length;
  const counted = {
    items: items.length,
    people: persons.size,
    roles: new Set(items.map(({ role }) => role.key)).size,
    since: head.since && {
      ...head.since,
      name: 'Third quarter',
      signedAt: readAt,
      new: having('new'),
      changed: having('changed'),
      same: having('same'),
      notRevoked: having('notRevoked'),
      gone: 12,
      carriedOut: 9,
    },
  };
  const digest = evidenceDigest(link, counted);
  const kept: KeptReview = { head, ...counted, digest, revision: 0, signOff: null };
  return { rows, kept };
}

const everything: ReviewScope = { roles: [], accounts: [], permissionSets: [], privileged: false, all: true };
const campaign = (name: string, more: Partial<ReviewRequest>): ReviewRequest => ({
  name,
  scope: everything,
  dueOn: null,
  startedBy: 'ann',
  defaultReviewer: 'security@example.com',
  since: null,
  ...more,
});

/** Numbers of the campaigns that are there: one signed, one that follows it and is half decided, one of everything. */
export const reviewIds = { signed: 1, following: 2, all: 3 };

/** A workspace's reviews over tables in memory. */
function memory() {
  const db = new Database(':memory:', 'write');
  for (const ddl of reviewDdl) db.exec(ddl);
  const begun = new Map<number, ReturnType<typeof beginning>>();
  const answers = reviewAnswers({ db } as unknown as AccessWorld);
  const store = reviewStore(() => db);
  const methods: Record<string, (...args: never[]) => unknown> = {
    ...answers,
    ...store,
    reviewPreview: previewOf,
    reviewBegin(ticket: number, request: ReviewRequest, startedAt: string) {
      const head = { ...request, startedAt, readAt: [{ sourceName: 'corp.example.com', readAt }] };
      begun.set(ticket, beginning(head));
      return begun.get(ticket)!.kept.items;
    },
    reviewGather(ticket: number) {
      const { rows, kept } = begun.get(ticket)!;
      const some = rows.splice(0, 500);
      return { rows: some, looked: kept.items - rows.length };
    },
    reviewEnd: (ticket: number) => begun.get(ticket)!.kept,
  };
  const thread = {
    call: async (method: string, ...args: unknown[]) =>
      (methods[method] as (...given: unknown[]) => unknown)(...args),
  };
  const threads = { readOnly: false, name: 'corp', access: () => thread, writer: () => thread };
  const reviews = new ReviewClient(threads as unknown as ConstructorParameters<typeof ReviewClient>[0]);
  return { reviews, close: () => db.close() };
}

async function campaigns(reviews: ReviewClient): Promise<void> {
  const begin = (name: string, more: Partial<ReviewRequest>) => reviews.start(campaign(name, more), readAt, () => undefined); // prettier-ignore
  const signed = await begin('Third quarter', { scope: { ...everything, all: false, privileged: true }, dueOn: '2026-09-30' }); // prettier-ignore
  const say = (id: number, numbers: readonly number[], decision: 'keep' | 'revoke' | 'unsure', reason = '') =>
    reviews.decide(id, numbers.map((number) => ({ number, seen: null, decision, reason })), 'ann', readAt); // prettier-ignore
  await say(signed, [1, 2, 3], 'keep');
  await say(signed, [4, 5], 'revoke', 'left the team');
  await reviews.signOff(signed, 'ann', 'the rest is asked in the fourth quarter', readAt);
  const since = { reviewId: signed, onlyChanges: false };
  const following = await begin('Fourth quarter', { scope: { ...everything, all: false, privileged: true }, dueOn: '2026-11-10', since }); // prettier-ignore
  await say(following, Array.from({ length: 100 }, (_, at) => at + 1), 'keep', 'on the team'); // prettier-ignore
  await say(following, [101, 102, 103], 'revoke', 'moved to sales');
  await say(following, [104], 'unsure');
  await begin('Everything', {});
}

/** The procedures over campaigns that are made when they are first asked for. `empty`: there are none. */
export function reviewProcedures(isEmpty: () => boolean) {
  let now: Promise<ReturnType<typeof memory>> | null = null;
  const made = async () => {
    const held = memory();
    if (!isEmpty()) await campaigns(held.reviews);
    return held;
  };
  async function told<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    const { reviews } = await (now ??= made());
    const engine = { workspace: { current: { reviews, readOnly: false } } } as unknown as Engine;
    try {
      return await work(engine);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      throw new ORPCError('FAULT', { status: 500, data: { code: error.code, params: error.params } });
    }
  }
  const ask = <P extends Name>(name: P) => ({ input }: { input: Input<P> }): Promise<Output<P>> => told((engine) => answer(engine, name, input)); // prettier-ignore
  return {
    /** As a fresh engine has them. */
    reset() {
      void now?.then(({ close }) => close());
      now = null;
    },
    router: {
      start: os.reviews.start.handler(async function* ({ input: { request } }) {
        const steps: ReviewProgress[] = [];
        const reviewId = await told(() =>
          now!.then(({ reviews }) =>
            reviews.start(request, new Date().toISOString(), (step) =>
              steps.push({ ...step, finished: false, reviewId: null }),
            ),
          ),
        );
        yield* steps;
        yield { phase: 'done' as const, done: 1, total: 1, finished: true, reviewId };
      }),
      decideAll: os.reviews.decideAll.handler(async function* ({ input }) {
        yield* await told(async (engine) => decideAll(engine, input));
      }),
      list: os.reviews.list.handler(ask('list')),
      get: os.reviews.get.handler(ask('get')),
      preview: os.reviews.preview.handler(ask('preview')),
      items: os.reviews.items.handler(ask('items')),
      item: os.reviews.item.handler(ask('item')),
      position: os.reviews.position.handler(ask('position')),
      nextOpen: os.reviews.nextOpen.handler(ask('nextOpen')),
      groups: os.reviews.groups.handler(ask('groups')),
      stand: os.reviews.stand.handler(ask('stand')),
      decide: os.reviews.decide.handler(ask('decide')),
      reassign: os.reviews.reassign.handler(ask('reassign')),
      signOff: os.reviews.signOff.handler(ask('signOff')),
      remove: os.reviews.remove.handler(ask('remove')),
      verify: os.reviews.verify.handler(ask('verify')),
      report: os.reviews.report.handler(() => ({ bytes: 1, items: 1 })),
      revocations: os.reviews.revocations.handler(() => ({ bytes: 1, removals: 3, byHand: 1 })),
      exportItems: os.reviews.exportItems.handler(() => ({ bytes: 1, items: 1 })),
      importDecisions: os.reviews.importDecisions.handler(() => ({
        decided: 0,
        passed: 0,
        bad: [],
        badTotal: 0,
        overtaken: [],
      })),
    },
  };
}
