/** A decision as a tree: step and set → document → statement → part. */
import type { AskAnswer, PlaceDocument } from '#contract/policy/place.ts';
import type { Decider, PolicyUse } from '#domain/policy/codes.ts';
import { t } from '../../app/i18n/index.ts';
import { levelText, say, sayPlace, statementName, testedText } from './says.ts';
import type { Outcome } from './says.ts';

type TestedSet = AskAnswer['sets'][number];
type TestedStatement = TestedSet['statements'][number];

export interface DecisionNode {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  readonly outcome: Outcome;
  readonly strong?: boolean;
  readonly weak?: boolean;
  readonly mono?: boolean;
  /** It stands open at first. */
  readonly open: boolean;
  readonly children: readonly DecisionNode[];
  /** What stands beside the tree while this is chosen. */
  readonly document: string | null;
  readonly lit: string | null;
  readonly failed: readonly string[];
}

const useOf: Readonly<Partial<Record<Decider, PolicyUse>>> = {
  resourceControlPolicy: 'resourceControl',
  serviceControlPolicy: 'serviceControl',
  endpointPolicy: 'endpoint',
  resourcePolicy: 'resource',
  trustPolicy: 'trust',
  keyPolicy: 'resource',
  identityPolicy: 'identity',
  permissionsBoundary: 'boundary',
  sessionPolicy: 'session',
};

/** The outcome that made a set decide. */
const deciding: Readonly<Record<AskAnswer['decision'], readonly AskAnswer['sets'][number]['outcome'][]>> = {
  allowed: ['allows'],
  explicitDeny: ['denies'],
  implicitDeny: ['silent', 'notApplicable', 'notReadable', 'conditional'],
  conditional: ['conditional', 'allows'],
};

/** The set whose say it was; -1 where a rule outside policies decided. */
export function decidingSet(answer: AskAnswer): number {
  const use = useOf[answer.decidedBy];
  for (const outcome of deciding[answer.decision]) {
    const at = answer.sets.findIndex((set) => set.use === use && set.outcome === outcome);
    if (at >= 0) return at;
  }
  return answer.sets.findIndex((set) => set.use === use);
}

const truthOutcome = { true: 'holds', false: 'fails', unknown: 'open' } as const;

function statementNode(statement: TestedStatement, at: string): DecisionNode {
  const { path, document, effect, result, failed, grant } = statement;
  const key = `${at}/${document}/${path}`;
  const part = (name: string, title: string, detail: string, outcome: Outcome, lit: string): DecisionNode => ({
    key: `${key}/${name}`, title, detail, outcome, open: false, children: [], document, lit, failed: outcome === 'fails' ? [lit] : [],
  }); // prettier-ignore
  const isOut = (which: (typeof failed)[number]) => failed.includes(which);
  const named = (which: 'resource' | 'principal', lit: string): DecisionNode =>
    isOut(which)
      ? part(which, t(`policy.part.${which}`), say(`part.${which}`), 'fails', lit)
      : part(which, t(`policy.part.${which}Fits`), '', 'holds', lit);
  const asked = statement.conditions.map((test, i) =>
    part(
      `c${i}`,
      testedText(test),
      `${test.operator} · ${
        test.given === null
          ? t(test.result === 'unknown' ? 'policy.given.unknown' : 'policy.given.absent')
          : t('policy.given.is', { values: test.given })
      }`,
      truthOutcome[test.result],
      test.path,
    ),
  );
  const out = [
    ...(isOut('resource') ? [`${path}.Resource`, `${path}.NotResource`] : []),
    ...(isOut('principal') ? [`${path}.Principal`, `${path}.NotPrincipal`] : []),
    ...statement.conditions.filter(({ result: truth }) => truth === 'false').map((test) => test.path),
  ];
  return {
    key,
    title: `${effect} · ${statementName(path, statement.sid)}`,
    detail:
      result === 'false'
        ? failed.map((which) => say(`part.${which}`)).join(', ')
        : [t(`policy.statementIs.${result}`), grant && effect === 'Allow' ? say(`grant.${grant}`) : '']
            .filter(Boolean)
            .join(' · '),
    outcome:
      result === 'false' ? 'fails' : result === 'unknown' ? 'open' : effect === 'Deny' ? 'denies' : 'allows',
    open: result === 'unknown' || (result === 'false' && statement.conditions.length > 0),
    children: [
      part('action', t('policy.part.action'), '', 'holds', `${path}.Action`),
      named('resource', `${path}.Resource`),
      ...(grant !== null || isOut('principal') ? [named('principal', `${path}.Principal`)] : []),
      ...asked,
    ],
    document,
    lit: path,
    failed: out,
  }; // prettier-ignore
}

export function decisionNodes(
  answer: AskAnswer,
  documents: ReadonlyMap<string, PlaceDocument>,
): DecisionNode[] {
  const decided = decidingSet(answer);
  return answer.sets.map((set, at): DecisionNode => {
    const key = `${at}`;
    const byDocument = new Map<string, TestedStatement[]>();
    for (const one of set.statements)
      byDocument.set(one.document, [...(byDocument.get(one.document) ?? []), one]);
    // Documents of the set that say nothing of the action stand behind those that do.
    const silent = [...documents.values()].filter(
      (each) => each.use === set.use && each.level === set.level && !byDocument.has(each.id),
    );
    const of = (id: string): DecisionNode => {
      const document = documents.get(id);
      const statements = byDocument.get(id) ?? [];
      const unreadable = (document?.problems.length ?? 0) > 0;
      const says = (effect: string, result: string) =>
        statements.some((one) => one.effect === effect && one.result === result);
      const outcome: Outcome = unreadable
        ? 'unreadable'
        : says('Deny', 'true')
          ? 'denies'
          : says('Allow', 'true')
            ? 'allows'
            : says('Deny', 'unknown') || says('Allow', 'unknown')
              ? 'conditional'
              : 'silent';
      return {
        key: `${key}/${id}`,
        title: document?.name ?? id,
        detail: [
          document ? sayPlace(`kind.${document.kind}`) : '',
          document?.versionId ?? '',
          document?.group ? t('policy.byGroup', { name: document.group.name }) : '',
          unreadable
            ? t('policy.unreadable')
            : statements.length === 0
              ? t('policy.silentDocument')
              : say(`outcome.${outcome === 'unreadable' ? 'silent' : (outcome as TestedSet['outcome'])}`),
        ]
          .filter(Boolean)
          .join(' · '),
        outcome,
        weak: statements.length === 0 && !unreadable,
        open: at === decided,
        children: statements.map((one) => statementNode(one, key)),
        document: id,
        lit: null,
        failed: [],
      };
    };
    return {
      key,
      title: `${at + 1}  ${levelText(set)}`,
      detail: `${say(`outcome.${set.outcome}`)}${set.why ? ` · ${say(`why.${set.why}`)}` : ''}${at === decided ? ` · ${t('policy.decidedHere')}` : ''}`,
      outcome: set.why === 'unreadable' ? 'unreadable' : set.outcome,
      strong: at === decided,
      weak: set.outcome === 'notApplicable',
      open: at === decided,
      children: [...byDocument.keys(), ...silent.map(({ id }) => id)].map(of),
      document: null,
      lit: null,
      failed: [],
    };
  });
}

/** What is looked at first: the statement that decided, else the one that came nearest, else the set. */
export function decidingNode(roots: readonly DecisionNode[], answer: AskAnswer): DecisionNode | null {
  const root = roots[decidingSet(answer)];
  if (!root) return roots[0] ?? null;
  const statements = root.children.flatMap(({ children }) => children);
  const wanted: readonly Outcome[] =
    answer.decision === 'explicitDeny'
      ? ['denies']
      : answer.decision === 'allowed'
        ? ['allows']
        : ['open', 'fails', 'allows'];
  for (const outcome of wanted) {
    const found = statements.find((one) => one.outcome === outcome);
    if (found) return found;
  }
  return root.children.find(({ document }) => document !== null) ?? root;
}
