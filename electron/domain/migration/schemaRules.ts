/** Rules about the schema: what was added to it and is used, and what of it was not read. */
import { isPartial, type SchemaReading } from '../compare/fit/schemaGaps.ts';
import { movesObjects } from './codes.ts';
import type { Counted, DirectoryFacts } from './facts.ts';
import { type Case, finding, type Finding } from './finding.ts';

/** What is in use and no part of the base schema; with a target that was read: what its schema lacks. */
function added({ input, facts, choice }: Case): Finding[] {
  if (facts.extensions === null) return [];
  const there = input.into?.schema ?? null;
  const lacking = (which: 'attributes' | 'classes', used: readonly Counted[]): Counted[] => {
    const added = new Set(facts.extensions![which]);
    return used.filter(({ name }) => {
      const folded = name.toLowerCase();
      return added.has(folded) && there?.[which].has(folded) !== true;
    });
  };
  const classes = lacking('classes', facts.usedClasses);
  const attributes = lacking('attributes', facts.usedAttributes);
  const simple = input.kind === 'simple-ad';
  const severity = simple ? 'blocker' : 'warning';
  const decision = simple ? null : 'schemaExtensions';
  const params = { answer: simple ? 'none' : choice('schemaExtensions') };
  return [
    ...(classes.length > 0
      ? [
          finding('schemaClasses', severity, {
            counted: classes,
            params,
            decision,
            evidence: ['objectClass'],
          }),
        ]
      : []),
    ...(attributes.length > 0
      ? [
          finding('schemaAttributes', severity, {
            counted: attributes,
            params,
            decision,
            evidence: attributes.slice(0, 20).map(({ name }) => name),
          }),
        ]
      : []),
  ];
}

/** False: something of a schema was not read, so that nothing of it can be told to be none. */
export const isSchemaRead = ({ schema, uses }: DirectoryFacts, said: SchemaReading): boolean =>
  schema !== null &&
  !isPartial(said, (is, name) => schema[is === 'class' ? 'classes' : 'attributes'].has(name), uses);

/** What was not read hides findings: it is said among them, and never passed over as none. */
function unread({ input, facts }: Case): Finding[] {
  const { into, schema } = input;
  return [
    ...(isSchemaRead(facts, schema.from) ? [] : [finding('schemaUnread', 'warning', {})]),
    ...(into && !isSchemaRead(into, schema.into) ? [finding('schemaUnreadInto', 'warning', {})] : []),
  ];
}

export const schemaFindings = (one: Case): Finding[] =>
  movesObjects(one.input.kind) ? [...added(one), ...unread(one)] : [];
