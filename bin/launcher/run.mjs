/** Runs a child process and waits for it. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/**
 * Runs `command` with `args`, passing our own standard streams unless told otherwise, and resolves to its exit code.
 * Signals that ask us to stop are passed on, so that the child ends in its own way.
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', windowsHide: true, ...options });
    const passOn = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, passOn);
    const done = () => {
      for (const signal of signals) process.off(signal, passOn);
    };
    child.once('error', (error) => {
      done();
      reject(error);
    });
    child.once('close', (code, signal) => {
      done();
      resolve(code ?? 128 + (constants.signals[signal] ?? 1));
    });
  });
}
