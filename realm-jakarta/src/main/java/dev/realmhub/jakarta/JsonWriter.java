package dev.realmhub.jakarta;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.realmhub.ClientProtocol.Answer;
import dev.realmhub.ClientProtocol.Closing;
import dev.realmhub.ClientProtocol.Degraded;
import dev.realmhub.ClientProtocol.Delayed;
import dev.realmhub.ClientProtocol.Event;
import dev.realmhub.ClientProtocol.Expiring;
import dev.realmhub.ClientProtocol.FromHub;
import dev.realmhub.ClientProtocol.Joined;
import dev.realmhub.ClientProtocol.Left;
import dev.realmhub.ClientProtocol.Live;
import dev.realmhub.ClientProtocol.LoggedIn;
import dev.realmhub.ClientProtocol.Navigated;
import dev.realmhub.ClientProtocol.NotLoggedIn;
import dev.realmhub.ClientProtocol.NotNavigated;
import dev.realmhub.ClientProtocol.Pong;
import dev.realmhub.ClientProtocol.Presence;
import dev.realmhub.ClientProtocol.RealmSnapshot;
import dev.realmhub.ClientProtocol.Resync;
import dev.realmhub.ClientProtocol.Welcome;
import dev.realmhub.CloseReason;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
import dev.realmhub.Realm;
import java.io.IOException;

/** Writes the hub's words as JSON: one object, on one line. */
final class JsonWriter {
    private final JsonGenerator out;

    private JsonWriter(JsonGenerator out) {
        this.out = out;
    }

    static void write(FromHub message, JsonGenerator to) throws IOException {
        to.writeStartObject();
        new JsonWriter(to).body(message);
        to.writeEndObject();
        to.writeEndObject();
    }

    private void body(FromHub message) throws IOException {
        if (message instanceof Event event) {
            event(event);
        } else if (message instanceof Answer answer) {
            outcome(answer);
        } else if (message instanceof Pong pong) {
            pong(pong);
        } else if (message instanceof Welcome welcome) {
            welcome(welcome);
        } else if (message instanceof Navigated done) {
            out.writeObjectFieldStart("navigated");
            out.writeNumberField("id", done.id());
            out.writeStringField("path", done.path());
        } else if (message instanceof NotNavigated refused) {
            refused(refused);
        } else if (message instanceof LoggedIn done) {
            loggedIn(done);
        } else if (message instanceof NotLoggedIn refused) {
            out.writeObjectFieldStart("notLoggedIn");
            out.writeNumberField("id", refused.id());
            reason(refused.reason());
        } else if (message instanceof Degraded link) {
            out.writeObjectFieldStart("degraded");
            out.writeBooleanField("degraded", link.degraded());
        } else if (message instanceof Closing closing) {
            closing(closing);
        } else if (message instanceof Expiring pass) {
            out.writeObjectFieldStart("expiring");
            out.writeNumberField("leftMs", pass.leftMillis());
        } else {
            aboutRealm(message);
        }
    }

    private void aboutRealm(FromHub message) throws IOException {
        if (message instanceof Presence presence) {
            begin("presence", presence.realm());
            PresenceWords.write(presence, out);
        } else if (message instanceof Joined joined) {
            begin("joined", joined.membership().realm());
            out.writeStringField("role", joined.membership().role());
        } else if (message instanceof Left left) {
            begin("left", left.realm());
        } else if (message instanceof Live live) {
            begin("live", live.realm());
            out.writeStringField("position", live.position().toString());
            out.writeBooleanField("resumed", live.resumed());
        } else if (message instanceof RealmSnapshot snapshot) {
            snapshot(snapshot);
        } else if (message instanceof Resync resync) {
            begin("resync", resync.realm());
        } else if (message instanceof Delayed delayed) {
            begin("delayed", delayed.realm());
            reason(delayed.reason());
        }
    }

    private void begin(String name, Realm realm) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeStringField("realm", realm.toString());
    }

    private void event(Event event) throws IOException {
        out.writeObjectFieldStart("event");
        if (event.realm() != null) {
            out.writeStringField("realm", event.realm().toString());
        }
        if (event.position() != null) {
            out.writeNumberField("sequence", event.position().sequence());
        }
        payload(event.payload());
    }

    private void snapshot(RealmSnapshot snapshot) throws IOException {
        begin("snapshot", snapshot.realm());
        if (snapshot.position() != null) {
            out.writeStringField("position", snapshot.position().toString());
        }
        payload(snapshot.payload());
    }

    private void pong(Pong pong) throws IOException {
        out.writeObjectFieldStart("pong");
        out.writeNumberField("sentMs", pong.sentMillis());
        if (pong.ticket() != null) {
            out.writeStringField("ticket", pong.ticket());
        }
    }

    private void outcome(Answer answer) throws IOException {
        out.writeObjectFieldStart("outcome");
        out.writeNumberField("id", answer.id());
        if (answer.outcome() instanceof Outcome.Ok ok) {
            out.writeStringField("status", "ok");
            if (!ok.payload().equals(Payload.empty())) {
                payload(ok.payload());
            }
        } else if (answer.outcome() instanceof Outcome.Rejected rejected) {
            out.writeStringField("status", "rejected");
            out.writeStringField("code", rejected.code());
            out.writeStringField("text", rejected.text());
        } else {
            out.writeStringField("status", answer.outcome() instanceof Outcome.Unavailable ? "unavailable" : "unknown");
        }
    }

    private void welcome(Welcome welcome) throws IOException {
        out.writeObjectFieldStart("welcome");
        out.writeStringField("client", welcome.client().id());
        out.writeStringField("node", welcome.client().node());
        out.writeStringField("user", welcome.client().user().id());
        out.writeBooleanField("anonymous", welcome.client().user().anonymous());
        out.writeNumberField("heartbeatMs", welcome.heartbeatMillis());
        out.writeStringField("ticket", welcome.ticket());
    }

    private void loggedIn(LoggedIn done) throws IOException {
        out.writeObjectFieldStart("loggedIn");
        out.writeNumberField("id", done.id());
        out.writeStringField("user", done.user().id());
        out.writeBooleanField("anonymous", done.user().anonymous());
        out.writeStringField("ticket", done.ticket());
    }

    private void refused(NotNavigated refused) throws IOException {
        out.writeObjectFieldStart("refused");
        out.writeNumberField("id", refused.id());
        out.writeStringField("path", refused.path());
        reason(refused.reason());
    }

    private void closing(Closing closing) throws IOException {
        out.writeObjectFieldStart("closing");
        reason(closing.reason());
        out.writeBooleanField("retry", closing.reason().retry());
        out.writeNumberField("retryAfterMs", closing.reason().retryAfter().toMillis());
    }

    private void reason(CloseReason reason) throws IOException {
        out.writeNumberField("code", reason.code());
        out.writeStringField("text", reason.text());
    }

    private void payload(Payload payload) throws IOException {
        out.writeObjectFieldStart("payload");
        if (payload.isText()) {
            out.writeStringField("text", payload.text());
        } else {
            out.writeFieldName("binary");
            out.writeBinary(payload.array(), payload.arrayOffset(), payload.size());
        }
        out.writeEndObject();
    }
}
