/** Doors that a password alone opens. What AD FS asks beside its rules, and Identity Center's own setting, AWS tells nobody. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { directorySubject, fact, fileSubject } from '../subjects.ts';

export const secondFactor: Check = {
  id: 'second-factor',
  number: 28,
  severity: 'medium',
  codes: ['radiusNotWorking', 'ruleAsksNoFactor'],
  controls: controls({ nist: ['IA-2(1)', 'IA-2(2)'], iso: ['A.8.5'], soc2: ['CC6.1'], pci: ['8.4.2', '8.4.3'] }),
  run(world, report) {
    for (const { facts } of world.estates.estates) if (facts.directories.state === 'notReadable') report.notJudged('directoriesNotRead', '', facts.directories.code);
    for (const directory of world.estates.directories()) {
      const { radius, directoryId, alias } = directory.value;
      if (radius?.status === 'Completed') continue;
      const open = alias !== null && alias !== '' && alias !== directoryId;
      // Without an access URL nobody signs in to a console there.
      report.add({
        code: 'radiusNotWorking', severity: open ? 'medium' : 'low', reason: 'oneFactor', subject: directorySubject(directory), params: { status: radius?.status ?? '' },
        evidence: [fact('directorySetting', directory.estate, directoryId, 'RadiusStatus', radius?.status ?? '')],
      });
    }
    for (const { file, asksSecondFactor } of world.ruleFiles())
      if (!asksSecondFactor) report.add({ code: 'ruleAsksNoFactor', severity: 'low', reason: 'oneFactor', subject: fileSubject(file), params: {}, evidence: [fact('rule', file, file.name, 'authnmethodsreferences', '')] });
    for (const { value } of world.centers()) report.notJudged('identityCenterFactorNotRead', value.instanceArn);
  },
}; // prettier-ignore
