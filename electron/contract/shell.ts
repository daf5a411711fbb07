/**
 * What the engine asks of the shell that hosts it. Nobody but a shell starts processes; the engine asks for one by
 * name and gets a port to talk to it.
 */

/** A message channel to another process or thread, whatever carries it. Messages are structured-cloned. */
export interface Port {
  postMessage(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once when the other side is gone, for whatever reason. */
  onClose(listener: () => void): void;
  close(): void;
}

/** A running child and the way to end it at once, even when it is blocked. */
export interface Child extends Port {
  kill(): void;
}

export type ChildEntry = 'vault';

export interface Shell {
  readonly kind: 'electron' | 'host' | 'cli';
  readonly version: string;
  /** Absolute path of the user's configuration folder of Treeline; exists, mode 0700. */
  readonly configFolder: string;
  /** Absolute path of the sample workspace that the build made. */
  readonly sampleFile: string;
  /** Absolute path of the folder that the build put its data in: services, actions, condition keys of AWS. */
  readonly resourcesFolder: string;
  startChild(entry: ChildEntry): Promise<Child>;
  /**
   * The command that prints a session's keys as AWS's `credential_process` has it: the program by an absolute path, and its
   * arguments. Never a secret.
   */
  credentialProcess(sessionId: string): readonly string[];
}
