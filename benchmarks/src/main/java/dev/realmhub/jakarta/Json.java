package dev.realmhub.jakarta;

import dev.realmhub.ClientProtocol;

/** What browsers speak, for figures that count its bytes. */
public final class Json {
    private Json() {}

    /** Returns {@code realmhub.v1.json}. */
    public static ClientProtocol protocol() {
        return new JsonProtocol();
    }
}
