package dev.realmhub.nats;

/** The same contract, when nodes are sent only what they attend to. */
class JoinedInterestTest extends NatsBrokerTest {
    @Override
    Interest interest() {
        return Interest.JOINED;
    }
}
