/** What `npm start` does on a machine without a display: a line that says why, one address, and an end with its parent. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'treeline-launch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const listens = (port: number) =>
  new Promise<boolean>((done) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });

it('opens the browser host, says why, and leaves nothing behind when it is killed', async () => {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...environment } = process.env;
  const child = spawn(process.execPath, [join(root, 'bin', 'treeline.mjs'), 'start'], {
    cwd: root,
    env: { ...environment, TREELINE_CONFIG_HOME: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  try {
    await expect
      .poll(() => said, { timeout: 60_000 })
      .toMatch(/Treeline is at http:\/\/127\.0\.0\.1:\d+\/#token=/);
    expect(said).toMatch(
      /opening in the browser, because (Electron does not run as root|there is no display)/,
    );
    const port = Number(/127\.0\.0\.1:(\d+)/.exec(said)![1]);
    expect(await listens(port)).toBe(true);
    child.kill('SIGKILL');
    await expect.poll(() => listens(port), { timeout: 15_000 }).toBe(false);
  } finally {
    child.kill('SIGKILL');
  }
});
