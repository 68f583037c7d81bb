package dev.realmhub;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What nodes, and backends that ask for presence, say to each other: who is where on the node that says it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param from the id of who says it
 * @param to the id of who is to hear it; null for all others
 */
public record Note(String from, @Nullable String to, Word word) {
    /** Most changes of one note: some 30 KB as a rule, and never near the 1 MiB that NATS carries. */
    static final int MOST_CHANGES = 500;

    /** Checks the ids. */
    public Note {
        Names.checkPlain("sender", from);
        if (to != null) {
            Names.checkPlain("receiver", to);
        }
    }

    /** One of the things that can be said. */
    public sealed interface Word {}

    /**
     * I am here, and what I have said so far ends at this sequence.
     *
     * @param epoch another at each start of the node
     */
    public record Beat(long epoch, long sequence) implements Word {}

    /** What has changed since the sequence before this one. */
    public record Diff(long epoch, long sequence, List<Change> changes) implements Word {
        /** Copies the changes. */
        public Diff {
            changes = List.copyOf(changes);
        }
    }

    /** Tell me all that you know of your own. */
    public record Ask() implements Word {}

    /**
     * A piece of all that a node knows of its own: who is there, and who has lately gone, at a sequence.
     *
     * @param index of this piece, from 0
     * @param of how many pieces there are
     */
    public record Part(long epoch, long sequence, int index, int of, List<Change> changes) implements Word {
        /** Copies the changes. */
        public Part {
            changes = List.copyOf(changes);
        }
    }

    /**
     * Who is in this realm on your node? Or: where is this user? Or, with neither: how many clients have you?
     *
     * @param id comes back in each {@link Answer}
     */
    public record Question(
            String id, @Nullable Realm realm, @Nullable String user) implements Word {}

    /**
     * A piece of an answer.
     *
     * @param clients how many the question is about, on this node
     */
    public record Answer(String id, int clients, int index, int of, List<Change> found) implements Word {
        /** Copies what was found. */
        public Answer {
            found = List.copyOf(found);
        }
    }

    /**
     * What a node has of one user in one realm, all of it.
     *
     * @param realm null for being online at all
     * @param user empty in a realm of which only counts are kept
     * @param role that of his oldest client there
     * @param sinceMillis since when, epoch milliseconds
     * @param sockets how many clients; 0 for a user who has just gone and may be back
     * @param reason why the last client went, if none is there
     * @param gone whether the node has nothing of him any more
     */
    public record Change(
            @Nullable Realm realm,
            String user,
            String role,
            long sinceMillis,
            int sockets,
            @Nullable LeaveReason reason,
            boolean gone) {
        /** Returns how many clients are in a realm of which only counts are kept. */
        static Change count(Realm realm, int sockets) {
            return new Change(realm, "", "", 0, sockets, null, sockets == 0);
        }

        Change goneFor(LeaveReason why) {
            return new Change(realm, user, role, sinceMillis, 0, why, true);
        }
    }
}
