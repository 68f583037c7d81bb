package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.CloseReason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloseCodesTest {
    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1003, 1008, 1011, 1012, 1013, 3000, 4400, 4999})
    void whatAllContainersSendIsSent(int code) {
        assertThat(sent(code)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {1004, 1014, 1016, 2999})
    void whatSomeDoNotSendBecomesAnInternalError(int code) {
        assertThat(sent(code)).isEqualTo(1011);
    }

    private static int sent(int code) {
        return CloseCodes.toWire(CloseReason.terminal(code, "x")).getCloseCode().getCode();
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000", "1005, 1000", "1009, 1009", "1001, 1001", "1006, 1001", "1002, 1001", "4400, 1001"})
    void whatPeersSayIsDoneTooBigOrGone(int heard, int meant) {
        assertThat(CloseCodes.fromWire(heard).code()).isEqualTo(meant);
    }
}
