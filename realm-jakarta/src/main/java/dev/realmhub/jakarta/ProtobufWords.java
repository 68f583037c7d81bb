package dev.realmhub.jakarta;

import dev.realmhub.ClientProtocol;
import dev.realmhub.Payload;
import dev.realmhub.jakarta.wire.ClientMessage;
import dev.realmhub.jakarta.wire.Closing;
import dev.realmhub.jakarta.wire.Command;
import dev.realmhub.jakarta.wire.Event;
import dev.realmhub.jakarta.wire.Joined;
import dev.realmhub.jakarta.wire.Left;
import dev.realmhub.jakarta.wire.Navigated;
import dev.realmhub.jakarta.wire.Outcome;
import dev.realmhub.jakarta.wire.Outcome.Status;
import dev.realmhub.jakarta.wire.Pong;
import dev.realmhub.jakarta.wire.Refused;
import dev.realmhub.jakarta.wire.ServerMessage;
import dev.realmhub.jakarta.wire.Welcome;
import org.jspecify.annotations.Nullable;

/** Between the hub's words and those of {@code client.proto}. */
final class ProtobufWords {
    private ProtobufWords() {}

    static ServerMessage of(ClientProtocol.FromHub message) {
        ServerMessage.Builder body = ServerMessage.newBuilder();
        if (message instanceof ClientProtocol.Event event) {
            body.setEvent(of(event));
        } else if (message instanceof ClientProtocol.Answer answer) {
            body.setOutcome(of(answer));
        } else if (message instanceof ClientProtocol.Pong pong) {
            body.setPong(Pong.newBuilder().setSentMs(pong.sentMillis()));
        } else if (message instanceof ClientProtocol.Welcome welcome) {
            body.setWelcome(of(welcome));
        } else if (message instanceof ClientProtocol.Joined joined) {
            body.setJoined(of(joined));
        } else if (message instanceof ClientProtocol.Left left) {
            body.setLeft(Left.newBuilder().setRealm(left.realm().toString()));
        } else if (message instanceof ClientProtocol.Navigated done) {
            body.setNavigated(Navigated.newBuilder().setId(done.id()).setPath(done.path()));
        } else if (message instanceof ClientProtocol.NotNavigated refused) {
            body.setRefused(of(refused));
        } else if (message instanceof ClientProtocol.Closing closing) {
            body.setClosing(of(closing));
        }
        return body.build();
    }

    private static Event.Builder of(ClientProtocol.Event event) {
        return Event.newBuilder()
                .setRealm(event.realm() == null ? "" : event.realm().toString())
                .setPayload(of(event.payload()));
    }

    private static Outcome.Builder of(ClientProtocol.Answer answer) {
        Outcome.Builder words = Outcome.newBuilder().setId(answer.id());
        if (answer.outcome() instanceof dev.realmhub.Outcome.Ok ok) {
            words.setStatus(Status.OK);
            return ok.payload().equals(Payload.empty()) ? words : words.setPayload(of(ok.payload()));
        }
        if (answer.outcome() instanceof dev.realmhub.Outcome.Rejected rejected) {
            return words.setStatus(Status.REJECTED).setCode(rejected.code()).setText(rejected.text());
        }
        boolean unavailable = answer.outcome() instanceof dev.realmhub.Outcome.Unavailable;
        return words.setStatus(unavailable ? Status.UNAVAILABLE : Status.UNKNOWN);
    }

    private static Welcome.Builder of(ClientProtocol.Welcome welcome) {
        return Welcome.newBuilder()
                .setClient(welcome.client().id())
                .setNode(welcome.client().node())
                .setUser(welcome.client().user().id())
                .setAnonymous(welcome.client().user().anonymous())
                .setHeartbeatMs((int) welcome.heartbeatMillis());
    }

    private static Joined.Builder of(ClientProtocol.Joined joined) {
        return Joined.newBuilder()
                .setRealm(joined.membership().realm().toString())
                .setRole(joined.membership().role());
    }

    private static Refused.Builder of(ClientProtocol.NotNavigated refused) {
        return Refused.newBuilder()
                .setId(refused.id())
                .setPath(refused.path())
                .setCode(refused.reason().code())
                .setText(refused.reason().text());
    }

    private static Closing.Builder of(ClientProtocol.Closing closing) {
        return Closing.newBuilder()
                .setCode(closing.reason().code())
                .setText(closing.reason().text())
                .setRetry(closing.reason().retry())
                .setRetryAfterMs((int) closing.reason().retryAfter().toMillis());
    }

    private static dev.realmhub.jakarta.wire.Payload.Builder of(Payload payload) {
        dev.realmhub.jakarta.wire.Payload.Builder words = dev.realmhub.jakarta.wire.Payload.newBuilder();
        return payload.isText() ? words.setText(payload.text()) : words.setBinary(ProtobufBytes.of(payload));
    }

    /** Returns a client's message, or null if it is one that we do not know. */
    static ClientProtocol.@Nullable ToHub of(ClientMessage message) {
        return switch (message.getBodyCase()) {
            case NAVIGATE ->
                new ClientProtocol.Navigate(
                        message.getNavigate().getId(), message.getNavigate().getPath());
            case COMMAND -> of(message.getCommand());
            case PING ->
                new ClientProtocol.Ping(
                        message.getPing().getSentMs(),
                        Integer.toUnsignedLong(message.getPing().getLagMs()));
            case BODY_NOT_SET -> null;
        };
    }

    private static ClientProtocol.Send of(Command command) {
        return new ClientProtocol.Send(
                command.getId(), command.getType(), command.getRealm(), of(command.getPayload()));
    }

    private static Payload of(dev.realmhub.jakarta.wire.Payload payload) {
        return switch (payload.getBodyCase()) {
            case TEXT -> Payload.text(payload.getText());
            case BINARY -> ProtobufBytes.payload(payload.getBinary());
            case BODY_NOT_SET -> Payload.empty();
        };
    }
}
