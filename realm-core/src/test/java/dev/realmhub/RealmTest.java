package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealmTest {
    @Test
    void itsTextFormIsItsTokensJoinedByColons() {
        Realm realm = Realm.of("chat", "game", "abc");
        assertThat(realm).hasToString("chat:game:abc");
        assertThat(realm.kind()).isEqualTo("chat");
        assertThat(realm.tokens()).containsExactly("chat", "game", "abc");
        assertThat(realm.token(2)).isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lobby", "a.b:*:>", "game: ", "1:2:3:4:5:6:7:8", "\u00e9:\ud83c\udfb2", "%3A:/", "\u2028"})
    void theTextFormReadsBackAsTheSameRealm(String text) {
        Realm realm = Realm.parse(text);
        assertThat(realm)
                .hasToString(text)
                .isEqualTo(Realm.of(realm.tokens()))
                .hasSameHashCodeAs(Realm.of(realm.tokens()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "a:",
                ":a",
                "a::b",
                "a\u0000",
                "a\nb",
                "\u007f",
                "\u0085",
                "a\rPUB x",
                "\ud83c",
                "\udfb2",
                "\udfb2\ud83c",
                "1:2:3:4:5:6:7:8:9"
            })
    void unlawfulTextsAreNoRealms(String text) {
        assertThatThrownBy(() -> Realm.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTokenMayNotHoldTheSeparatorOrTwoRealmsCouldShareOneText() {
        assertThatThrownBy(() -> Realm.of("game", "a:b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("':'");
    }

    @Test
    void tokensAndRealmsHaveALongestForm() {
        String longest = "x".repeat(128);
        assertThat(Realm.of(longest, "x".repeat(127)).toString()).hasSize(256);
        assertThatThrownBy(() -> Realm.of(longest + "x")).hasMessageContaining("at most 128");
        assertThatThrownBy(() -> Realm.of(longest, longest)).hasMessageContaining("at most 256");
        assertThatThrownBy(() -> Realm.parse("x:".repeat(1_000_000))).hasMessageContaining("at most 256");
    }

    @Test
    void aRealmWithoutTokensIsNone() {
        assertThatThrownBy(() -> Realm.of(List.of())).hasMessageContaining("1 to 8 tokens");
        assertThatThrownBy(() -> Realm.of(Collections.nCopies(9, "x"))).hasMessageContaining("1 to 8 tokens");
    }

    @Test
    void anErrorNeverRepeatsTheOffendingCharacters() {
        assertThatThrownBy(() -> Realm.of("x\r\nsecret"))
                .hasMessageContaining("U+000D")
                .message()
                .doesNotContain("secret");
    }

    @Test
    void whateverIsAcceptedReadsBackAndHasNoControlCharacter() {
        Random random = new Random(20_260_101);
        int accepted = 0;
        for (int i = 0; i < 100_000; i++) {
            String text = randomText(random);
            if (isRealm(text)) {
                accepted++;
                assertThat(Realm.parse(text).toString()).isEqualTo(text);
                assertThat(text.chars()).noneMatch(Character::isISOControl);
            }
        }
        assertThat(accepted).isBetween(1_000, 99_000);
    }

    private static String randomText(Random random) {
        String alphabet = "ab:.*>% \u0001\r\n\u00e9\ud83c\udfb2\u007f";
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(6); length >= 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static boolean isRealm(String text) {
        try {
            Realm.parse(text);
            return true;
        } catch (IllegalArgumentException unlawful) {
            return false;
        }
    }
}
