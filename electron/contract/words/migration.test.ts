import { describe, expect, it } from 'vitest';
import * as codes from '#domain/migration/codes.ts';
import * as en from './en/migration.ts';
import * as ko from './ko/migration.ts';
import { describeWords } from '#test/support/wordTables.ts';

describeWords([
  ['target', codes.targetKinds, en.migrationTarget, ko.migrationTarget, 'name'],
  ['size', codes.targetSizes, en.migrationSize, ko.migrationSize, 'name'],
  ['severity', codes.severities, en.migrationSeverity, ko.migrationSeverity, 'name'],
  ['finding', codes.findingCodes, en.migrationFinding, ko.migrationFinding, 'name'],
  ['findingAbout', codes.findingCodes, en.migrationFindingAbout, ko.migrationFindingAbout, 'sentence'],
  ['remedy', codes.findingCodes, en.migrationRemedy, ko.migrationRemedy, 'sentence'],
  ['decision', codes.decisionCodes, en.migrationDecision, ko.migrationDecision, 'name'],
  ['decisionAbout', codes.decisionCodes, en.migrationDecisionAbout, ko.migrationDecisionAbout, 'sentence'],
  ['wave', codes.waveReasons, en.migrationWave, ko.migrationWave, 'name'],
  ['audience', codes.audiences, en.migrationAudience, ko.migrationAudience, 'name'],
  ['change', codes.changeCodes, en.migrationChange, ko.migrationChange, 'sentence'],
  ['stepTime', codes.stepTimes, en.migrationStepTime, ko.migrationStepTime, 'name'],
  ['step', codes.stepCodes, en.migrationStep, ko.migrationStep, 'name'],
  ['action', codes.mappingActions, en.migrationAction, ko.migrationAction, 'name'],
  ['problem', codes.mappingProblems, en.migrationMappingProblem, ko.migrationMappingProblem, 'name'],
  ['phase', codes.planPhases, en.migrationPhase, ko.migrationPhase, 'name'],
  ['report', Object.keys(en.migrationReport), en.migrationReport, ko.migrationReport, 'name'],
]);

describe('options', () => {
  it.each(codes.decisionCodes)('of %s are all named', (code) => {
    const options = [...codes.decisionOptions[code]].sort();
    expect(Object.keys(en.migrationOption[code]).sort()).toEqual(options);
    expect(Object.keys(ko.migrationOption[code]).sort()).toEqual(options);
  });
});
