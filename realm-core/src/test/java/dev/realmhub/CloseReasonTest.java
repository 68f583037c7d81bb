package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloseReasonTest {
    @ParameterizedTest
    @ValueSource(strings = {"x", "\u00e9", "\u4e2d", "\ud83c\udfb2", "x\ud83c\udfb2", "xx\u4e2d\ud83c\udfb2"})
    void aTextIsCutToTheBytesThatACloseFrameHoldsAndNeverInsideACharacter(String unit) {
        String given = unit.repeat(130);
        String kept = CloseReason.NORMAL.withText(given).text();
        int bytes = kept.getBytes(StandardCharsets.UTF_8).length;
        int next = given.substring(kept.length()).codePoints().limit(1).toArray()[0];
        assertThat(given).startsWith(kept);
        assertThat(bytes).isLessThanOrEqualTo(123);
        assertThat(bytes + Character.toString(next).getBytes(StandardCharsets.UTF_8).length)
                .as("nothing more would fit")
                .isGreaterThan(123);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(kept)).isTrue();
    }

    @Test
    void aTextThatFitsIsKeptAsItIs() {
        String fits = "x".repeat(123);
        assertThat(CloseReason.NORMAL.withText(fits).text()).isEqualTo(fits);
        assertThat(CloseReason.NORMAL.withText("").text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1005, 1006, 1015, 5000, -1})
    void codesThatMayNotBeSentAreRefused(int code) {
        assertThatThrownBy(() -> CloseReason.terminal(code, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void otherWordsChangeNothingButTheText() {
        assertThat(CloseReason.UNAVAILABLE.withText("soon"))
                .isEqualTo(new CloseReason(4503, "soon", true, Duration.ofSeconds(1)));
    }

    @Test
    void noTwoReasonsOfTheTableShareACode() {
        assertThat(table()).hasSizeGreaterThan(10);
        assertThat(table().map(CloseReason::code)).doesNotHaveDuplicates();
    }

    @Test
    void onlyWhatMayPassByItselfInvitesTheClientBack() {
        Set<Integer> back = Set.of(1001, 1011, 1012, 4408, 4413, 4429, 4500, 4503, 4504);
        assertThat(table())
                .allSatisfy(
                        reason -> assertThat(reason.retry()).as("%s", reason).isEqualTo(back.contains(reason.code())));
    }

    @Test
    void refusalsHaveAnHttpStatusOfTheSameMeaning() {
        assertThat(CloseReason.LOGIN.httpStatus()).isEqualTo(401);
        assertThat(CloseReason.FORBIDDEN.httpStatus()).isEqualTo(403);
        assertThat(CloseReason.NO_SUCH_REALM.httpStatus()).isEqualTo(404);
        assertThat(CloseReason.TOO_MANY_MESSAGES.httpStatus()).isEqualTo(429);
        assertThat(CloseReason.RESOLVER_FAILED.httpStatus()).isEqualTo(503);
        assertThat(CloseReason.DEADLINE.httpStatus()).isEqualTo(503);
    }

    private static Stream<CloseReason> table() {
        return Arrays.stream(CloseReason.class.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == CloseReason.class)
                .map(CloseReasonTest::valueOf);
    }

    private static CloseReason valueOf(java.lang.reflect.Field field) {
        try {
            return (CloseReason) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
