import { os } from './os.ts';

export const sessionsRoutes = {
  vault: os.sessions.vault.handler(({ context: { engine } }) => engine.vault.state()),
  list: os.sessions.list.handler(({ context: { engine } }) => engine.sessions.list()),
  take: os.sessions.take.handler(({ context: { engine }, input }) => engine.sessions.take(input)),
  refresh: os.sessions.refresh.handler(({ context: { engine }, input }) => engine.sessions.refresh(input.id)),
  remove: os.sessions.remove.handler(async ({ context: { engine }, input }) => {
    await engine.sessions.remove(input.id);
    return {};
  }),
  reveal: os.sessions.reveal.handler(({ context: { engine }, input }) => engine.sessions.reveal(input.id)),
};
