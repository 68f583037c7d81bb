/** The endpoint of a RealmHub hub for any Jakarta WebSocket container, and the browser's protocols. */
@SuppressWarnings("requires-automatic") // protobuf-java has a stable Automatic-Module-Name
module dev.realmhub.jakarta {
    requires transitive dev.realmhub;
    requires transitive jakarta.servlet;
    requires transitive jakarta.websocket;
    requires com.fasterxml.jackson.core;
    requires com.google.protobuf;
    requires org.slf4j;

    exports dev.realmhub.jakarta;
}
