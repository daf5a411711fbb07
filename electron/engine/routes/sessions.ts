import { causes } from '../sessions/causes.ts';
import { accountOfKey, identity } from '../sessions/identity.ts';
import { tryIt } from '../sessions/tryIt/tryIt.ts';
import { cleanSecrets, secretItems } from '../sessions/secretItems.ts';
import { consoleAddress } from '../sessions/consoleAddress.ts';
import { os } from './os.ts';

export const sessionsRoutes = {
  list: os.sessions.list.handler(({ context: { engine } }) => engine.sessions.list()),
  watch: os.sessions.watch.handler(({ context: { engine }, signal }) => engine.sessions.watch(signal)),
  take: os.sessions.take.handler(({ context: { engine }, input, signal }) =>
    engine.sessions.take(input, signal),
  ),
  refresh: os.sessions.refresh.handler(({ context: { engine }, input }) =>
    engine.sessions.refresh(input.id, input.once, 'asked'),
  ),
  edit: os.sessions.edit.handler(({ context: { engine }, input }) => engine.sessions.edit(input)),
  remove: os.sessions.remove.handler(async ({ context: { engine }, input }) => {
    await engine.sessions.remove(input.id);
    return {};
  }),
  reveal: os.sessions.reveal.handler(({ context: { engine }, input }) => engine.sessions.reveal(input.id)),
  console: os.sessions.console.handler(({ context: { engine }, input, signal }) =>
    consoleAddress(engine, input, signal),
  ),
  causes: os.sessions.causes.handler(({ context: { engine }, input, signal }) =>
    causes(engine, input, signal),
  ),
  identity: os.sessions.identity.handler(({ context: { engine }, input, signal }) =>
    identity(engine, input, signal),
  ),
  accountOfKey: os.sessions.accountOfKey.handler(({ context: { engine }, input, signal }) =>
    accountOfKey(engine, input, signal),
  ),
  tryIt: os.sessions.tryIt.handler(({ context: { engine }, input, signal }) => tryIt(engine, input, signal)),
};

export const promptsRoutes = {
  watch: os.prompts.watch.handler(({ context: { engine }, signal }) => engine.prompts.watch(signal)),
  answer: os.prompts.answer.handler(({ context: { engine }, input }) => {
    engine.prompts.answer(input.id, input.once);
    return {};
  }),
  dismiss: os.prompts.dismiss.handler(({ context: { engine }, input }) => {
    engine.prompts.dismiss(input.id);
    return {};
  }),
};

export const accessKeysRoutes = {
  list: os.accessKeys.list.handler(({ context: { engine } }) => engine.accessKeys.list()),
  add: os.accessKeys.add.handler(({ context: { engine }, input, signal }) =>
    engine.accessKeys.add(input, signal),
  ),
  remove: os.accessKeys.remove.handler(async ({ context: { engine }, input }) => {
    await engine.accessKeys.remove(input.id);
    return {};
  }),
};

export const portalsRoutes = {
  list: os.portals.list.handler(({ context: { engine } }) => engine.portals.list()),
  save: os.portals.save.handler(({ context: { engine }, input }) => engine.portals.save(input)),
  remove: os.portals.remove.handler(async ({ context: { engine }, input }) => {
    await engine.portals.remove(input.id);
    return {};
  }),
  signIn: os.portals.signIn.handler(({ context: { engine }, input, signal }) =>
    engine.portals.signIn(input.id, input.way, signal),
  ),
  signOut: os.portals.signOut.handler(async ({ context: { engine }, input }) => {
    await engine.portals.signOut(input.id);
    return {};
  }),
  accounts: os.portals.accounts.handler(({ context: { engine }, input, signal }) =>
    engine.portals.accounts(input.id, signal),
  ),
  roles: os.portals.roles.handler(({ context: { engine }, input, signal }) =>
    engine.portals.roles(input.id, input.account, signal),
  ),
};

export const awsFilesRoutes = {
  read: os.awsFiles.read.handler(({ context: { engine } }) => engine.awsFiles.read()),
  plan: os.awsFiles.plan.handler(({ context: { engine }, input }) =>
    engine.awsFiles.plan(input.id, input.profile),
  ),
  write: os.awsFiles.write.handler(({ context: { engine }, input }) =>
    engine.awsFiles.write(input.id, input.profile, input.digest),
  ),
  remove: os.awsFiles.remove.handler(({ context: { engine }, input }) =>
    engine.awsFiles.remove(input.profile),
  ),
  takeKeys: os.awsFiles.takeKeys.handler(({ context: { engine }, input }) =>
    engine.awsFiles.takeKeys(input.profile, input.name),
  ),
};

export const secretsRoutes = {
  vault: os.secrets.vault.handler(({ context: { engine } }) => engine.vault.state()),
  probe: os.secrets.probe.handler(({ context: { engine } }) => engine.vault.probe()),
  list: os.secrets.list.handler(({ context: { engine } }) => secretItems(engine.store, engine.vault)),
  clean: os.secrets.clean.handler(async ({ context: { engine }, input }) => ({
    removed: await cleanSecrets(engine.store, engine.vault, input.items),
  })),
};
