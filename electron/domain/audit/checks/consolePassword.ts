/** IAM users who sign in with a password of their own beside federation. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { fact } from '../subjects.ts';
import { eachUser, userSubject } from '../iamUsers.ts';

export const consolePassword: Check = {
  id: 'console-password',
  number: 23,
  severity: 'high',
  codes: ['consolePassword'],
  controls: controls({ cis: ['1.15', '1.21'], nist: ['AC-2', 'IA-2(1)'], iso: ['A.5.16', 'A.5.17', 'A.8.5'], soc2: ['CC6.1', 'CC6.2'], pci: ['8.2.1', '8.4.2'] }),
  run(world, report) {
    eachUser(world, report, ({ user, estate, reported }) => {
      const has = user.hasConsolePassword ?? reported?.passwordEnabled ?? null;
      if (has === null) report.notJudged('credentialsNotRead', user.arn);
      if (has !== true) return;
      const factor = user.mfaDevices === null ? (reported?.mfaActive ?? null) : user.mfaDevices > 0;
      report.add({
        code: 'consolePassword', severity: factor === false ? 'high' : 'medium', reason: factor === false ? 'oneFactor' : 'longLived',
        subject: userSubject(user, estate), params: { user: user.name, account: user.account },
        evidence: [
          fact('credential', estate, user.arn, 'LoginProfile', user.passwordCreated ?? 'present'),
          ...(factor === null ? [] : [fact('credential', estate, user.arn, 'MFADevices', String(factor))]),
        ],
      });
    });
  },
}; // prettier-ignore
