package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.realmhub.Bounds;
import dev.realmhub.CloseReason;
import dev.realmhub.HubConfig;
import dev.realmhub.Payload;
import dev.realmhub.RefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FragmentsTest {
    private final List<String> messages = new ArrayList<>();
    private final Fragments fragments = new Fragments(
            HubConfig.builder()
                    .inboundBytes(10)
                    .bounds(Bounds.builder().messageFragments(3).build())
                    .build(),
            this::take);

    private void take(Payload message) {
        messages.add((message.isText() ? "text " : "binary ") + message.text());
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(CloseReason reason, ThrowingCallable piece) {
        assertThatThrownBy(piece)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void piecesBecomeMessages() {
        fragments.text("one", true);
        fragments.text("t", false);
        fragments.text("", false);
        fragments.text("wo", true);
        fragments.binary(bytes("three"), true);
        fragments.binary(bytes("fo"), false);
        fragments.binary(bytes("ur"), true);
        fragments.text("", true);
        assertThat(messages).containsExactly("text one", "text two", "binary three", "binary four", "text ");
    }

    @Test
    void aBufferMayBeUsedAgainByTheContainer() {
        ByteBuffer shared = bytes("ab");
        fragments.binary(shared, false);
        shared.put(0, (byte) 'x');
        fragments.binary(bytes("c"), true);
        assertThat(messages).containsExactly("binary abc");
    }

    @Test
    void aMessageOfTheBoundsIsTakenAndOneMoreByteOrPieceIsNot() {
        fragments.text("12345", false);
        fragments.text("67890", true);
        fragments.text("1", false);
        fragments.text("2", false);
        fragments.text("3", true);
        assertThat(messages).containsExactly("text 1234567890", "text 123");
        fragments.binary(bytes("12345"), false);
        assertRefused(CloseReason.TOO_BIG, () -> fragments.binary(bytes("678901"), false));
    }

    @Test
    void tooManyPiecesAreRefusedOnceAndNothingComesAfterThem() {
        for (int i = 0; i < 3; i++) {
            fragments.text("", false);
        }
        assertRefused(CloseReason.TOO_BIG.withText("message in too many fragments"), () -> fragments.text("", false));
        fragments.text("end", true);
        fragments.binary(bytes("more"), true);
        assertThat(messages).isEmpty();
    }
}
