package dev.realmhub.jakarta;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a raw query. Containers' own parameter maps are not used: some mix path parameters in, and let a query replace
 * them.
 */
final class QueryText {
    private QueryText() {}

    /** Returns the decoded parameters; what cannot be decoded stays as it is. */
    static Map<String, List<String>> parse(@Nullable String raw) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                add(pair, parameters);
            }
        }
        return parameters;
    }

    private static void add(String pair, Map<String, List<String>> parameters) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        if (!name.isEmpty()) {
            parameters
                    .computeIfAbsent(decoded(name), first -> new ArrayList<>(1))
                    .add(decoded(value));
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
