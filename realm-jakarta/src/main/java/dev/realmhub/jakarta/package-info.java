/**
 * The endpoint of a hub for any Jakarta WebSocket container, through the standard API only, and the browser's protocols.
 *
 * <p>Two ways in, one endpoint behind them:
 *
 * <pre>
 * HubServlet     origin, subprotocol, Authenticator -> HTTP 4xx | upgrade -> HubEndpoint, user known
 * HubEndpoints   origin -> HTTP 403 | upgrade -> HubEndpoint -> subprotocol, Authenticator -> close 44xx | user known
 * HubEndpoint    Connection: holds what comes before the user is known -> Hub.connect, Hub.receive, Hub.disconnected
 * SessionTransport   Hub -> container
 * </pre>
 *
 * <p>What each container does in its own way, and how that is met, stands in {@code docs/containers.md}.
 */
@NullMarked
package dev.realmhub.jakarta;

import org.jspecify.annotations.NullMarked;
