/** IAM users of every account, each from the newest snapshot that read them, with what the credential report says. */
import type { ReportedCredentials } from '../estate/credentialReport.ts';
import type { AwsAccount } from '../estate/facts.ts';
import type { IamUser } from '../estate/iam.ts';
import { readOr } from '../mapping/estateIndex.ts';
import type { EstateSnapshot } from '../mapping/input.ts';
import type { Report, Subject } from './finding.ts';
import type { AuditWorld } from './world.ts';

export const iamUserSubject = ({ arn, userId, name, account }: IamUser, estate: EstateSnapshot): Subject => ({
  kind: 'iamUser',
  id: userId || arn,
  name,
  where: arn,
  snapshotId: estate.snapshotId,
  objectId: null,
  account,
});

export interface ReadUser {
  readonly user: IamUser;
  readonly estate: EstateSnapshot;
  readonly reported: ReportedCredentials | null;
}

/** What the report of an account says of somebody. */
export function reportedOf(account: AwsAccount | undefined, arn: string): ReportedCredentials | null {
  const report = account?.credentialReport;
  return report?.state === 'read' ? (report.value.credentials.find((one) => one.arn === arn) ?? null) : null;
}

export function eachUser(world: AuditWorld, report: Report, visit: (read: ReadUser) => void): void {
  const done = new Set<string>();
  for (const estate of world.aws.estates.estates) {
    const { facts } = estate;
    if (facts.users.state === 'notReadable' && facts.accounts.length > 0)
      for (const { id } of facts.accounts) report.notJudged('usersNotRead', id, facts.users.code);
    const users = readOr(facts.users);
    const here = new Set(users.map(({ account }) => account).filter((account) => !done.has(account)));
    const accounts = new Map(facts.accounts.map((account) => [account.id, account]));
    for (const user of users)
      if (here.has(user.account))
        visit({ user, estate, reported: reportedOf(accounts.get(user.account), user.arn) });
    for (const account of here) done.add(account);
  }
}
