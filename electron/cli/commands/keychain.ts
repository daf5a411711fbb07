import { exitCodes } from '#contract/faults.ts';
import { vault } from '#contract/words/en/vault.ts';
import type { Command } from '../command.ts';

export const keychain: Command = {
  name: 'keychain',
  usage: '[--look]',
  summary: 'how the system’s keychain stands, tried with a worthless item that is removed again',
  help: [
    'Ends with 3 where the keychain cannot be used. The keychain may show its own prompt.',
    '--look   only look: nothing is written, and nothing prompts',
  ],
  example: 'treeline keychain',
  options: { look: { type: 'boolean' } },
  takes: [0, 0],
  async run({ client, values, out }) {
    const state = await client.secrets.vault();
    const usable = state.tier === 'os-keychain';
    const probe = usable && values['look'] !== true ? await client.secrets.probe() : null;
    const { tier, reason } = probe ?? state;
    out.answer<'keychain'>(
      {
        tier,
        reason,
        message: vault[reason],
        steps: probe?.steps ?? null,
        milliseconds: probe?.milliseconds ?? null,
      },
      () => [
        vault[reason],
        ...(probe === null
          ? []
          : [
              ...(['write', 'read', 'remove'] as const).map(
                (step) => `${step.padEnd(7)} ${probe.steps[step] ? 'worked' : 'did not work'}`,
              ),
              `in ${Math.round(probe.milliseconds)} ms`,
            ]),
      ],
    );
    if (tier !== 'os-keychain' || reason !== 'ready') process.exitCode = exitCodes.source;
  },
};
