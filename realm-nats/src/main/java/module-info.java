/** The bus of RealmHub over NATS. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // jnats and protobuf have no descriptor
module dev.realmhub.nats {
    requires static transitive org.jspecify;
    requires transitive dev.realmhub;
    requires transitive io.nats.jnats;
    requires com.google.protobuf;
    requires org.slf4j;

    exports dev.realmhub.nats;
}
