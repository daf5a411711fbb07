/** The access portal of an IAM Identity Center: who may sign in, and to which roles of which accounts. */

export interface PortalRole {
  readonly accountId: string;
  /** Name of the permission set. */
  readonly roleName: string;
}

export interface PortalPerson {
  readonly userName: string;
  readonly roles: readonly PortalRole[];
}

export interface Portal {
  readonly startUrl: string;
  readonly accounts: readonly {
    readonly accountId: string;
    readonly accountName: string;
    readonly emailAddress: string;
  }[];
  /** The first of them is who signs in, unless a test says otherwise. */
  readonly people: readonly PortalPerson[];
  /** By permission set; one hour where it is not named. */
  readonly sessionSeconds?: Readonly<Record<string, number>>;
}
