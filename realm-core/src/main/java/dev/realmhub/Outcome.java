package dev.realmhub;

/**
 * What became of a command: exactly one of these.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface Outcome {
    /** The backend did it; the payload is its answer, {@link Payload#empty()} if it has none. */
    record Ok(Payload payload) implements Outcome {}

    /** The backend said no; the code is for programs, the text for people. */
    record Rejected(String code, String text) implements Outcome {
        /** Checks the code. */
        public Rejected {
            Names.checkPlain("rejection code", code);
        }
    }

    /** Nobody serves this command, or the bus is away; it was not run. */
    record Unavailable() implements Outcome {}

    /** No answer in time; it may or may not have been run. */
    record Unknown() implements Outcome {}

    /** Returns success without an answer. */
    static Outcome ok() {
        return new Ok(Payload.empty());
    }

    /** Returns success with an answer. */
    static Outcome ok(Payload payload) {
        return new Ok(payload);
    }

    /** Returns a no, with 1 to 64 of {@code A-Z a-z 0-9 _ -} as its code. */
    static Outcome rejected(String code, String text) {
        return new Rejected(code, text);
    }
}
