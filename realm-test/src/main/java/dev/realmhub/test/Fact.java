package dev.realmhub.test;

import dev.realmhub.Payload;
import dev.realmhub.Position;
import dev.realmhub.Publication;
import org.jspecify.annotations.Nullable;

/**
 * A publication to a realm that happened.
 *
 * @param tick when, among all that the history knows; below 0 if that is not known
 */
record Fact(long tick, Stamp stamp, Publication publication) {
    static Fact of(long tick, Publication publication) {
        return new Fact(tick, Stamp.of(publication), publication);
    }

    Position position() {
        return publication.position().orElseThrow();
    }

    /** Returns what a user in a role must see of it, or null for nothing. Written again, so that the hub's is not judged by itself. */
    @Nullable
    Payload seenBy(String user, String role) {
        Payload view = publication.userViews().get(user);
        if (view == null) {
            view = publication.roleViews().get(role);
        }
        return view != null ? view : publication.common().orElse(null);
    }

    @Override
    public String toString() {
        return stamp + publication.position().map(p -> " at " + p).orElse("");
    }
}
