package dev.realmhub.cli;

/** Why the program ends, in words for whoever typed the command. */
final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Exit exit;

    Failed(Exit exit, String why) {
        super(why);
        this.exit = exit;
    }

    Failed(Exit exit, String why, Throwable cause) {
        super(why, cause);
        this.exit = exit;
    }

    Exit exit() {
        return exit;
    }
}
