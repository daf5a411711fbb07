import { Fault } from '#contract/faults.ts';
import type { AttributeDetailView, ClassDetailView } from '#contract/schema.ts';
import { type Command, textOption } from '../command.ts';
import type { Context } from '../command.ts';
import { directorySnapshots } from '../find.ts';
import { table } from '../output.ts';
import { schemaText, when } from '../words.ts';
import { openToRead } from '../workspaces.ts';

function* classLines(one: ClassDetailView): Generator<string> {
  yield `${one.name} · ${schemaText(`class.${one.kind}`)} class · ${one.oid}${one.guid === null ? '' : ` · ${one.guid}`}`;
  if (one.description !== null) yield one.description;
  yield `Above it: ${one.superiors.join(' ← ') || 'nothing'}`;
  if (one.allAuxiliary.length > 0) yield `Auxiliary: ${one.allAuxiliary.map(({ name }) => name).join(', ')}`;
  if (one.allPossibleSuperiors.length > 0)
    yield `May lie in: ${one.allPossibleSuperiors.map(({ name }) => name).join(', ')}`;
  if (one.subclasses.length > 0) yield `Below it: ${one.subclasses.join(', ')}`;
  if (one.defaultSecurityDescriptor !== null) yield `Default security: ${one.defaultSecurityDescriptor}`;
  yield '';
  yield* table([
    ['ATTRIBUTE', '', 'FROM'],
    ...one.attributes.map(({ name, required, from }) => [name, required ? 'must' : 'may', from]),
  ]);
}

function* attributeLines(one: AttributeDetailView): Generator<string> {
  yield `${one.name} · ${schemaText(`syntax.${one.syntax}`)} · ${one.singleValued ? 'one value' : 'many values'} · ${one.oid}`;
  if (one.description !== null) yield one.description;
  const marks = [
    one.indexed && 'indexed',
    one.anr && 'found by ambiguous names',
    one.globalCatalog && 'in the global catalog',
    one.confidential && 'confidential',
    one.constructed && 'constructed',
    !one.replicated && 'not replicated',
  ].filter((mark) => mark !== false);
  if (marks.length > 0) yield marks.join(', ');
  if (one.link)
    yield `${schemaText(`link.${one.link.end === 'back' ? 'forward' : 'back'}`)}; other end: ${one.link.name}`;
  if (one.propertySet) yield `Property set: ${one.propertySet.name ?? one.propertySet.guid}`;
  if (one.usedBy.length > 0) yield `Classes: ${one.usedBy.map(({ name }) => name).join(', ')}`;
}

/** The answer, or null where there is no such thing. */
const unlessMissing = <T>(answer: Promise<T>): Promise<T | null> =>
  answer.catch((error: unknown) => {
    const fault = error instanceof Fault ? error.code : (error as { data?: { code?: string } }).data?.code;
    if (fault === 'object.notFound') return null;
    throw error;
  });

async function find(context: Context, name: string, source: string | null) {
  for (const { source: of, snapshot } of await directorySnapshots(context, source)) {
    const one = { place: { in: 'snapshot' as const, snapshotId: snapshot.id }, name };
    const found = await unlessMissing(context.client.schema.class(one));
    const attribute = found ? null : await unlessMissing(context.client.schema.attribute(one));
    if (found ?? attribute)
      return { source: of.name, snapshotId: snapshot.id, readAt: snapshot.readAt, class: found, attribute };
  }
  throw new Fault('object.notFound', { name });
}

export const schema: Command = {
  name: 'schema',
  usage: 'WS NAME [--source S]',
  summary: 'one class or attribute of the schema, with what it takes from others',
  help: [
    'NAME is an LDAP name, a common name, an OID or a GUID. Where a class and an attribute share it, the class is shown.',
    '',
    '--source S   the schema of this source, by name or id',
  ],
  example: 'treeline schema demo.treeline user',
  options: { source: { type: 'string' } },
  takes: [2, 2],
  async run(context) {
    const { positionals, values, out } = context;
    await openToRead(context);
    const found = await find(context, positionals[1]!, textOption(values, 'source'));
    const { class: one, attribute } = found;
    const document = {
      ...found,
      class: one && { ...one, message: schemaText(`class.${one.kind}`) },
      attribute: attribute && { ...attribute, message: schemaText(`syntax.${attribute.syntax}`) },
    };
    out.answer<'schema'>(document, () => [
      ...(one ? classLines(one) : []),
      ...(attribute ? attributeLines(attribute) : []),
      '',
      `as of ${when(found.readAt)}: ${found.source}`,
    ]);
  },
};
