/** IAM users who sign in with a password of their own beside federation. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { fact } from '../subjects.ts';
import { eachUser, iamUserSubject } from '../iamUsers.ts';
import type { AuditWorld } from '../world.ts';

export const consolePassword: Check = {
  id: 'console-password',
  number: 23,
  severity: 'high',
  codes: ['consolePassword'],
  controls: controls({ cis: ['1.15', '1.21'], nist: ['AC-2', 'IA-2(1)'], iso: ['A.5.16', 'A.5.17', 'A.8.5'], soc2: ['CC6.1', 'CC6.2'], pci: ['8.2.1', '8.4.2'] }),
  run(world, report) {
    const federated = federatedAccounts(world);
    eachUser(world, report, ({ user, estate, reported }) => {
      const has = user.hasConsolePassword ?? reported?.passwordEnabled ?? null;
      if (has === null) report.notJudged('credentialsNotRead', user.arn);
      if (has !== true) return;
      if (!federated.has(user.account)) {
        // Where nobody can sign in another way, a password is no second door; that it lacks a second factor, fault 30 tells.
        const providers = world.aws.estates.providers(user.account);
        if (providers.state !== 'read') report.notJudged('providersNotRead', user.account, providers.code);
        return;
      }
      const factor = user.mfaDevices === null ? (reported?.mfaActive ?? null) : user.mfaDevices > 0;
      report.add({
        code: 'consolePassword', severity: factor === false ? 'high' : 'medium', reason: factor === false ? 'oneFactor' : 'longLived',
        subject: iamUserSubject(user, estate), params: { user: user.name, account: user.account },
        evidence: [
          fact('credential', estate, user.arn, 'LoginProfile', user.passwordCreated ?? 'present'),
          ...(factor === null ? [] : [fact('credential', estate, user.arn, 'MFADevices', String(factor))]),
        ],
      });
    });
  },
}; // prettier-ignore

/** Accounts into which people sign in by a provider, by Identity Center or by delegation. */
function federatedAccounts(world: AuditWorld): ReadonlySet<string> {
  const found = new Set(world.mappings().map(({ grant }) => grant.account));
  for (const { value } of world.aws.centers())
    for (const { account } of value.assignments) found.add(account);
  for (const account of world.aws.accounts()) {
    const providers = world.aws.estates.providers(account);
    if (providers.state === 'read' && providers.values.length > 0) found.add(account);
  }
  return found;
}
