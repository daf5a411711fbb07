import * as codes from '#domain/draft/codes.ts';
import * as en from './en/draft.ts';
import * as ko from './ko/draft.ts';
import { describeWords } from '#test/support/wordTables.ts';

describeWords([
  ['change', codes.changeKinds, en.draftChange, ko.draftChange, 'name'],
  ['kind', codes.changeKinds, en.draftKind, ko.draftKind, 'name'],
  ['state', codes.noticeStates, en.draftState, ko.draftState, 'name'],
  ['notice', codes.noticeCodes, en.draftNotice, ko.draftNotice, 'sentence'],
  ['problem', codes.problemCodes, en.draftProblem, ko.draftProblem, 'sentence'],
  ['grant', codes.grantChanges, en.grantChange, ko.grantChange, 'name'],
  ['person', codes.personChanges, en.personChange, ko.personChange, 'name'],
  ['who', codes.whoChanges, en.whoChange, ko.whoChange, 'name'],
]);
