package dev.realmhub.jakarta;

import dev.realmhub.ClientProtocol;
import dev.realmhub.Handshake;
import dev.realmhub.User;
import java.util.concurrent.CompletionStage;

/**
 * Who comes in by a WebSocket.
 *
 * @param user fails with a {@link dev.realmhub.RefusedException} if he may not
 */
record Guest(Handshake handshake, ClientProtocol protocol, CompletionStage<User> user) {}
