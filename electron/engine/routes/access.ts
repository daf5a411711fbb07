import { startAccessExport } from '../access/export.ts';
import { os } from './os.ts';

export const accessRoutes = {
  findUsers: os.access.findUsers.handler(({ context: { engine }, input }) =>
    engine.workspace.current.findUsers(input.text),
  ),
  ofUser: os.access.ofUser.handler(({ context: { engine }, input }) =>
    engine.workspace.current.access(input.snapshotId, input.objectId),
  ),
  userRoles: os.access.userRoles.handler(({ context: { engine }, input, signal }) =>
    engine.workspace.current.askAccessUntil(
      signal,
      'userRoles',
      input.snapshotId,
      input.objectId,
      input.actions ?? [],
    ),
  ),
  whoCan: os.access.whoCan.handler(({ context: { engine }, input, signal }) =>
    engine.workspace.current.askAccessUntil(signal, 'whoCan', input),
  ),
  whoCanRows: os.access.whoCanRows.handler(({ context: { engine }, input, signal }) =>
    engine.workspace.current.askAccessUntil(signal, 'whoCanRows', input.question, input.filter, input.page),
  ),
  whoCanChain: os.access.whoCanChain.handler(({ context: { engine }, input, signal }) =>
    engine.workspace.current.askAccessUntil(
      signal,
      'whoCanChain',
      input.question,
      input.who,
      input.role ?? null,
    ),
  ),
  findStoreUsers: os.access.findStoreUsers.handler(({ context: { engine }, input }) =>
    engine.workspace.current.askAccess('findStoreUsers', input.text),
  ),
  ofStoreUser: os.access.ofStoreUser.handler(({ context: { engine }, input }) =>
    engine.workspace.current.askAccess('ofStoreUser', input),
  ),
  storePeople: os.access.storePeople.handler(({ context: { engine }, input }) =>
    engine.workspace.current.askAccess('storePeople', input.role, input.differences ?? false, input.page),
  ),
  ofRole: os.access.ofRole.handler(({ context: { engine }, input }) =>
    engine.workspace.current.askAccess('ofRole', input.role),
  ),
  rolePeople: os.access.rolePeople.handler(({ context: { engine }, input }) =>
    engine.workspace.current.askAccess('rolePeople', input.role, input.filter, input.page),
  ),
  ofGroup: os.access.ofGroup.handler(({ context: { engine }, input }) =>
    engine.workspace.current.askAccess('ofGroup', input.snapshotId, input.objectId),
  ),
  ofAccount: os.access.ofAccount.handler(({ context: { engine }, input, signal }) =>
    engine.workspace.current.askAccessUntil(signal, 'ofAccount', input, input.page),
  ),
  matrix: os.access.matrix.handler(({ context: { engine }, input, signal }) =>
    engine.workspace.current.askAccessUntil(signal, 'matrix', input.filter),
  ),
  matrixRows: os.access.matrixRows.handler(({ context: { engine }, input, signal }) =>
    engine.workspace.current.askAccessUntil(signal, 'matrixRows', input.filter, input.page),
  ),
  matrixRoles: os.access.matrixRoles.handler(({ context: { engine }, input, signal }) =>
    engine.workspace.current.askAccessUntil(signal, 'matrixRoles', input.filter, input.page),
  ),
  matrixUsers: os.access.matrixUsers.handler(({ context: { engine }, input, signal }) =>
    engine.workspace.current.askAccessUntil(signal, 'matrixUsers', input.filter, input.by, input.page),
  ),
  findRoles: os.access.findRoles.handler(({ context: { engine }, input }) =>
    engine.workspace.current.askAccess('findRoles', input.text ?? '', input.page),
  ),
  findGroups: os.access.findGroups.handler(({ context: { engine }, input }) =>
    engine.workspace.current.askAccess('findGroups', input.text ?? '', input.page),
  ),
  findAccounts: os.access.findAccounts.handler(({ context: { engine }, input }) =>
    engine.workspace.current.askAccess('findAccounts', input.text ?? '', input.page),
  ),
  export: os.access.export.handler(({ context: { engine }, input }) => startAccessExport(engine, input)),
};
