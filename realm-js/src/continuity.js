/*
 * What a link knows of its realms from one connection to the next: roles, positions, and the ticket to resume with.
 * It knows no socket. Its caller is realm.js; the rules stand in docs/protocol.md, "Coming back".
 */

const MOST_REALMS = 64;
const MOST_BYTES = 8 * 1024;

export class Continuity {
  roles = new Map(); // by realm
  #positions = new Map(); // by realm, 'epoch:sequence'; none from a resync to the next beginning
  #ticket;
  #resumes = false; // did this connection ask to?
  #unconfirmed = new Set(); // realms of the connection before that this one has not joined

  /** The first message of the next connection; undefined if it cannot resume. */
  greeting() {
    const realms = [...this.roles.keys()];
    const positions = Object.fromEntries(realms.map((realm) => [realm, this.#positions.get(realm) ?? '']));
    const text = JSON.stringify({ resume: { ticket: this.#ticket, positions } });
    const fits = realms.length <= MOST_REALMS && new TextEncoder().encode(text).length <= MOST_BYTES;
    this.#resumes = Boolean(this.#ticket) && fits;
    return this.#resumes ? text : undefined;
  }

  renew(ticket) {
    this.#ticket = ticket || this.#ticket;
  }

  welcomed() {
    this.#unconfirmed = new Set(this.roles.keys());
  }

  /** Whether something may have been missed of which the hub will not tell. */
  joined(realm, role) {
    const again = this.#unconfirmed.delete(realm);
    this.roles.set(realm, role);
    return again && !this.#resumes;
  }

  left(realm) {
    this.roles.delete(realm);
    this.#positions.delete(realm);
    this.#unconfirmed.delete(realm);
  }

  /** The realms that the new connection did not get back. Right as soon as the hub has answered anything. */
  lost() {
    return [...this.#unconfirmed];
  }

  begins(realm, position) {
    if (position) this.#positions.set(realm, position);
    else this.#positions.delete(realm);
  }

  advances(realm, sequence) {
    const position = this.#positions.get(realm);
    if (sequence && position) this.#positions.set(realm, position.slice(0, position.indexOf(':') + 1) + sequence);
  }

  outdated(realm) {
    this.#positions.delete(realm);
  }
}
