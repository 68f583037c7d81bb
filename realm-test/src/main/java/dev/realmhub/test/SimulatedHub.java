package dev.realmhub.test;

import dev.realmhub.Hub;

/** A hub, the process that it runs in, and its link to the bus. */
record SimulatedHub(Hub hub, SimulatedProcess process, SimulatedLink link) {
    String id() {
        return hub.id();
    }
}
