/** SAML sign-in: identity providers of the user's store, and responses that are read, shown and held for one use. */
import { randomUUID } from 'node:crypto';
import type { Once } from '#contract/sessions/request.ts';
import type { IdentityProvider, SamlView } from '#contract/sessions/saml.ts';
import { Fault } from '#contract/faults.ts';
import type { EstateSnapshot } from '#domain/mapping/input.ts';
import { accountOfArn, EstateIndex } from '#domain/mapping/estateIndex.ts';
import { check, durationOf } from '#domain/session/saml/check.ts';
import type { AssertionSaid, KnownRoles } from '#domain/session/saml/facts.ts';
import { mayVisit } from '#domain/session/saml/signInAddress.ts';
import type { UserStore } from '#userstore/api.ts';
import { base64Of, readResponse } from './read.ts';
import { SamlResponses } from './responses.ts';

export interface SamlParts {
  readonly store: UserStore;
  /** AWS snapshots of the open workspace; none where none is open. */
  estates(): Promise<readonly EstateSnapshot[]>;
}

export class Saml {
  readonly #parts: SamlParts;
  readonly #responses = new SamlResponses();

  constructor(parts: SamlParts) {
    this.#parts = parts;
  }

  providers(): IdentityProvider[] {
    return this.#parts.store.identityProviders();
  }

  /** Throws `saml.providerNotFound`, and `input.invalid` for an address without encryption outside this machine. */
  saveProvider({
    id,
    name,
    signInUrl,
  }: Omit<IdentityProvider, 'id'> & { id: string | null }): IdentityProvider {
    if (id !== null) this.#provider(id);
    if (!mayVisit(signInUrl)) throw new Fault('input.invalid', { path: 'signInUrl', detail: 'https' });
    const provider = { id: id ?? randomUUID(), name, signInUrl };
    this.#parts.store.saveIdentityProvider(provider);
    return provider;
  }

  /** Throws `saml.providerNotFound`. */
  removeProvider(id: string): void {
    this.#provider(id);
    this.#parts.store.removeIdentityProvider(id);
  }

  /** Where a person begins to sign in; null: there is no such provider any more. */
  signInUrl(id: string): string | null {
    return this.providers().find((provider) => provider.id === id)?.signInUrl ?? null;
  }

  /** What a sign-in window caught, held under the handle in the answer; read when somebody asks what it says. */
  deposit(response: string): string {
    return this.#responses.hold(response);
  }

  /** In base64, to be sent; `forget` it once it opened a session. Throws `saml.responseGone`, and `saml.unreadable` for what is not even base64. */
  response(handle: string): string {
    return base64Of(this.#responses.look(handle));
  }

  /** What a response says, and how that goes with the open workspace. Throws `saml.unreadable`, `saml.responseGone`. */
  async read(once: Once): Promise<SamlView> {
    if (once.kind !== 'samlResponse' && once.kind !== 'samlHandle')
      throw new Fault('input.invalid', { path: 'kind', detail: 'samlResponse' });
    const base64 = base64Of(once.kind === 'samlHandle' ? this.#responses.look(once.handle) : once.response);
    const facts = readResponse(base64);
    const estates = new EstateIndex(await this.#parts.estates());
    const { problems, roles } = check(facts, rolesIn(estates), Date.now());
    const said = facts.assertion;
    return {
      handle: once.kind === 'samlHandle' ? once.handle : this.#responses.hold(base64),
      ...shown(said),
      roles: roles.map((role) => {
        const account = estates.account(role.account)?.value;
        return {
          ...role,
          accountAlias: account?.alias ?? account?.name ?? null,
          problems: [...role.problems],
        };
      }),
      problems: [...problems],
    };
  }

  forget(handle: string): void {
    this.#responses.forget(handle);
  }

  close(): void {
    this.#responses.forgetAll();
  }

  #provider(id: string): void {
    if (this.signInUrl(id) === null) throw new Fault('saml.providerNotFound', { name: id });
  }
}

/** Of an account whose roles were not read, nothing is known. */
const rolesIn = (estates: EstateIndex): KnownRoles => ({
  role(arn) {
    const reading = estates.roles(accountOfArn(arn) ?? '');
    if (reading.state !== 'read') return null;
    return reading.values.find((role) => role.arn === arn) ?? 'missing';
  },
});

type Shown = Omit<SamlView, 'handle' | 'roles' | 'problems'>;

const shown = (said: AssertionSaid | null): Shown => ({
  issuer: said?.issuer ?? null,
  subject: said?.subject ?? null,
  recipient: said?.confirmations[0]?.recipient ?? null,
  audiences: [...(said?.audiences ?? [])],
  issuedAt: said?.issuedAt ?? null,
  notBefore: said?.notBefore ?? null,
  notOnOrAfter: said?.notOnOrAfter ?? null,
  sessionName: said?.sessionNames[0] ?? null,
  durationSeconds: said && durationOf(said),
  sessionNotOnOrAfter: said?.sessionNotOnOrAfter ?? null,
  sourceIdentity: said?.sourceIdentities[0] ?? null,
  tags: [...(said?.tags ?? [])],
  transitiveTagKeys: [...(said?.transitiveTagKeys ?? [])],
});
