import { type Command, textOption } from '../command.ts';
import { oneObject } from '../find.ts';
import { decodedText } from '../words.ts';

export const show: Command = {
  name: 'show',
  usage: 'WS OBJECT [--raw] [--source S]',
  summary: 'show one object by DN, account name, UPN, SID or GUID, its attributes decoded (or raw)',
  options: { raw: { type: 'boolean' }, source: { type: 'string' } },
  takes: [2, 2],
  async run(context) {
    const { engine, client, positionals, values, out } = context;
    await engine.workspace.open(positionals[0]!, { mode: 'open' });
    const { snapshotId, row } = await oneObject(context, positionals[1]!, textOption(values, 'source'));
    const { attributes, readAt } = await client.objects.get({ snapshotId, objectId: row.id });
    out.answer({ object: row, readAt, attributes }, () => [
      row.dn,
      `as of ${readAt}`,
      ...attributes.flatMap(({ name, decoded, raw, total }) => {
        const shown = values['raw'] === true ? raw.map(({ text }) => text) : decoded.map(decodedText);
        const left = total - shown.length;
        return [
          ...shown.map((text) => `  ${name}: ${text}`),
          ...(left > 0 ? [`  ${name}: … ${left} more`] : []),
        ];
      }),
    ]);
  },
};
