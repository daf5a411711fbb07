/** What a file of the policy place tells: the answer itself for JSON, a heading with facts and tables for people. */
import type { DecodedMessage } from '#contract/policy/decode.ts';
import type { AskAnswer, PolicySubject } from '#contract/policy/place.ts';
import type { Sayings } from './exportSayings.ts';

export type Cell = string | number | null;
export interface ToldTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}
export interface Told {
  readonly title: string;
  readonly facts: readonly (readonly [string, string])[];
  /** The first is what CSV holds. */
  readonly tables: readonly ToldTable[];
}

export function subjectName(subject: PolicySubject): string {
  if (subject.kind === 'documents') return subject.documents.map(({ name }) => name).join(', ');
  return subject.kind === 'inline' ? `${subject.holderArn} ${subject.name}` : subject.arn;
}

function decisionSaid(words: Sayings, answer: AskAnswer): string {
  return [
    words.decision(answer),
    answer.own === null ? '' : words.say(`own.${answer.own}`),
    answer.crossAccount ? words.place('crossAccount') : '',
  ]
    .filter(Boolean)
    .join(' ');
}

const contextText = (context: AskAnswer['request']['context']): string =>
  context.map(({ key, values }) => `${key} = ${values.join(', ')}`).join('; ');

/** What an answer rests on. */
const rests = (words: Sayings, answer: AskAnswer, subject: string): Told['facts'] => [
  [
    words.title('conditions'),
    [
      words.conditionsOf(answer, answer.request.resource),
      ...answer.alternatives.map((way) => words.conditions(way, answer.request.resource)),
    ].join(' | '),
  ],
  [words.title('subject'), subject],
  [words.title('gaps'), words.gaps(answer.gaps)],
];

/** Every set with its statements, and every condition that was asked. */
function steps(words: Sayings, answer: AskAnswer, names: ReadonlyMap<string, string>): ToldTable[] {
  const { head, say } = words;
  return [
    {
      title: words.title('set'),
      head: head(
        'decision',
        'set',
        'level',
        'outcome',
        'document',
        'statement',
        'sid',
        'effect',
        'matched',
        'failed',
      ),
      rows: answer.sets.flatMap(({ use, level, levelName, outcome, why, statements }) => {
        const set = [
          say(`decision.${answer.decision}`),
          say(`use.${use}`),
          levelName ?? level,
          why === null ? say(`outcome.${outcome}`) : `${say(`outcome.${outcome}`)} (${say(`why.${why}`)})`,
        ];
        if (statements.length === 0) return [[...set, null, null, null, null, null, null]];
        return statements.map(({ document, path, sid, effect, result, failed }) => [
          ...set,
          names.get(document) ?? document,
          path,
          sid,
          effect,
          say(`truth.${result}`),
          failed.map((part) => say(`part.${part}`)).join(', '),
        ]);
      }),
    },
    {
      title: words.title('conditions'),
      head: head('document', 'statement', 'condition', 'given', 'outcome'),
      rows: answer.sets.flatMap(({ statements }) =>
        statements.flatMap(({ document, path, conditions }) =>
          conditions.map((test) => [
            names.get(document) ?? document,
            path,
            words.test(test),
            test.given === null ? null : test.given.join(', '),
            say(`truth.${test.result}`),
          ]),
        ),
      ),
    },
  ];
}

/** `names`: of documents, by their ids. */
export function toldAnswer(
  words: Sayings,
  answer: AskAnswer,
  subject: string,
  names: ReadonlyMap<string, string>,
): Told {
  const { action, resource, principal, context } = answer.request;
  return {
    title: words.title('answer'),
    facts: [
      [words.title('decision'), decisionSaid(words, answer)],
      ...rests(words, answer, subject),
      [words.title('principal'), principal.arn ?? principal.kind],
      [words.title('action'), action],
      [words.title('resource'), resource],
      [words.title('context'), contextText(context)],
    ],
    tables: steps(words, answer, names),
  };
}

/** `engine`: what the policies of the workspace say of the same request. */
export function toldMessage(
  words: Sayings,
  message: DecodedMessage,
  engine: { readonly answer: AskAnswer; readonly subject: string; readonly names: ReadonlyMap<string, string> } | null,
): Told {
  const said = message.allowed ? 'allowed' : message.explicitDeny ? 'explicitDeny' : 'implicitDeny';
  return {
    title: words.title('decoded'),
    facts: [
      [words.title('aws'), words.say(`decision.${said}`)],
      [words.title('principal'), message.principal.arn ?? message.principal.id ?? ''],
      [words.title('action'), message.action],
      [words.title('resource'), message.resource],
      ...(engine
        ? [
            [words.title('engine'), decisionSaid(words, engine.answer)] as const,
            ...rests(words, engine.answer, engine.subject),
          ]
        : []),
    ],
    tables: [
      {
        title: words.title('context'),
        head: words.head('key', 'values'),
        rows: message.context.map(({ key, values }) => [key, values.join('; ')]),
      },
      {
        title: words.title('statement'),
        head: words.head('sid', 'effect', 'actions', 'resources'),
        rows: message.matchedStatements.map(({ sid, effect, actions, resources }) => [
          sid,
          effect,
          actions.join('; '),
          resources.join('; '),
        ]),
      },
      ...(engine ? steps(words, engine.answer, engine.names) : []),
    ],
  };
} // prettier-ignore
