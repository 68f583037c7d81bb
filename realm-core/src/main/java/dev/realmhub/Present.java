package dev.realmhub;

import java.time.Instant;

/**
 * A user in a realm, with all of his clients there on all nodes.
 *
 * @param user his id
 * @param role that of the client that came first
 * @param since when he came
 * @param sockets how many clients; 0 if he has just gone, and may be back within {@link PresenceConfig#grace()}
 */
public record Present(String user, String role, Instant since, int sockets) {}
