/** Patterns of claim rules that take in more names than they say, or one account's provider for every account. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { fact, fileSubject } from '../subjects.ts';

export const looseClaimRule: Check = {
  id: 'loose-claim-rule',
  number: 25,
  severity: 'high',
  codes: ['classNotDigits', 'patternNotAnchored', 'patternLoose', 'providerFixed'],
  controls: controls({ nist: ['AC-3', 'CM-6', 'IA-8'], iso: ['A.5.15', 'A.8.9'], soc2: ['CC6.1', 'CC6.3'], pci: ['7.2.1'] }),
  run(world, report) {
    for (const { file, issues, notUnderstood } of world.ruleFiles()) {
      for (const rule of notUnderstood) report.notJudged('ruleNotUnderstood', `${file.name} ${rule.name}`);
      for (const { code, rule, line, value } of issues)
        report.add({
          code, severity: code === 'providerFixed' ? 'low' : 'high', reason: code === 'providerFixed' ? 'accessMissing' : 'accessUnexpected',
          subject: fileSubject(file), part: `${rule.key} ${value}`, params: { rule: rule.name, line }, evidence: [fact('rule', file, file.name, `line ${line}`, value)],
        });
    }
  },
}; // prettier-ignore
