import * as codes from '#domain/audit/codes.ts';
import { findingCodes } from '#domain/audit/params.ts';
import { defaultSettings } from '#domain/audit/settings.ts';
import * as en from './en/audit.ts';
import * as ko from './ko/audit.ts';
import { describeWords } from '#test/support/wordTables.ts';

describeWords([
  ['severity', codes.auditSeverities, en.auditSeverity, ko.auditSeverity, 'name'],
  ['title', codes.checkIds, en.auditTitle, ko.auditTitle, 'name'],
  ['why', codes.checkIds, en.auditWhy, ko.auditWhy, 'sentence'],
  ['query', codes.checkIds, en.auditQuery, ko.auditQuery, 'sentence'],
  ['remedy', codes.checkIds, en.auditRemedy, ko.auditRemedy, 'sentence'],
  ['finding', findingCodes, en.auditFinding, ko.auditFinding, 'sentence'],
  ['state', codes.inactiveStates, en.auditState, ko.auditState, 'name'],
  ['reason', codes.severityReasons, en.auditReason, ko.auditReason, 'sentence'],
  ['notJudged', codes.notJudgedCodes, en.auditNotJudged, ko.auditNotJudged, 'sentence'],
  ['subject', codes.subjectKinds, en.auditSubject, ko.auditSubject, 'name'],
  ['evidence', codes.auditEvidenceCodes, en.auditEvidence, ko.auditEvidence, 'name'],
  ['owner', codes.ownerSources, en.auditOwner, ko.auditOwner, 'name'],
  ['drift', codes.driftStates, en.auditDrift, ko.auditDrift, 'name'],
  ['fact', Object.keys(en.auditFact), en.auditFact, ko.auditFact, 'name'],
  ['incomparable', codes.incomparableCodes, en.auditIncomparable, ko.auditIncomparable, 'sentence'],
  ['side', ['now', 'before'], en.auditSide, ko.auditSide, 'name'],
  ['framework', codes.frameworks, en.auditFramework, ko.auditFramework, 'name'],
  ['pair', defaultSettings.toxicPairs.map(({ name }) => name), en.auditPair, ko.auditPair, 'name'],
  ['report', Object.keys(en.auditReport), en.auditReport, ko.auditReport, 'name'],
]);
