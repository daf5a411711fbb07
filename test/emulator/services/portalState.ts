/** What the access portal keeps: clients, requests for devices, codes and tokens. Times are milliseconds. */
import { randomBytes } from 'node:crypto';
import type { Portal, PortalPerson } from '../estate/portal.ts';
import { noteIssued } from '../issued.ts';

export interface Client {
  readonly secret: string;
  readonly expiresAt: number;
  readonly scopes: readonly string[];
  readonly redirectUris: readonly string[];
  readonly grantTypes: readonly string[];
}

export interface DeviceRequest {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly clientId: string;
  readonly expiresAt: number;
  state: 'pending' | 'approved' | 'denied' | 'used';
  person: PortalPerson | null;
  askedAt: number | null;
}

/** Of `/authorize`, with PKCE. */
export interface Code {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly expiresAt: number;
  readonly person: PortalPerson;
}

interface Token {
  readonly clientId: string;
  readonly person: PortalPerson;
  readonly expiresAt: number;
}

export interface PortalState {
  readonly portal: Portal | null;
  readonly clients: Map<string, Client>;
  readonly devices: Map<string, DeviceRequest>;
  readonly codes: Map<string, Code>;
  readonly accessTokens: Map<string, Token>;
  readonly refreshTokens: Map<string, Token>;
  /** Seconds between two questions after a device. */
  readonly interval: number;
  now(): number;
  /** Who is at the browser; null: somebody who says no. */
  person(): PortalPerson | null;
}

export interface PortalControls {
  /** Says yes to a device's code, as a person at `/device` does. Throws for an unknown one. */
  approve(userCode: string): void;
  /** From now on the person at the browser says no. */
  deny(): void;
  /** From now on the person at the browser says yes, and is this one. Throws for an unknown name. */
  signInAs(userName: string): void;
  /** All access and refresh tokens are void. */
  signOut(): void;
  /** The user codes that wait for an answer. */
  waiting(): readonly string[];
}

export const secretText = (bytes = 48): string => noteIssued(randomBytes(bytes).toString('base64url'));

export function createPortal(
  portal: Portal | undefined,
  now: () => Date,
): { readonly state: PortalState; readonly controls: PortalControls } {
  let person = portal?.people[0] ?? null;
  const state: PortalState = {
    portal: portal ?? null,
    clients: new Map(),
    devices: new Map(),
    codes: new Map(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    interval: 1,
    now: () => now().getTime(),
    person: () => person,
  };
  const controls: PortalControls = {
    approve: (userCode) => {
      const device = deviceOf(state, userCode);
      if (!device) throw new Error(`nobody waits with ${userCode}`);
      answer(state, device);
    },
    deny: () => void (person = null),
    signInAs: (userName) => {
      const found = portal?.people.find((one) => one.userName === userName);
      if (!found) throw new Error(`the portal has no ${userName}`);
      person = found;
    },
    signOut: () => {
      state.accessTokens.clear();
      state.refreshTokens.clear();
    },
    waiting: () =>
      [...state.devices.values()]
        .filter((one) => one.state === 'pending' && one.expiresAt > state.now())
        .map(({ userCode }) => userCode),
  };
  return { state, controls };
}

/** The request of a code that waits. */
export function deviceOf({ devices, now }: PortalState, userCode: string): DeviceRequest | undefined {
  return [...devices.values()].find(
    (one) => one.userCode === userCode && one.state === 'pending' && one.expiresAt > now(),
  );
}

/** The person at the browser answers. */
export function answer(state: PortalState, device: DeviceRequest): void {
  device.person = state.person();
  device.state = device.person === null ? 'denied' : 'approved';
}
