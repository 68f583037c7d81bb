package dev.realmhub.jakarta;

import dev.realmhub.ClientProtocol.Login;
import dev.realmhub.ClientProtocol.Navigate;
import dev.realmhub.ClientProtocol.Ping;
import dev.realmhub.ClientProtocol.Refresh;
import dev.realmhub.ClientProtocol.Resume;
import dev.realmhub.ClientProtocol.Send;
import dev.realmhub.ClientProtocol.ToHub;
import dev.realmhub.Payload;
import dev.realmhub.jakarta.wire.ClientMessage;
import dev.realmhub.jakarta.wire.Command;
import org.jspecify.annotations.Nullable;

/** Reads clients' words of {@code client.proto}. */
final class ProtobufReader {
    private ProtobufReader() {}

    /** Returns a client's message, or null if it is one that we do not know. */
    static @Nullable ToHub of(ClientMessage message) {
        return switch (message.getBodyCase()) {
            case NAVIGATE ->
                new Navigate(
                        message.getNavigate().getId(), message.getNavigate().getPath());
            case COMMAND -> of(message.getCommand());
            case PING ->
                new Ping(
                        message.getPing().getSentMs(),
                        Integer.toUnsignedLong(message.getPing().getLagMs()));
            case RESUME -> of(message.getResume());
            case LOGIN ->
                new Login(message.getLogin().getId(), message.getLogin().getToken());
            case REFRESH ->
                new Refresh(message.getRefresh().getId(), message.getRefresh().getToken());
            case BODY_NOT_SET -> null;
        };
    }

    private static Send of(Command command) {
        return new Send(command.getId(), command.getType(), command.getRealm(), of(command.getPayload()));
    }

    private static Resume of(dev.realmhub.jakarta.wire.Resume resume) {
        return Protocols.resume(resume.getTicket(), resume.getPositionsMap());
    }

    private static Payload of(dev.realmhub.jakarta.wire.Payload payload) {
        return switch (payload.getBodyCase()) {
            case TEXT -> Payload.text(payload.getText());
            case BINARY -> ProtobufBytes.payload(payload.getBinary());
            case BODY_NOT_SET -> Payload.empty();
        };
    }
}
