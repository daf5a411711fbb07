import { Fault } from '#contract/faults.ts';
import { diallerOf } from '#engine/capture/dialler.ts';
import { startCaptureFrom } from '#engine/work.ts';
import { type Command, textOption } from '../command.ts';
import { connectionHelp, connectionOf, connectionOptions, passwordFor } from '../connection.ts';
import { saidSnapshot, saidSource } from '../documents.ts';
import { waitFor } from '../jobs.ts';
import { counted, jobNoteText, missingLine, when } from '../words.ts';
import { snapshotOf, writing } from '../workspaces.ts';

export const capture: Command = {
  name: 'capture',
  usage: 'WS --url ldaps://DC [--bind-dn USER --password-stdin] [--ca FILE | --pin SHA256] …',
  summary: 'read a live directory into a snapshot',
  help: [
    ...connectionHelp,
    '--base DN            read below this object only',
    '--all-domains        every domain of the forest, each from a controller that DNS names, with the same user and trust',
    '--changes            only what changed since the newest snapshot; everything where that cannot be asked for',
  ],
  example:
    'treeline capture corp.treeline --url ldaps://dc1.corp.example.com --bind-dn reader@corp.example.com --password-stdin --ca ca.pem',
  options: {
    ...connectionOptions,
    'all-domains': { type: 'boolean' },
    changes: { type: 'boolean' },
    base: { type: 'string' },
  },
  takes: [1, 1],
  async run(context) {
    const { engine, values, out } = context;
    if (values['all-domains'] === true && textOption(values, 'base'))
      throw new Fault('usage.invalid', { detail: 'Give --base or --all-domains, not both.' });
    const connection = await connectionOf(values);
    const made = await writing(context, async () => {
      const password = await passwordFor(values, connection.user);
      const subject = connection.host ?? connection.domain ?? '';
      const dialler = diallerOf(engine.ldap, async () => password);
      const started = startCaptureFrom(engine, subject, connection, dialler, {
        allDomains: values['all-domains'] === true,
        changesOnly: values['changes'] === true,
      });
      const { snapshotId, note } = await waitFor(context, started);
      if (note) out.note(jobNoteText(note));
      return snapshotOf(context, snapshotId);
    });
    out.answer<'capture'>({ source: saidSource(made.source), snapshot: saidSnapshot(made.snapshot) }, () => {
      const { source, snapshot } = made;
      return [
        `${source.name}: ${counted(snapshot.objectCount, 'object')}, as of ${when(snapshot.readAt)}`,
        ...snapshot.missing.map((each) => `not read: ${missingLine(each)}`),
      ];
    });
  },
};
