/**
 * The command line client {@code realm}: {@link dev.realmhub.cli.RealmCli}, the only door; {@code docs/cli.md} is its manual.
 *
 * <pre>
 * a hub      ConnectCommand, WatchCommand, SendCommand, WhoCommand -> HubOptions -> HubLink -> Output
 * the bus    WatchCommand, WhoCommand, PublishCommand, ReplayCommand -> BusOptions -> NatsBroker -> Output
 * </pre>
 *
 * <p>What a hub says is printed as it came; what comes from the bus is first put into a message of the same form. So there is one
 * {@link dev.realmhub.cli.Output} for both, as lines or as JSON.
 */
@NullMarked
package dev.realmhub.cli;

import org.jspecify.annotations.NullMarked;
