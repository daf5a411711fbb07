import { tryRules, tryUntold } from '#contract/sessions/tries.ts';
import { describeWords } from '#test/support/wordTables.ts';
import { sessionTry as en } from './en/sessionTry.ts';
import { sessionTry as ko } from './ko/sessionTry.ts';

describeWords([['tries of sessions', [...tryRules, ...tryUntold], en, ko, 'sentence']]);
