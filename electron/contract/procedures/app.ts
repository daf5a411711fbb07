/** The application itself: what runs, and its settings. */
import { z } from 'zod';
import { ask, none } from '../ask.ts';

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  locale: z.enum(['system', 'en', 'ko']),
});
export type Settings = z.infer<typeof settingsSchema>;

export const app = {
  info: ask(
    none,
    z.object({
      version: z.string(),
      shell: z.enum(['electron', 'host', 'cli']),
      node: z.string(),
      platform: z.string(),
    }),
  ),
  settings: ask(none, settingsSchema),
  saveSettings: ask(settingsSchema, settingsSchema),
};
