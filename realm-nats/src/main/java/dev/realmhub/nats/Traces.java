package dev.realmhub.nats;

import io.nats.client.impl.Headers;
import org.jspecify.annotations.Nullable;

/** Trace contexts in the headers of messages, as W3C has it. */
final class Traces {
    /** The header, in lower case as in HTTP. */
    static final String PARENT = "traceparent";

    private Traces() {}

    /** Adds a context, if there is one; makes the headers if need be. One that is no text of a context is left out. */
    static @Nullable Headers add(@Nullable Headers headers, @Nullable String context) {
        return context == null || !isHarmless(context)
                ? headers
                : orNew(headers).put(PARENT, context);
    }

    /** Returns the context, or null if there is none that can be passed on. */
    static @Nullable String of(@Nullable Headers headers) {
        String context = headers == null ? null : headers.getFirst(PARENT);
        return context != null && isHarmless(context) ? context : null;
    }

    private static Headers orNew(@Nullable Headers headers) {
        return headers == null ? new Headers() : headers;
    }

    /** A malformed header would end the connection's reader. */
    private static boolean isHarmless(String context) {
        return !context.isEmpty() && context.length() <= 128 && context.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
}
