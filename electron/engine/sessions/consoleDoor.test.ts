import { request, Server } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ConsoleDoor } from './consoleDoor.ts';

const link = 'https://signin.aws.amazon.com/federation?Action=login&SigninToken=secret';
const doors: ConsoleDoor[] = [];
const door = (limitMs?: number): ConsoleDoor => {
  const made = new ConsoleDoor(limitMs);
  doors.push(made);
  return made;
};
afterEach(() => doors.splice(0).forEach((each) => each.close()));

const ask = (address: string, options: { method?: string; host?: string } = {}) =>
  new Promise<{ status: number | undefined; location: string | undefined }>((resolve, reject) => {
    const headers = options.host === undefined ? {} : { host: options.host };
    request(address, { method: options.method ?? 'GET', headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode, location: response.headers.location });
    })
      .on('error', reject)
      .end();
  });

describe('the address for the console', () => {
  it('leads to the link once', async () => {
    const console = door();
    const { address } = await console.open(link);
    const other = await console.open(`${link}2`);
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}$/);
    expect(address).not.toContain('secret');
    expect(await ask(address)).toEqual({ status: 302, location: link });
    expect(await ask(address)).toEqual({ status: 404, location: undefined });
    expect(await ask(other.address)).toEqual({ status: 302, location: `${link}2` });
  });

  it('answers no other host, no other method and no other path', async () => {
    const { address } = await door().open(link);
    expect((await ask(address, { host: 'attacker.example' })).status).toBe(404);
    expect((await ask(address, { method: 'POST' })).status).toBe(404);
    expect((await ask(new URL('/', address).href)).status).toBe(404);
    expect((await ask(address)).status).toBe(302);
  });

  it('is gone after its time', async () => {
    const { address } = await door(30).open(link);
    await new Promise((resolve) => setTimeout(resolve, 80));
    await expect(ask(address)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('stays for whom it is meant while another user of the machine asks', async () => {
    let stranger = true;
    const made = new ConsoleDoor(undefined, () => stranger);
    doors.push(made);
    const { address } = await made.open(link);
    expect((await ask(address)).status).toBe(404);
    stranger = false;
    expect((await ask(address)).status).toBe(302);
  });

  it('waits though the minute of one before it ends while the port is opened', async () => {
    const console = door();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const first = await console.open(link);
      await ask(first.address);
      await console.idle();
      const second = console.open(link);
      vi.advanceTimersByTime(60_000 - 1);
      vi.advanceTimersByTime(1);
      expect((await ask((await second).address)).status).toBe(302);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is there again once a port can be had again', async () => {
    const console = door();
    const listening = vi.spyOn(Server.prototype, 'listen').mockImplementation(function (this: Server) {
      queueMicrotask(() => this.emit('error', new Error('no port')));
      return this;
    });
    await expect(console.open(link)).rejects.toThrow('no port');
    console.close();
    await expect(console.open(link)).rejects.toThrow('no port');
    listening.mockRestore();
    expect((await ask((await console.open(link)).address)).status).toBe(302);
  });
});
