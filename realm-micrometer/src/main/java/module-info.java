/** Meters of what a RealmHub hub does, for Micrometer. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Micrometer has no descriptor
module dev.realmhub.micrometer {
    requires static transitive org.jspecify;
    requires transitive dev.realmhub;
    requires transitive micrometer.core;

    exports dev.realmhub.micrometer;
}
