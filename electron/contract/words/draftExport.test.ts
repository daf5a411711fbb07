import { convertCodes, convertStates } from '#domain/draft/convert/codes.ts';
import { exportFormats, exportRemarkCodes, readBackProblems } from '#domain/draft/export/codes.ts';
import * as convertEn from './en/draftConvert.ts';
import * as en from './en/draftExport.ts';
import * as convertKo from './ko/draftConvert.ts';
import * as ko from './ko/draftExport.ts';
import { describeWords } from '#test/support/wordTables.ts';

describeWords([
  ['formats', exportFormats, en.draftFormat, ko.draftFormat, 'name'],
  ['remarks of exports', exportRemarkCodes, en.draftExportRemark, ko.draftExportRemark, 'sentence'],
  ['files read back', [...readBackProblems, 'tooMany'], en.draftReadBack, ko.draftReadBack, 'sentence'],
  ['states of conversions', convertStates, convertEn.draftConvertState, convertKo.draftConvertState, 'name'],
  ['conversions', convertCodes, convertEn.draftConvert, convertKo.draftConvert, 'sentence'],
]);
