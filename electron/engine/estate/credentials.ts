/** Credentials that outlive their use, over all AWS sources, each judged as of the time its source was read. */
import type { z } from 'zod';
import type { CredentialRow, userProcedures } from '#contract/estate/users.ts';
import { credentialGaps, credentialIssues } from '#domain/estate/codes.ts';
import type { CredentialGap } from '#domain/estate/codes.ts';
import {
  credentialGapsOf,
  credentialLimitDays,
  rootCredentials,
  userCredentials,
} from '#domain/estate/credentials.ts';
import type { CredentialFinding } from '#domain/estate/credentials.ts';
import { commonTests, countsOf, factsOf, fitting, isOneOf, pageOf, stateOf } from './lists.ts';
import { rootArn, toldOf } from './reports.ts';
import { onceFor } from './views.ts';
import type { EstateView, EstateViews } from './views.ts';

type Listed = (typeof userProcedures)['credentials'];

const rowsOf = onceFor((views): readonly CredentialRow[] => {
  const row = (
    view: EstateView,
    about: { account: string; subject: string; userName: string | null },
    found: CredentialFinding,
  ): CredentialRow => ({
    snapshotId: view.snapshotId,
    ...about,
    accountName: views.names.get(about.account) ?? null,
    root: about.userName === null,
    code: found.code,
    keyTail: found.keyTail,
    ageDays: found.ageDays,
    since: found.since,
    evidence: [
      {
        code: found.code,
        snapshotId: view.snapshotId,
        where: about.subject,
        field: found.field,
        value: found.value,
        readAt: view.readAt,
      },
    ],
  });
  const roots = views.all.flatMap((view) =>
    view.facts.accounts.flatMap((account) => {
      const subject = rootArn(view.facts, account.id);
      const told = toldOf(view.facts, account.id, subject);
      return rootCredentials(account, view.readAt, told).map((found) =>
        row(view, { account: account.id, subject, userName: null }, found),
      );
    }),
  );
  const users = factsOf(views.all, 'users').flatMap(({ view, fact }) =>
    userCredentials(fact, view.readAt, toldOf(view.facts, fact.account, fact.arn)).map((found) =>
      row(view, { account: fact.account, subject: fact.arn, userName: fact.name }, found),
    ),
  );
  const rank = new Map(credentialIssues.map((code, index) => [code, index]));
  return [...roots, ...users].toSorted(
    (a, b) =>
      rank.get(a.code)! - rank.get(b.code)! ||
      (b.ageDays ?? -1) - (a.ageDays ?? -1) ||
      (a.subject < b.subject ? -1 : 1),
  );
});

/** How many users, or accounts for the root user, lack what a judgement needs. */
const notReadOf = onceFor(({ all }) =>
  all.flatMap(({ snapshotId, readAt, facts }) => {
    const counts = new Map<CredentialGap, number>();
    const add = (code: CredentialGap): void => void counts.set(code, (counts.get(code) ?? 0) + 1);
    if (facts.users.state === 'notReadable') add('users');
    if (facts.users.state === 'read')
      for (const user of facts.users.value)
        for (const code of credentialGapsOf(user, readAt, toldOf(facts, user.account, user.arn))) add(code);
    // A source that holds no IAM, as a delegation list, has no root user to judge either.
    if (facts.users.state !== 'notApplicable')
      for (const { id, root } of facts.accounts)
        if (root === undefined && toldOf(facts, id, rootArn(facts, id)) === null) add('root');
    return credentialGaps.flatMap((code) =>
      counts.has(code) ? [{ snapshotId, code, count: counts.get(code)! }] : [],
    );
  }),
);

export function credentials(views: EstateViews, input: z.infer<Listed['input']>): z.infer<Listed['output']> {
  const rows = rowsOf(views);
  const tests = {
    ...commonTests<CredentialRow>(input, ({ subject, keyTail, accountName }) => [
      subject,
      keyTail,
      accountName,
    ]),
    codes: isOneOf(input.codes, ({ code }: CredentialRow) => [code]),
  };
  return {
    ...stateOf(views.all, (facts) => facts.users),
    ...pageOf(fitting(rows, tests), input.page),
    codes: countsOf(fitting(rows, tests, 'codes'), ({ code }) => [code]),
    notRead: notReadOf(views).slice(0, 1000),
    limitDays: credentialLimitDays,
  };
}
