/**
 * The bus between nodes and backends over NATS: {@link dev.realmhub.nats.NatsBroker}, the only door.
 *
 * <pre>
 * publish    NatsBroker -> Subjects, PublicationWire -> Link.send
 * hear       Link -> Listening -> PublicationWire -> the node's function
 * request    NatsBroker -> Subjects, ResolveWire or CommandWire -> Replies -> Link.send, and back through Replies
 * serve      Link -> Listening -> Services -> the backend's function -> Link.send
 * connect    Connector -> Link: what listens begins on each new connection
 * </pre>
 *
 * <p>What stands on the wire is described in {@code docs/subjects.md} and {@code bus.proto}, for backends in other
 * languages too.
 */
@NullMarked
package dev.realmhub.nats;

import org.jspecify.annotations.NullMarked;
