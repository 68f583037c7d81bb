/*
 * Who is in which realm, as the hub tells it. Its caller is realm.js; the contract stands in realm.d.ts.
 */

export class Presence {
  #members = new Map(); // by realm: user -> member; none of a realm of which only the numbers are known

  /** Takes the hub's words and returns the event that says the same. */
  take({ realm, form, here = [], gone = [], users = 0, clients = 0 }) {
    const known = form === 'whole' ? new Map() : this.#members.get(realm);
    const listed = known && form !== 'count';
    const before = this.#members.get(realm) ?? new Map();
    const left = listed ? gone.filter(({ user }) => before.has(user)) : [];
    const joined = listed ? here.filter(({ user }) => !before.has(user)) : [];
    if (listed) {
      for (const { user } of gone) known.delete(user);
      for (const { user, role = '', sinceMs, sockets } of here) known.set(user, { user, role, sinceMs, sockets });
      this.#members.set(realm, known);
    } else this.forget(realm);
    const members = listed ? [...known.values()] : undefined;
    return { realm, members, users, clients, joined: joined.map(({ user }) => known.get(user)), left };
  }

  forget(realm) {
    this.#members.delete(realm);
  }
}
