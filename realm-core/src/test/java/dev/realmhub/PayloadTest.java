package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "\u007f\u0080\u07ff\u0800\uffff",
                "\u00e9",
                "\u4e2d",
                "\ud83c\udfb2",
                "x\ud83c",
                "\udfb2x",
                "\ud83c\ud83c\udfb2\udfb2",
                "\ud83cx\udfb2"
            })
    void theSizeOfATextIsItsLengthInUtf8(String text) {
        Payload payload = Payload.text(text);
        assertThat(payload.size()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
        assertThat(payload.bytes().remaining()).isEqualTo(payload.size());
    }

    @Test
    void bytesAreCopiedInAndCannotBeChangedFromOutside() {
        byte[] mine = {1, 2, 3};
        Payload payload = Payload.binary(mine);
        mine[0] = 9;
        assertThat(payload.bytes()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        Assertions.assertThatThrownBy(() -> payload.bytes().put((byte) 9)).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void aBuffersRemainingBytesAreCopiedAndItsPositionStays() {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4});
        buffer.position(1).limit(3);
        Payload payload = Payload.binary(buffer);
        buffer.put(1, (byte) 9);
        assertThat(payload.bytes()).isEqualTo(ByteBuffer.wrap(new byte[] {2, 3}));
        assertThat(buffer.position()).isEqualTo(1);
        assertThat(payload.size()).isEqualTo(2);
    }

    @Test
    void eachReaderGetsABufferOfItsOwn() {
        Payload payload = Payload.text("hello");
        payload.bytes().position(3);
        assertThat(payload.bytes().remaining()).isEqualTo(5);
    }

    @Test
    void textAndBytesOfTheSameContentAreDifferentPayloads() {
        Payload text = Payload.text("hello");
        Payload binary = Payload.binary("hello".getBytes(StandardCharsets.UTF_8));
        assertThat(text).isNotEqualTo(binary);
        assertThat(binary.text()).isEqualTo("hello");
        assertThat(binary.isText()).isFalse();
        assertThat(text.isText()).isTrue();
        assertThat(binary).isEqualTo(Payload.binary(text.bytes())).hasSameHashCodeAs(Payload.binary(text.bytes()));
        assertThat(text).isEqualTo(Payload.text("hello")).isNotEqualTo(Payload.text("jello"));
    }

    @Test
    void aPayloadNeverShowsItsContent() {
        assertThat(Payload.text("secret")).hasToString("text of 6 bytes");
        assertThat(Payload.binary(new byte[2])).hasToString("binary of 2 bytes");
        assertThat(Payload.empty()).hasToString("text of 0 bytes");
    }
}
