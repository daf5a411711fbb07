/** A directory whose access URL lives, and of whose delegation nothing is known. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { takesSignIns } from '../../mapping/delegation.ts';
import { directorySubject, fact } from '../subjects.ts';

export const unknownDelegation: Check = {
  id: 'unknown-delegation',
  number: 27,
  severity: 'information',
  codes: ['delegationUnknown'],
  controls: controls({ nist: ['AC-2', 'AC-6(7)'], iso: ['A.5.18'], soc2: ['CC6.3'], pci: ['7.2.4'] }),
  run(world, report) {
    for (const directory of world.aws.estates.directories()) {
      const { alias, accessUrl, directoryId, region } = directory.value;
      if (alias === null || !takesSignIns(directory.value) || world.aws.delegationLists().has(`${directoryId} ${region}`)) continue;
      report.add({
        code: 'delegationUnknown', severity: 'information', reason: 'worthKnowing', subject: directorySubject(directory), params: { url: accessUrl ?? alias },
        evidence: [fact('directorySetting', directory.estate, directoryId, 'Alias', alias)],
      });
      report.notJudged('delegationNotRead', `${directoryId} ${region}`);
    }
  },
}; // prettier-ignore
