package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.realmhub.CloseReason;
import dev.realmhub.Payload;
import dev.realmhub.RefusedException;
import java.nio.charset.StandardCharsets;

/** Whatever text a client sends: it is read, or the client is told that it is malformed, or too much at once. */
class JsonFuzz {
    private static final JsonProtocol PROTOCOL = new JsonProtocol();

    @FuzzTest(maxDuration = "60s")
    void aTextIsReadOrRefused(byte[] input) {
        try {
            assertThat(PROTOCOL.decode(Payload.text(new String(input, StandardCharsets.UTF_8))))
                    .doesNotContainNull();
        } catch (RefusedException refused) {
            assertThat(refused.reason().code())
                    .isIn(CloseReason.BAD_FRAME.code(), CloseReason.TOO_MANY_MESSAGES.code());
        }
    }
}
