package dev.realmhub.cli;

/** What a script is told by the exit code; {@code docs/cli.md} has the same table. */
enum Exit {
    /** Done. */
    OK(0),
    /** The answer was no: a command was rejected, a path refused, an event is gone. */
    REFUSED(1),
    /** The command line makes no sense. */
    USAGE(2),
    /** There was no connection, or it was lost, or the other side closed it. */
    NO_CONNECTION(3),
    /** Nobody is there to answer; a command was not run. */
    NOBODY(4),
    /** No answer in time; a command may have been run. */
    LATE(5);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
