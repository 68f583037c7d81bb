package dev.realmhub.jakarta;

import dev.realmhub.ClientProtocol;
import dev.realmhub.Payload;
import dev.realmhub.Position;
import dev.realmhub.jakarta.wire.Closing;
import dev.realmhub.jakarta.wire.Degraded;
import dev.realmhub.jakarta.wire.Delayed;
import dev.realmhub.jakarta.wire.Event;
import dev.realmhub.jakarta.wire.Expiring;
import dev.realmhub.jakarta.wire.Joined;
import dev.realmhub.jakarta.wire.Left;
import dev.realmhub.jakarta.wire.Live;
import dev.realmhub.jakarta.wire.LoggedIn;
import dev.realmhub.jakarta.wire.Navigated;
import dev.realmhub.jakarta.wire.NotLoggedIn;
import dev.realmhub.jakarta.wire.Outcome;
import dev.realmhub.jakarta.wire.Outcome.Status;
import dev.realmhub.jakarta.wire.Pong;
import dev.realmhub.jakarta.wire.Refused;
import dev.realmhub.jakarta.wire.Resync;
import dev.realmhub.jakarta.wire.ServerMessage;
import dev.realmhub.jakarta.wire.Snapshot;
import dev.realmhub.jakarta.wire.Welcome;
import org.jspecify.annotations.Nullable;

/** Writes the hub's words as those of {@code client.proto}. */
final class ProtobufWriter {
    private ProtobufWriter() {}

    static ServerMessage of(ClientProtocol.FromHub message) {
        ServerMessage.Builder body = ServerMessage.newBuilder();
        if (message instanceof ClientProtocol.Event event) {
            body.setEvent(of(event));
        } else if (message instanceof ClientProtocol.Answer answer) {
            body.setOutcome(of(answer));
        } else if (message instanceof ClientProtocol.Pong pong) {
            body.setPong(of(pong));
        } else if (message instanceof ClientProtocol.Welcome welcome) {
            body.setWelcome(of(welcome));
        } else if (message instanceof ClientProtocol.Navigated done) {
            body.setNavigated(Navigated.newBuilder().setId(done.id()).setPath(done.path()));
        } else if (message instanceof ClientProtocol.NotNavigated refused) {
            body.setRefused(of(refused));
        } else if (message instanceof ClientProtocol.LoggedIn done) {
            body.setLoggedIn(of(done));
        } else if (message instanceof ClientProtocol.NotLoggedIn refused) {
            body.setNotLoggedIn(of(refused));
        } else if (message instanceof ClientProtocol.Degraded link) {
            body.setDegraded(Degraded.newBuilder().setDegraded(link.degraded()));
        } else if (message instanceof ClientProtocol.Closing closing) {
            body.setClosing(of(closing));
        } else if (message instanceof ClientProtocol.Expiring pass) {
            body.setExpiring(Expiring.newBuilder().setLeftMs(pass.leftMillis()));
        } else {
            aboutRealm(message, body);
        }
        return body.build();
    }

    private static void aboutRealm(ClientProtocol.FromHub message, ServerMessage.Builder body) {
        if (message instanceof ClientProtocol.Presence presence) {
            body.setPresence(PresenceWords.of(presence));
        } else if (message instanceof ClientProtocol.Joined joined) {
            body.setJoined(of(joined));
        } else if (message instanceof ClientProtocol.Left left) {
            body.setLeft(Left.newBuilder().setRealm(left.realm().toString()));
        } else if (message instanceof ClientProtocol.Live live) {
            body.setLive(of(live));
        } else if (message instanceof ClientProtocol.RealmSnapshot snapshot) {
            body.setSnapshot(of(snapshot));
        } else if (message instanceof ClientProtocol.Resync resync) {
            body.setResync(Resync.newBuilder().setRealm(resync.realm().toString()));
        } else if (message instanceof ClientProtocol.Delayed delayed) {
            body.setDelayed(of(delayed));
        }
    }

    private static Event.Builder of(ClientProtocol.Event event) {
        Position position = event.position();
        return Event.newBuilder()
                .setRealm(event.realm() == null ? "" : event.realm().toString())
                .setPayload(of(event.payload()))
                .setSequence(position == null ? 0 : position.sequence());
    }

    private static Pong.Builder of(ClientProtocol.Pong pong) {
        return Pong.newBuilder().setSentMs(pong.sentMillis()).setTicket(orEmpty(pong.ticket()));
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
                .setHeartbeatMs((int) welcome.heartbeatMillis())
                .setTicket(welcome.ticket());
    }

    private static Joined.Builder of(ClientProtocol.Joined joined) {
        return Joined.newBuilder()
                .setRealm(joined.membership().realm().toString())
                .setRole(joined.membership().role());
    }

    private static Live.Builder of(ClientProtocol.Live live) {
        return Live.newBuilder()
                .setRealm(live.realm().toString())
                .setPosition(live.position().toString())
                .setResumed(live.resumed());
    }

    private static Snapshot.Builder of(ClientProtocol.RealmSnapshot snapshot) {
        return Snapshot.newBuilder()
                .setRealm(snapshot.realm().toString())
                .setPosition(orEmpty(snapshot.position()))
                .setPayload(of(snapshot.payload()));
    }

    private static Delayed.Builder of(ClientProtocol.Delayed delayed) {
        return Delayed.newBuilder()
                .setRealm(delayed.realm().toString())
                .setCode(delayed.reason().code())
                .setText(delayed.reason().text());
    }

    private static Refused.Builder of(ClientProtocol.NotNavigated refused) {
        return Refused.newBuilder()
                .setId(refused.id())
                .setPath(refused.path())
                .setCode(refused.reason().code())
                .setText(refused.reason().text());
    }

    private static LoggedIn.Builder of(ClientProtocol.LoggedIn done) {
        return LoggedIn.newBuilder()
                .setId(done.id())
                .setUser(done.user().id())
                .setAnonymous(done.user().anonymous())
                .setTicket(done.ticket());
    }

    private static NotLoggedIn.Builder of(ClientProtocol.NotLoggedIn refused) {
        return NotLoggedIn.newBuilder()
                .setId(refused.id())
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

    private static String orEmpty(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
