package dev.realmhub.cli;

/** What is closed when it is done, and also if the program is interrupted: by Ctrl-C or SIGTERM. Closes once. */
final class AtExit implements AutoCloseable {
    private final Runnable end;
    private final Thread hook;
    private boolean ended;

    AtExit(Runnable end) {
        this.end = end;
        this.hook = new Thread(this::end, "interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException interrupted) {
            // then it is the hook that has closed it
        }
    }

    private synchronized void end() {
        if (!ended) {
            ended = true;
            end.run();
        }
    }
}
