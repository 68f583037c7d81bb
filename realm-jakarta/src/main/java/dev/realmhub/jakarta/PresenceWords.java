package dev.realmhub.jakarta;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.realmhub.ClientProtocol;
import dev.realmhub.LeaveReason;
import dev.realmhub.Present;
import dev.realmhub.jakarta.wire.Presence;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** Who is in a realm, in both protocols. */
final class PresenceWords {
    private PresenceWords() {}

    /** Writes the fields behind the realm. */
    static void write(ClientProtocol.Presence presence, JsonGenerator out) throws IOException {
        out.writeStringField("form", lower(presence.form()));
        if (!presence.here().isEmpty()) {
            out.writeArrayFieldStart("here");
            for (Present present : presence.here()) {
                write(present, out);
            }
            out.writeEndArray();
        }
        if (!presence.gone().isEmpty()) {
            out.writeArrayFieldStart("gone");
            for (Map.Entry<String, LeaveReason> gone : presence.gone().entrySet()) {
                out.writeStartObject();
                out.writeStringField("user", gone.getKey());
                out.writeStringField("reason", lower(gone.getValue()));
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        out.writeNumberField("users", presence.users());
        out.writeNumberField("clients", presence.clients());
    }

    private static void write(Present present, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("user", present.user());
        if (!present.role().isEmpty()) {
            out.writeStringField("role", present.role());
        }
        out.writeNumberField("sinceMs", present.since().toEpochMilli());
        out.writeNumberField("sockets", present.sockets());
        out.writeEndObject();
    }

    static Presence.Builder of(ClientProtocol.Presence presence) {
        Presence.Builder words = Presence.newBuilder()
                .setRealm(presence.realm().toString())
                .setForm(form(presence.form()))
                .setUsers(presence.users())
                .setClients(presence.clients());
        presence.here()
                .forEach(present -> words.addHere(Presence.Present.newBuilder()
                        .setUser(present.user())
                        .setRole(present.role())
                        .setSinceMs(present.since().toEpochMilli())
                        .setSockets(present.sockets())));
        presence.gone()
                .forEach((user, reason) ->
                        words.addGone(Presence.Gone.newBuilder().setUser(user).setReason(lower(reason))));
        return words;
    }

    private static Presence.Form form(ClientProtocol.Presence.Form form) {
        return switch (form) {
            case WHOLE -> Presence.Form.WHOLE;
            case DIFF -> Presence.Form.DIFF;
            case COUNT -> Presence.Form.COUNT;
        };
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
