package dev.realmhub.checks;

import static dev.realmhub.checks.WrongUse.thrown;

import dev.realmhub.HubConfig;
import dev.realmhub.Position;
import dev.realmhub.Realm;
import dev.realmhub.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Realms that are none, and settings that cannot be. */
final class ValuesWrong {
    private ValuesWrong() {}

    static List<WrongUse> realms() {
        return List.of(
                new WrongUse(
                        "A realm with an empty token",
                        thrown(() -> Realm.of("game", "")),
                        "is empty",
                        "realm token",
                        "must have 1 to 128 characters"),
                new WrongUse(
                        "A realm with a token that is null",
                        thrown(() -> Realm.of("game", (String) null)),
                        "is null",
                        "realm token 1",
                        "each must be a text"),
                new WrongUse(
                        "A realm's text where a token belongs",
                        thrown(() -> Realm.of("game:1")),
                        "holds the separator ':'",
                        "realm token",
                        "read a text by Realm.parse"),
                new WrongUse(
                        "A realm with a line break",
                        thrown(() -> Realm.of("game", "1\n")),
                        "unlawful character (U+000A) at index 1",
                        "realm token",
                        "must hold no control character"),
                new WrongUse(
                        "A realm with a token that is too long",
                        thrown(() -> Realm.of("game", "x".repeat(129))),
                        "has 129 characters",
                        "realm token",
                        "at most 128"),
                new WrongUse(
                        "A realm of nine tokens",
                        thrown(() -> Realm.of("a", "b", "c", "d", "e", "f", "g", "h", "i")),
                        "not 9",
                        "a realm",
                        "has 1 to 8 tokens"),
                new WrongUse(
                        "A position that is none",
                        thrown(() -> Position.parse("17")),
                        "a position is",
                        "position",
                        "'epoch:sequence'"));
    }

    static List<WrongUse> settings() {
        return List.of(
                new WrongUse(
                        "A setting that cannot be read",
                        thrown(() -> told("HEARTBEAT", "soon")),
                        "is 'soon'",
                        "REALMHUB_HUB_HEARTBEAT",
                        "must be a duration: 500ms, 10s, 2m, 1h or PT10S"),
                new WrongUse(
                        "A setting that is out of its range",
                        thrown(() -> told("LANES", "0")),
                        "is '0'",
                        "REALMHUB_HUB_LANES",
                        "must be at least 1"),
                new WrongUse(
                        "A setting that there is not",
                        thrown(() -> told("HARTBEAT", "10s")),
                        "is no setting",
                        "REALMHUB_HUB_HARTBEAT",
                        "behind 'REALMHUB_HUB_' there are inbound-bytes, held-messages"),
                new WrongUse(
                        "A setting that stands there twice",
                        thrown(() -> Settings.of(Map.of("hub.outboxAge", "5s", "hub.outbox-age", "6s"), "hub.")),
                        "are the same setting",
                        "hub.outbox",
                        "leave one of them out"),
                new WrongUse(
                        "A negative duration",
                        thrown(() -> HubConfig.builder().sendLimit(Duration.ofSeconds(-1))),
                        "is PT-1S",
                        "sendLimit",
                        "must be more than zero"),
                new WrongUse(
                        "A silence limit below the heartbeat",
                        thrown(() -> HubConfig.builder()
                                .silenceLimit(Duration.ofSeconds(5))
                                .build()),
                        "live clients are closed between two pings",
                        "silenceLimit (PT5S)",
                        "must be longer than heartbeat (PT10S)"),
                new WrongUse(
                        "Gathering for longer than a frame's worth",
                        thrown(() -> HubConfig.builder().gather(Duration.ofSeconds(1))),
                        "is PT1S",
                        "gather",
                        "must be 0 to 5 ms"),
                new WrongUse(
                        "A deadline for joining below a part of it",
                        thrown(() -> told("JOIN_DEADLINE", "1s")),
                        "joinDeadline must be longer",
                        "joinDeadline",
                        "longer than authenticateDeadline (PT3S)"));
    }

    private static HubConfig told(String key, String value) {
        return Settings.of(Map.of("REALMHUB_HUB_" + key, value), "REALMHUB_HUB_")
                .hubConfig();
    }
}
