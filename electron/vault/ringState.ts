/**
 * How the keychain stands, asked without any prompt. On Linux through the Secret Service API of freedesktop.org (GNOME
 * Keyring, KWallet, KeePassXC): `ReadAlias("default")`, then the property `Locked` of that collection; neither may
 * prompt. macOS and Windows have no such question; their keychains are there whenever a user is signed in.
 */
import { existsSync } from 'node:fs';
import { BusError, BusRefused, BusSilent, NoBus, socketOf, withBus } from './dbus.ts';
import { MalformedMessage } from './dbusWire.ts';
import type { Value } from './dbusWire.ts';

export type RingState =
  | { readonly kind: 'open' }
  | { readonly kind: 'locked' }
  /** A service without a default collection: the first write asks the user to make one. */
  | { readonly kind: 'noCollection' }
  | { readonly kind: 'absent'; readonly detail: string }
  /** There, and does not let us in. */
  | { readonly kind: 'denied'; readonly detail: string }
  /** There, and silent. */
  | { readonly kind: 'silent' }
  /** Cannot be asked on this system. */
  | { readonly kind: 'unknown' };

const secrets = 'org.freedesktop.secrets';
const servicePath = '/org/freedesktop/secrets';

/** The bus as GLib finds it (and so keytar): the variable, else the socket of the user's runtime folder. */
function busAddress(env: NodeJS.ProcessEnv): string | null {
  const address = env['DBUS_SESSION_BUS_ADDRESS'];
  // What Chromium sets in each of its processes where it found no bus, so that nothing starts one.
  if (address === 'disabled:') return null;
  if (address) return address;
  const runtime = env['XDG_RUNTIME_DIR'];
  return runtime && existsSync(`${runtime}/bus`) ? `unix:path=${runtime}/bus` : null;
}

/** Looks within `limitMs`; never prompts, never rejects. */
export async function lookAtRing(
  limitMs: number,
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): Promise<RingState> {
  if (platform === 'darwin' || platform === 'win32') return { kind: 'unknown' };
  const address = busAddress(env);
  if (address === null) return { kind: 'absent', detail: 'no D-Bus session bus' };
  const socket = socketOf(address);
  if (socket === null) return { kind: 'unknown' };
  try {
    return await withBus(socket, limitMs, async (bus) => {
      const collection = await bus.call({
        destination: secrets,
        path: servicePath,
        interface: 'org.freedesktop.Secret.Service',
        member: 'ReadAlias',
        args: ['default'],
      });
      if (typeof collection !== 'string' || collection === '/') return { kind: 'noCollection' };
      const locked = await bus.call({
        destination: secrets,
        path: collection,
        interface: 'org.freedesktop.DBus.Properties',
        member: 'Get',
        args: ['org.freedesktop.Secret.Collection', 'Locked'],
      });
      return { kind: locked === true ? 'locked' : 'open' };
    });
  } catch (error) {
    return stateOf(error);
  }
}

function stateOf(error: unknown): RingState {
  if (error instanceof BusSilent) return { kind: 'silent' };
  if (error instanceof BusRefused) return { kind: 'denied', detail: error.message };
  if (error instanceof NoBus) return { kind: 'absent', detail: 'no D-Bus session bus' };
  if (error instanceof BusError) {
    // The bus itself could not find or start a Secret Service.
    const none = /^org\.freedesktop\.DBus\.Error\.(ServiceUnknown|NameHasNoOwner|Spawn\..+)$/;
    if (none.test(error.errorName)) return { kind: 'absent', detail: 'no Secret Service on the session bus' };
    if (/\.(AccessDenied|AuthFailed)$/.test(error.errorName))
      return { kind: 'denied', detail: error.errorName };
    if (/\.(NoReply|TimedOut|Timeout)$/.test(error.errorName)) return { kind: 'silent' };
    return { kind: 'unknown' };
  }
  if (error instanceof MalformedMessage) return { kind: 'unknown' };
  return { kind: 'absent', detail: 'no D-Bus session bus' };
}

/** What libsecret calls items of keytar's; it finds no others under their names. */
const schema = 'org.freedesktop.Secret.Generic';

/** So many questions at once, of a service that answers one after the other. */
const atOnce = 100;

/**
 * The account names of a service's items in unlocked keyrings; null where that cannot be asked without reading secrets.
 * Never prompts. Rejects with what `withBus` rejects with. keytar's own list is not for this system: it opens every item,
 * asks to unlock, and ends the process when another one removes an item meanwhile.
 */
export async function accountsInRing(
  service: string,
  limitMs: number,
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): Promise<string[] | null> {
  if (platform === 'darwin' || platform === 'win32') return null;
  const address = busAddress(env);
  const socket = address === null ? null : socketOf(address);
  if (socket === null) return null;
  return withBus(socket, limitMs, async (bus) => {
    // The first list is of unlocked items; those of locked keyrings do not show their attributes.
    const paths = listOf(
      await bus.call({
        destination: secrets,
        path: servicePath,
        interface: 'org.freedesktop.Secret.Service',
        member: 'SearchItems',
        args: [{ service, 'xdg:schema': schema }],
      }),
    );
    const accountAt = async (path: string) => {
      try {
        const attributes = await bus.call({
          destination: secrets,
          path,
          interface: 'org.freedesktop.DBus.Properties',
          member: 'Get',
          args: ['org.freedesktop.Secret.Item', 'Attributes'],
        });
        const account = listOf(attributes).find((pair) => Array.isArray(pair) && pair[0] === 'account');
        return Array.isArray(account) ? [String(account[1])] : [];
      } catch (error) {
        // Removed since it was found.
        if (error instanceof BusError && gone.test(error.errorName)) return [];
        throw error;
      }
    };
    const accounts: string[] = [];
    for (let from = 0; from < paths.length; from += atOnce) {
      const some = paths.slice(from, from + atOnce).filter((path) => typeof path === 'string');
      accounts.push(...(await Promise.all(some.map(accountAt))).flat());
    }
    return accounts;
  });
}

const gone = /\.(NoSuchObject|UnknownObject|UnknownMethod|UnknownInterface)$/;
const listOf = (value: Value | null): readonly Value[] => (Array.isArray(value) ? (value as Value[]) : []);
