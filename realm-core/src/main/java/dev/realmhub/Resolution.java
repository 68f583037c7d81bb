package dev.realmhub;

import java.util.List;
import java.util.Optional;

/**
 * The answer to a {@link ResolveRequest}: memberships, a refusal, or "not mine to say".
 *
 * <p>Immutable and thread-safe.
 */
public final class Resolution {
    private static final Resolution ABSTAINED = new Resolution(List.of(), Optional.empty(), true);

    private final List<Membership> memberships;
    private final Optional<CloseReason> refusal;
    private final boolean abstained;

    private Resolution(List<Membership> memberships, Optional<CloseReason> refusal, boolean abstained) {
        this.memberships = memberships;
        this.refusal = refusal;
        this.abstained = abstained;
    }

    /**
     * Grants memberships, none included: a client without realms still hears what goes to its user and to everyone. The
     * first is the one that a command without a realm is for. Of several in one realm the first counts.
     */
    public static Resolution of(Membership... memberships) {
        return of(List.of(memberships));
    }

    /** Grants memberships; see {@link #of(Membership...)}. */
    public static Resolution of(List<Membership> memberships) {
        return new Resolution(List.copyOf(memberships), Optional.empty(), false);
    }

    /** Grants one realm in a role. */
    public static Resolution of(Realm realm, String role) {
        return of(Membership.of(realm, role));
    }

    /** Grants one realm without a role. */
    public static Resolution of(Realm realm) {
        return of(Membership.of(realm));
    }

    /** Refuses; the client is told the reason. */
    public static Resolution denied(CloseReason reason) {
        return new Resolution(List.of(), Optional.of(reason), false);
    }

    /** Refuses because there is nothing at the path, in words for people. */
    public static Resolution notFound(String text) {
        return denied(CloseReason.NO_SUCH_REALM.withText(text));
    }

    /** Leaves the answer to the next resolver of {@link RealmResolver#firstOf}; alone it refuses as not found. */
    public static Resolution abstained() {
        return ABSTAINED;
    }

    /** Returns what is granted, in order. */
    public List<Membership> memberships() {
        return memberships;
    }

    /** Returns why not, if refused. */
    public Optional<CloseReason> refusal() {
        return refusal;
    }

    /** Returns whether the resolver had nothing to say. */
    public boolean isAbstained() {
        return abstained;
    }

    @Override
    public String toString() {
        return abstained
                ? "abstained"
                : refusal.map(r -> "denied " + r.code()).orElseGet(() -> "granted " + memberships);
    }
}
