/** All that a session needs to be taken again: loaded where the keys at hand do not do. */
import { createEngine, type Engine } from '#engine/engine.ts';
import { nodeShell } from '#shell/nodeShell.ts';

export { refreshedCredentials } from '#engine/sessions/credentials/refreshed.ts';

export const createCliEngine = (): Engine => createEngine(nodeShell('cli'));
