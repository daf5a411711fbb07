/** Keys and passwords that outlive their use, of users and of root. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { credentialGapsOf, rootCredentials, userCredentials } from '../../estate/credentials.ts';
import type { CredentialFinding } from '../../estate/credentials.ts';
import type { CredentialIssue } from '../../estate/codes.ts';
import { eachUser, reportedOf, iamUserSubject } from '../iamUsers.ts';
import { fact } from '../subjects.ts';

/** What is a fault of the credentials themselves; that a password is old or idle, the credentials place tells. */
const judged: ReadonlySet<CredentialIssue> = new Set([
  'rootKeys',
  'rootNoMfa',
  'passwordNoMfa',
  'keyOld',
  'keyNeverUsed',
  'keysTwoActive',
]);
const tell = (found: readonly CredentialFinding[]) => found.filter(({ code }) => judged.has(code));

export const longTermCredentials: Check = {
  id: 'long-term-credentials',
  number: 30,
  severity: 'critical',
  codes: ['longTermCredentials'],
  controls: controls({ cis: ['1.4', '1.5', '1.10', '1.12', '1.13', '1.14'], nist: ['IA-2(1)', 'IA-5', 'AC-2(3)'], iso: ['A.5.17', 'A.8.2', 'A.8.5'], soc2: ['CC6.1'], pci: ['8.3.9', '8.4.2', '8.6.3'] }),
  run(world, report) {
    const limit = world.settings.keyDays;
    eachUser(world, report, ({ user, estate, reported }) => {
      const found = tell(userCredentials(user, estate.readAt, reported, limit));
      for (const gap of credentialGapsOf(user, estate.readAt, reported, limit))
        if (gap === 'keys' || gap === 'mfa' || gap === 'password') report.notJudged('credentialsNotRead', `${user.arn} ${gap}`);
      if (found.length === 0) return;
      const open = found.some(({ code }) => code === 'passwordNoMfa');
      report.add({
        code: 'longTermCredentials', severity: open ? 'high' : 'medium', reason: open ? 'oneFactor' : 'longLived', subject: iamUserSubject(user, estate),
        params: { issues: [...new Set(found.map(({ code }) => code))].join(', '), account: user.account },
        evidence: found.map(({ field, value }) => fact('credential', estate, user.arn, field, value)),
      });
    });
    const done = new Set<string>();
    for (const estate of world.aws.estates.estates)
      for (const account of estate.facts.accounts) {
        const arn = `arn:${estate.facts.partition}:iam::${account.id}:root`;
        const reported = reportedOf(account, arn);
        if (done.has(account.id) || (account.root === undefined && reported === null)) continue;
        done.add(account.id);
        const found = tell(rootCredentials(account, estate.readAt, reported));
        if (found.length === 0) continue;
        report.add({
          code: 'longTermCredentials', severity: 'critical', reason: 'leadsToAdministration',
          subject: { kind: 'rootUser', id: arn, name: 'root', where: arn, snapshotId: estate.snapshotId, objectId: null, account: account.id },
          params: { issues: [...new Set(found.map(({ code }) => code))].join(', '), account: account.id },
          evidence: found.map(({ field, value }) => fact('credential', estate, arn, field, value)),
        });
      }
    for (const { facts } of world.aws.estates.estates)
      for (const { id } of facts.accounts) if (!done.has(id)) report.notJudged('rootNotRead', id);
  },
}; // prettier-ignore
