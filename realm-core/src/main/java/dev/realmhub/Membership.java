package dev.realmhub;

/**
 * One client's place in one realm.
 *
 * @param realm the audience it belongs to
 * @param role what the backend calls its part there, {@code player} or {@code observer}; may be empty; picks the
 *     {@link Publication}'s view
 */
public record Membership(Realm realm, String role) {
    /** Checks the role's characters. */
    public Membership {
        if (!role.isEmpty()) {
            Names.check("role", role);
        }
    }

    /** Returns a membership in a role. */
    public static Membership of(Realm realm, String role) {
        return new Membership(realm, role);
    }

    /** Returns a membership without a role. */
    public static Membership of(Realm realm) {
        return new Membership(realm, "");
    }

    /** Returns {@code game:abc as player}. */
    @Override
    public String toString() {
        return role.isEmpty() ? realm.toString() : realm + " as " + role;
    }
}
