/**
 * The domain and the routing of RealmHub: realms, clients, hubs and backends. No I/O, no threads of its own making.
 *
 * <p>Read {@link dev.realmhub.Hub} and {@link dev.realmhub.Backend} first. The way of a message:
 *
 * <pre>
 * connect    Hub.connect -> Navigation -> Resolving -> RealmResolver -> Memberships.enter -> RealmRegistry
 * client out Hub.receive -> Inbound -> ClientProtocol.decode -> Commands -> Broker.request -> Backend handler -> reply
 * fan-out    Backend.publish -> Broker -> FanOut -> lane of the realm -> Round of its members -> Outbox -> Transport.send
 * navigate   Hub.navigate -> Navigation -> Resolving -> Memberships.navigate: leaves old realms, joins new ones, one step
 * leave      any cause -> Farewell -> Memberships.close once -> RealmRegistry -> HubListener; then Transport.close
 * </pre>
 *
 * <p>Implemented by others: {@link dev.realmhub.RealmResolver}, {@link dev.realmhub.Authenticator}, {@link
 * dev.realmhub.Broker}, {@link dev.realmhub.Transport}, {@link dev.realmhub.ClientProtocol}, {@link
 * dev.realmhub.HubListener}.
 */
@NullMarked
package dev.realmhub;

import org.jspecify.annotations.NullMarked;
