package dev.realmhub.cli;

import dev.realmhub.nats.NatsBroker;

/** A connection to the bus, which is hung up also if the program is interrupted. */
record Bus(NatsBroker broker, AtExit atExit) implements AutoCloseable {
    static Bus of(NatsBroker broker) {
        return new Bus(broker, new AtExit(broker::close));
    }

    @Override
    public void close() {
        atExit.close();
    }
}
