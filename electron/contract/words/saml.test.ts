import { samlProblemCodes } from '#domain/session/saml/codes.ts';
import { describeWords } from '#test/support/wordTables.ts';
import { saml as en } from './en/saml.ts';
import { saml as ko } from './ko/saml.ts';

describeWords([['SAML responses', samlProblemCodes, en, ko, 'sentence']]);
