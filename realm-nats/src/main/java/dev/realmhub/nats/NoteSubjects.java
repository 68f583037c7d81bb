package dev.realmhub.nats;

import org.jspecify.annotations.Nullable;

/**
 * The subjects of what nodes say to each other, see {@code docs/subjects.md}.
 *
 * <p>Immutable and thread-safe.
 */
final class NoteSubjects {
    private final String toAll;
    private final String toOne;

    NoteSubjects(String prefix) {
        toAll = prefix + "notes.";
        toOne = prefix + "note.";
    }

    /** Returns where a note goes; to all others if it is for none in particular. */
    String of(String from, @Nullable String to) {
        return to == null ? toAll + from : toOne + to + "." + from;
    }

    /** Returns where all say what is for all. */
    String forAll() {
        return toAll + "*";
    }

    /** Returns where all say what is for one. */
    String forOne(String id) {
        return toOne + id + ".*";
    }

    /** Returns who speaks on a subject: its last token. */
    String sender(String subject) {
        return subject.substring(subject.lastIndexOf('.') + 1);
    }

    /** Returns whether what comes on a subject is for all. */
    boolean isForAll(String subject) {
        return subject.startsWith(toAll);
    }
}
