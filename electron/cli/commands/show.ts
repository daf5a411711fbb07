import type { Attribute } from '#contract/shapes.ts';
import { type Command, textOption } from '../command.ts';
import { saidAttribute } from '../documents.ts';
import { oneObject } from '../find.ts';
import { counted, decodedText, when } from '../words.ts';
import { openToRead } from '../workspaces.ts';

function* lines({ name, decoded, raw, total }: Attribute, asRead: boolean): Generator<string> {
  const shown = asRead
    ? raw.map(({ text, encoding }) => (encoding === 'hex' ? `0x${text}` : text))
    : decoded.map(decodedText);
  for (const text of shown) yield `  ${name}: ${text}`;
  if (total > shown.length) yield `  ${name}: and ${counted(total - shown.length, 'value')} more`;
}

export const show: Command = {
  name: 'show',
  usage: 'WS OBJECT [--raw] [--source S]',
  summary: 'show one object and its attributes, decoded or as they were read',
  help: [
    'OBJECT is a distinguished name, account name, user principal name, SID, GUID, mail or display name, whole.',
    '',
    '--raw        values as they were read; bytes in hexadecimal',
    '--source S   in this source only, by name or id',
  ],
  example: "treeline show demo.treeline 'Domain Admins' --source hanbit.example",
  options: { raw: { type: 'boolean' }, source: { type: 'string' } },
  takes: [2, 2],
  async run(context) {
    const { client, positionals, values, out } = context;
    await openToRead(context);
    const found = await oneObject(context, positionals[1]!, textOption(values, 'source'));
    const { source, snapshotId, readAt, object } = found;
    const { attributes } = await client.objects.get({ snapshotId, objectId: object.id });
    out.answer<'show'>({ ...found, attributes: attributes.map(saidAttribute) }, () => [
      object.dn,
      `${object.kind} in ${source}, as of ${when(readAt)}`,
      ...attributes.flatMap((attribute) => [...lines(attribute, values['raw'] === true)]),
    ]);
  },
};
