package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.realmhub.CloseReason;
import dev.realmhub.Payload;
import dev.realmhub.RefusedException;

/** Whatever bytes a client sends: they are read, or the client is told that they are malformed, or too many. */
class ProtobufFuzz {
    private static final ProtobufProtocol PROTOCOL = new ProtobufProtocol();

    @FuzzTest(maxDuration = "60s")
    void bytesAreReadOrRefused(byte[] input) {
        try {
            assertThat(PROTOCOL.decode(Payload.wrap(FuzzedBytes.of(input)))).doesNotContainNull();
        } catch (RefusedException refused) {
            assertThat(refused.reason().code())
                    .isIn(CloseReason.BAD_FRAME.code(), CloseReason.TOO_MANY_MESSAGES.code());
        }
    }
}
