/** Doors that a password alone opens. What AD FS asks beside its rules, and Identity Center's own setting, AWS tells nobody. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { isGone, takesSignIns } from '../../mapping/delegation.ts';
import { directorySubject, fact, fileSubject } from '../subjects.ts';

export const secondFactor: Check = {
  id: 'second-factor',
  number: 28,
  severity: 'medium',
  codes: ['radiusNotWorking', 'ruleAsksNoFactor'],
  controls: controls({ nist: ['IA-2(1)', 'IA-2(2)'], iso: ['A.8.5'], soc2: ['CC6.1'], pci: ['8.4.2', '8.4.3'] }),
  run(world, report) {
    for (const directory of world.aws.estates.directories()) {
      const { radius, directoryId } = directory.value;
      if (radius?.status === 'Completed' || isGone(directory.value)) continue;
      const open = takesSignIns(directory.value);
      // Without an access URL nobody signs in to a console there.
      report.add({
        code: 'radiusNotWorking', severity: open ? 'medium' : 'low', reason: 'oneFactor', subject: directorySubject(directory), params: { status: radius?.status ?? '', directory: directoryId },
        evidence: [fact('directorySetting', directory.estate, directoryId, 'RadiusStatus', radius?.status ?? '')],
      });
    }
    for (const { file, asksSecondFactor } of world.ruleFiles())
      if (!asksSecondFactor) report.add({ code: 'ruleAsksNoFactor', severity: 'low', reason: 'oneFactor', subject: fileSubject(file), params: {}, evidence: [fact('rule', file, file.name, 'authnmethodsreferences', '')] });
    for (const { value } of world.aws.centers()) report.notJudged('identityCenterFactorNotRead', value.instanceArn);
  },
}; // prettier-ignore
