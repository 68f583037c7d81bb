package dev.realmhub.nats.faults;

import dev.realmhub.nats.Interest;
import dev.realmhub.nats.NatsBroker;
import java.util.List;
import java.util.stream.IntStream;

/** The servers under a stage, and one way in which they fail. */
interface Ground extends AutoCloseable {
    /** Returns how a connection is made: 0 and 1 are the hubs', 2 is the backend's. */
    NatsBroker.Builder connection(int which);

    /** Fails, and comes back. */
    void fail(Stage stage);

    /** Returns the hubs that the fault is about. */
    default List<Integer> hit() {
        return List.of(0, 1);
    }

    /** Sets a stage up on it. */
    default Stage stage(Interest interest) {
        return new Stage(IntStream.range(0, 3)
                .mapToObj(which -> connection(which).interest(interest))
                .toList());
    }

    @Override
    void close();
}
