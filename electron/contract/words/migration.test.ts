import { describe, expect, it } from 'vitest';
import * as codes from '#domain/migration/codes.ts';
import * as en from './en/migration.ts';
import * as ko from './ko/migration.ts';

type Words = Readonly<Record<string, string>>;
const tables: readonly (readonly [string, readonly string[], Words, Words, 'name' | 'sentence'])[] = [
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
];
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort();

describe.each(tables)('words of %s', (_, list, english, korean, form) => {
  it('are there for every code and no other, in both languages', () => {
    expect(Object.keys(english).sort()).toEqual([...list].sort());
    expect(Object.keys(korean).sort()).toEqual([...list].sort());
  });

  it.each(list)('%s has the same places in both', (code) => {
    expect(english[code]).toBeTruthy();
    expect(places(korean[code]!)).toEqual(places(english[code]!));
    if (form === 'sentence') {
      expect(english[code]).toMatch(/\.$/);
      expect(korean[code]).toMatch(/(니다|십시오)\.$/);
    }
  });
});

describe('options', () => {
  it.each(codes.decisionCodes)('of %s are all named', (code) => {
    const options = [...codes.decisionOptions[code]].sort();
    expect(Object.keys(en.migrationOption[code]).sort()).toEqual(options);
    expect(Object.keys(ko.migrationOption[code]).sort()).toEqual(options);
  });
});
