package dev.realmhub.test;

import dev.realmhub.Payload;
import dev.realmhub.Realm;
import java.util.List;
import java.util.stream.Stream;

/** Lawful ids, realms and payloads that a careless bus would trip over. */
final class Odd {
    private static final List<String> IDS = List.of(
            "plain",
            "a.b",
            ".",
            "..",
            ".lead",
            "trail.",
            "*",
            ">",
            "a*b>",
            " ",
            "two words",
            "100%",
            "%2E",
            "%",
            "a/b",
            "a\\b",
            "$SYS",
            "_INBOX",
            "\"quoted\"",
            "{id}",
            "?a=b&c=d#e",
            "-1",
            "UPPER and upper",
            "\u00e9t\u00e9",
            "e\u0301",
            "\u4e2d\u6587",
            "\u0627\u0644",
            "\ud83c\udfb2",
            "\u2028",
            "x".repeat(128),
            "\u00e9".repeat(128),
            "\ud83c\udfb2".repeat(64));

    private Odd() {}

    /** User ids, which may hold the separator of realms, too. */
    static Stream<String> ids() {
        return Stream.concat(IDS.stream(), Stream.of("a:b", ":"));
    }

    static Stream<Realm> realms() {
        return Stream.concat(
                IDS.stream().flatMap(id -> Stream.of(Realm.of(id), Realm.of("game", id), Realm.of("a", id, "b"))),
                Stream.of(
                        Realm.of("1", "2", "3", "4", "5", "6", "7", "8"),
                        Realm.of("a.b", "c"),
                        Realm.of("a", "b.c"),
                        Realm.of("all", "of", "*", ">", "a.b", "%2A", "\u00e9", "\ud83c\udfb2")));
    }

    static Stream<Payload> payloads() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        return Stream.of(
                Payload.text("hello"),
                Payload.empty(),
                Payload.text("\u00e9 \u4e2d \ud83c\udfb2 \u0000 \r\n"),
                Payload.text("x".repeat(60_000)),
                Payload.binary(new byte[0]),
                Payload.binary(all),
                Payload.binary("text as bytes".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                Payload.binary(new byte[60_000]));
    }
}
