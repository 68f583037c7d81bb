package dev.realmhub;

/**
 * Opens the games that a backend comes to own: see {@link Backend.Builder#own}. Implemented by the application.
 *
 * <p>Called on the backend's executor, once per ownership, for several realms at a time; may block.
 */
@FunctionalInterface
public interface GameFactory {
    /**
     * Loads the game of a realm from its store and takes it there for the ownership's epoch, so that the store refuses
     * earlier owners from then on: no command comes before that is done. What it throws ends the ownership; commands for the realm are then unavailable.
     */
    Game open(Ownership ownership) throws Exception;

    /**
     * A realm's state in the memory of the one backend that owns it. All calls, and what {@link Ownership} runs, come one
     * after the other.
     */
    @FunctionalInterface
    interface Game extends Backend.Handler {
        /**
         * Handles a command, as any {@link Backend.Handler}; all types of the realm come here. To have nothing run twice, write
         * before you answer, and throw {@link FencedException} if the store refuses because of another owner.
         */
        @Override
        void handle(Command command, Backend.Reply reply) throws Exception;

        /**
         * Says good-bye before the realm goes to another owner, or to nobody. What is not in the store after the return is
         * lost. Not called of a copy that is dropped because there is another owner already.
         */
        default void close() throws Exception {}
    }
}
