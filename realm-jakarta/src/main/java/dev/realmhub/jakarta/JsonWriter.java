package dev.realmhub.jakarta;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.realmhub.ClientProtocol.Answer;
import dev.realmhub.ClientProtocol.Closing;
import dev.realmhub.ClientProtocol.Event;
import dev.realmhub.ClientProtocol.FromHub;
import dev.realmhub.ClientProtocol.Joined;
import dev.realmhub.ClientProtocol.Left;
import dev.realmhub.ClientProtocol.Navigated;
import dev.realmhub.ClientProtocol.NotNavigated;
import dev.realmhub.ClientProtocol.Pong;
import dev.realmhub.ClientProtocol.Welcome;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
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
            out.writeObjectFieldStart("pong");
            out.writeNumberField("sentMs", pong.sentMillis());
        } else if (message instanceof Welcome welcome) {
            welcome(welcome);
        } else if (message instanceof Joined joined) {
            out.writeObjectFieldStart("joined");
            out.writeStringField("realm", joined.membership().realm().toString());
            out.writeStringField("role", joined.membership().role());
        } else if (message instanceof Left left) {
            out.writeObjectFieldStart("left");
            out.writeStringField("realm", left.realm().toString());
        } else if (message instanceof Navigated done) {
            out.writeObjectFieldStart("navigated");
            out.writeNumberField("id", done.id());
            out.writeStringField("path", done.path());
        } else if (message instanceof NotNavigated refused) {
            refused(refused);
        } else if (message instanceof Closing closing) {
            closing(closing);
        }
    }

    private void event(Event event) throws IOException {
        out.writeObjectFieldStart("event");
        if (event.realm() != null) {
            out.writeStringField("realm", event.realm().toString());
        }
        payload(event.payload());
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
    }

    private void refused(NotNavigated refused) throws IOException {
        out.writeObjectFieldStart("refused");
        out.writeNumberField("id", refused.id());
        out.writeStringField("path", refused.path());
        out.writeNumberField("code", refused.reason().code());
        out.writeStringField("text", refused.reason().text());
    }

    private void closing(Closing closing) throws IOException {
        out.writeObjectFieldStart("closing");
        out.writeNumberField("code", closing.reason().code());
        out.writeStringField("text", closing.reason().text());
        out.writeBooleanField("retry", closing.reason().retry());
        out.writeNumberField("retryAfterMs", closing.reason().retryAfter().toMillis());
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
