package dev.realmhub;

/**
 * One client's place in one realm.
 *
 * @param realm the audience it belongs to
 * @param role what the backend calls its part there, {@code player} or {@code observer}; may be empty; picks the
 *     {@link Publication}'s view
 * @param sight what it is told of who else is there, if the kind has presence
 * @param hidden whether nobody else is told that it is there, nor is it counted
 */
public record Membership(Realm realm, String role, Sight sight, boolean hidden) {
    /** What a member is told of who else is in the realm. */
    public enum Sight {
        /** Who comes and goes, by name; in a large realm, or one that only counts, how many there are. */
        MEMBERS,
        /** How many there are. */
        COUNTS,
        /** Nothing. */
        NOTHING
    }

    /** Checks the role's characters. */
    public Membership {
        if (!role.isEmpty()) {
            Names.check("role", role);
        }
    }

    /** Makes one that sees the members and is seen by them. */
    public Membership(Realm realm, String role) {
        this(realm, role, Sight.MEMBERS, false);
    }

    /** Returns a membership in a role. */
    public static Membership of(Realm realm, String role) {
        return new Membership(realm, role);
    }

    /** Returns a membership without a role. */
    public static Membership of(Realm realm) {
        return new Membership(realm, "");
    }

    /** Returns the same, told this much of who else is there. */
    public Membership seeing(Sight what) {
        return new Membership(realm, role, what, hidden);
    }

    /** Returns the same, but of which nobody else is told. */
    public Membership unseen() {
        return new Membership(realm, role, sight, true);
    }

    /** Returns {@code game:abc as player}. */
    @Override
    public String toString() {
        return role.isEmpty() ? realm.toString() : realm + " as " + role;
    }
}
