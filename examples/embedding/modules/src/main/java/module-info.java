/** What a modular application says to use RealmHub. */
module example.modules {
    requires dev.realmhub;
    requires dev.realmhub.jakarta;
    requires dev.realmhub.micrometer;
    requires dev.realmhub.nats;
    requires dev.realmhub.opentelemetry;
    requires dev.realmhub.test;
}
