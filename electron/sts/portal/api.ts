/** A portal of IAM Identity Center, as one signs in to it and takes roles there. All methods reject with `Fault`. */

/** Which portal. */
export interface PortalPlace {
  readonly startUrl: string;
  /** Of the Identity Center. */
  readonly region: string;
}

/** Treeline as the portal knows it. `clientSecret` is a secret. */
export interface PortalClient {
  readonly clientId: string;
  readonly clientSecret: string;
  /** ISO 8601 UTC, after which it has to register anew. */
  readonly expiresAt: string;
  /** Registered for the way back to this machine, not for a code to compare. */
  readonly redirect: boolean;
}

/** A sign-in that waits to be confirmed in any browser. `deviceCode` is a secret. */
export interface PortalDevice {
  readonly deviceCode: string;
  /** To compare with what the page shows. */
  readonly userCode: string;
  readonly verificationUri: string;
  /** With the code filled in. */
  readonly verificationUriComplete: string;
  /** ISO 8601 UTC. */
  readonly expiresAt: string;
  readonly intervalSeconds: number;
}

/** Secrets. */
export interface PortalToken {
  readonly accessToken: string;
  /** ISO 8601 UTC. */
  readonly expiresAt: string;
  /** Null where the portal gave none: then one signs in again. */
  readonly refreshToken: string | null;
}

export interface OfferedAccount {
  /** Twelve digits. */
  readonly account: string;
  readonly name: string;
  readonly email: string | null;
}

export interface PortalKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** ISO 8601 UTC. */
  readonly expiresAt: string;
}

/** A token and where it holds. */
export interface SignedIn {
  readonly region: string;
  readonly accessToken: string;
}

export interface PortalOperations {
  /** `redirect`: for `signInByBrowser` and `renew`; without it for `startDevice`. Rejects with `portal.startUrlInvalid`. */
  register(place: PortalPlace & { readonly redirect: boolean }, signal?: AbortSignal): Promise<PortalClient>;
  startDevice(place: PortalPlace, client: PortalClient, signal?: AbortSignal): Promise<PortalDevice>;
  /** Asks until somebody confirmed, declined or let it expire (`portal.signInDenied`, `portal.signInExpired`). */
  awaitDevice(
    place: PortalPlace,
    client: PortalClient,
    device: PortalDevice,
    signal?: AbortSignal,
  ): Promise<PortalToken>;
  /**
   * `open` gets the address for the person's browser, which comes back to a port of this machine. Ends by itself when nobody
   * signs in (`portal.signInExpired`).
   */
  signInByBrowser(
    place: PortalPlace,
    client: PortalClient,
    open: (address: string) => void,
    signal?: AbortSignal,
  ): Promise<PortalToken>;
  /** `portal.tokenExpired` where the refresh token is no longer good. */
  renew(
    place: PortalPlace,
    client: PortalClient,
    refreshToken: string,
    signal?: AbortSignal,
  ): Promise<PortalToken>;
  accounts(signedIn: SignedIn, signal?: AbortSignal): Promise<OfferedAccount[]>;
  /** Names of the roles that an account offers. */
  roles(signedIn: SignedIn, account: string, signal?: AbortSignal): Promise<string[]>;
  take(signedIn: SignedIn, account: string, roleName: string, signal?: AbortSignal): Promise<PortalKeys>;
  /** Ends the sign-in for every role that was taken with it; a token that is no longer good is no fault. */
  signOut(signedIn: SignedIn, signal?: AbortSignal): Promise<void>;
}
