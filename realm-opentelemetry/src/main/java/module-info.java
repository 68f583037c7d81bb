/** Spans of what RealmHub's hubs and backends do, for OpenTelemetry. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // OpenTelemetry has no descriptors
module dev.realmhub.opentelemetry {
    requires static transitive org.jspecify;
    requires transitive dev.realmhub;
    requires transitive io.opentelemetry.api;
    requires io.opentelemetry.context;

    exports dev.realmhub.opentelemetry;
}
