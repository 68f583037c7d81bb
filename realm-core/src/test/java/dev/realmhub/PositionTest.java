package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
    @ParameterizedTest
    @CsvSource({"a,0", "aZ09_-,1", "x,9223372036854775807"})
    void itsTextFormIsReversible(String epoch, long sequence) {
        Position position = new Position(epoch, sequence);
        assertThat(position).hasToString(epoch + ":" + sequence);
        assertThat(Position.parse(position.toString())).isEqualTo(position);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "a",
                "a:",
                ":1",
                "a:-1",
                "a:+1",
                "a:01",
                "a:1 ",
                "a:1:2",
                "a b:1",
                "a:9223372036854775808"
            })
    void aTextThatIsNoPositionIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Position.parse(text));
    }

    @Test
    void anUnlawfulOneIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Position("a", -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Position("a:b", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Position("x".repeat(65), 1));
    }

    @Test
    void anEventCannotComeBeforeTheOneBeforeIt() {
        Publication event = Publication.of("e");
        Position second = new Position("a", 2);
        assertThat(event.at(second, 1).viewOfRole("r", Payload.empty()).position())
                .contains(second);
        assertThat(event.at(second, 1).viewOfUser("u", Payload.empty()).previous())
                .isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> event.at(second, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> event.at(second, -1));
    }

    @Test
    void aKindThatKeepsNothingIsNotKept() {
        assertThat(RealmKind.plain("lobby").isKept()).isFalse();
        assertThat(RealmKind.kept("game", 1, Duration.ofSeconds(1)).isKept()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> RealmKind.kept("game", 0, Duration.ofHours(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> RealmKind.kept("game", 1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> RealmKind.plain("a:b"));
    }
}
