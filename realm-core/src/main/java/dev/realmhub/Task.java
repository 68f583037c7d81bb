package dev.realmhub;

import java.util.function.Consumer;

/** What the lane of a realm, of a user or of a client has to do. */
sealed interface Task permits Delivery, Task.Step {
    /** Does something with a realm's stream, on the realm's lane and so never beside anything else of the realm. */
    record Step(Realm realm, Consumer<Streams> what) implements Task {}
}
