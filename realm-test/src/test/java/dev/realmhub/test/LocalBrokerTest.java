package dev.realmhub.test;

import dev.realmhub.Broker;

class LocalBrokerTest implements BrokerContract {
    private final Broker broker = Broker.local(KEPT);

    @Override
    public Broker connect() {
        return broker;
    }
}
