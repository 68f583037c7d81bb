package dev.realmhub.micrometer;

import dev.realmhub.CloseReason;
import dev.realmhub.Outcome;
import dev.realmhub.Publication;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The values of tags: a fixed number of them, whatever applications and clients do. */
final class Names {
    /** The hub's own close codes. */
    static final Set<String> CODES = Stream.of(
                    CloseReason.NORMAL,
                    CloseReason.GONE,
                    CloseReason.TOO_BIG,
                    CloseReason.INTERNAL,
                    CloseReason.RESTART,
                    CloseReason.BAD_FRAME,
                    CloseReason.LOGIN,
                    CloseReason.FORBIDDEN,
                    CloseReason.NO_SUCH_REALM,
                    CloseReason.TOO_SLOW,
                    CloseReason.TOO_MANY_MESSAGES,
                    CloseReason.RESOLVER_FAILED,
                    CloseReason.UNAVAILABLE,
                    CloseReason.DEADLINE,
                    CloseReason.TOO_MANY_REALMS)
            .map(reason -> Integer.toString(reason.code()))
            .collect(Collectors.toUnmodifiableSet());

    static final Set<String> RULES =
            Stream.of(Publication.Overflow.values()).map(Names::of).collect(Collectors.toUnmodifiableSet());

    static final Set<String> OUTCOMES = Set.of("ok", "rejected", "unavailable", "unknown");

    private Names() {}

    /** The hub's own codes by number; all of an application's are one. */
    static String of(CloseReason reason) {
        String code = Integer.toString(reason.code());
        return CODES.contains(code) ? code : "application";
    }

    /** What the backend's rejections say is its own. */
    static String of(Outcome outcome) {
        return outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    static String of(Publication.Overflow rule) {
        return rule.name().toLowerCase(Locale.ROOT);
    }
}
