import {
  commandRefusals,
  editRefusals,
  fileProblemCodes,
  importNotes,
  importObstacles,
  meaningCodes,
} from '#domain/session/awsConfig/codes.ts';
import * as en from './en/awsConfig.ts';
import * as ko from './ko/awsConfig.ts';
import { describeWords } from '#test/support/wordTables.ts';

describeWords([
  ['lines of the AWS configuration', fileProblemCodes, en.awsFileProblem, ko.awsFileProblem, 'sentence'],
  ['profiles', meaningCodes, en.awsProfileProblem, ko.awsProfileProblem, 'sentence'],
  ['imports', [...importNotes, ...importObstacles], en.awsImportNote, ko.awsImportNote, 'sentence'],
  ['edits', editRefusals, en.awsEditRefusal, ko.awsEditRefusal, 'sentence'],
  ['commands', commandRefusals, en.awsCommandRefusal, ko.awsCommandRefusal, 'sentence'],
]);
