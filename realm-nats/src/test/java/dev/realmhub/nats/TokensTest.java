package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.realmhub.Address;
import dev.realmhub.Realm;
import dev.realmhub.User;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids that would break a subject, and what becomes of them. */
class TokensTest {
    private static final String LAWFUL = "[A-Za-z0-9_%-]+";

    static Stream<String> lawfulIds() {
        return Stream.of(
                "plain",
                "a b",
                " ",
                ".",
                "a.b",
                ".x",
                "x.",
                "a..b",
                "*",
                "a*b",
                ">",
                "a.>",
                "%",
                "%2E",
                "x 0+PUB user.victim 3",
                "$SYS.>",
                "_INBOX.x",
                "\u00e9",
                "\u4e2d\u6587",
                "\ud83c\udfb2",
                "\u2028",
                "x".repeat(128),
                "\u4e2d".repeat(128));
    }

    static Stream<String> unlawfulIds() {
        return Stream.of(
                "",
                "a\tb",
                "a\rb",
                "a\nb",
                "x 0\r\n\r\nPUB user.victim 3\r\nBAD\r\nPUB y",
                "a\u0000b",
                "\u000b",
                "\u000c",
                "\u007f",
                "\u0085",
                "\ud83c",
                "a\udfb2b",
                "\udfb2\ud83c",
                "x".repeat(5_000));
    }

    @ParameterizedTest
    @MethodSource("lawfulIds")
    void anAcceptedIdIsExactlyOneLawfulTokenAndComesBack(String id) {
        assertThat(User.of(id).id()).isEqualTo(id);
        String token = Tokens.encode(id);
        assertThat(token).matches(LAWFUL);
        assertThat(Tokens.decode(token)).isEqualTo(id);
    }

    @ParameterizedTest
    @MethodSource("unlawfulIds")
    void anUnlawfulIdIsRefusedBeforeItCouldBecomeAToken(String id) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> User.of(id));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Address.user(id));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Realm.of("game", id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\ud83c", "a\udfb2b", "\udfb2\ud83c"})
    void whatHasNoUtf8HasNoTokenEither(String id) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Tokens.encode(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "%",
                "%4",
                "%zz",
                "%e9",
                "%C3",
                "%C3%28",
                "%C0%AE",
                "%ED%A0%BC",
                "%41",
                "%c3%a9",
                "%C3%a9",
                "a b",
                "a.b",
                "*",
                ">",
                "!",
                "~",
                "\u00e9",
                "%2e",
                "+",
                "%-1",
                "%F5%80%80%80"
            })
    void aTokenThatWeWouldNotMakeIsRefused(String token) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Tokens.decode(token));
    }

    @Test
    void anyUrlDecoderOfAnyLanguageReadsAToken() {
        lawfulIds()
                .forEach(id -> assertThat(URLDecoder.decode(Tokens.encode(id), StandardCharsets.UTF_8))
                        .isEqualTo(id));
    }

    @Test
    void randomIdsComeBackFromLawfulTokens() {
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            String id = random.ints(1 + random.nextInt(40), 0, 0x11000)
                    .filter(c -> c < 0xd800 || c > 0xdfff)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .append('x')
                    .toString();
            String token = Tokens.encode(id);
            assertThat(token).matches(LAWFUL);
            assertThat(Tokens.decode(token)).isEqualTo(id);
        }
    }
}
