package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        assertThat(payload.size()).isEqualTo(payload.text().getBytes(StandardCharsets.UTF_8).length);
        assertThat(payload.bytes().remaining()).isEqualTo(payload.size());
    }

    @Test
    void partsAreJoinedInTheirOrderByTheirBytesAlone() {
        Payload middle = Payload.wrap(new byte[] {9, 1, 2, 9}).slice(1, 2);
        Payload joined = Payload.joined(List.of(Payload.text("a"), middle, Payload.empty(), Payload.text("\u00e9")));
        assertThat(joined.isText()).isFalse();
        assertThat(joined.toByteArray()).containsExactly('a', 1, 2, 0xc3, 0xa9);
    }

    @Test
    void aCopyOfTheBytesIsACopyAndOfTheseBytesAlone() {
        byte[] all = {9, 1, 2, 9};
        Payload middle = Payload.wrap(all).slice(1, 2);
        byte[] copy = middle.toByteArray();
        copy[0] = 7;
        assertThat(middle.toByteArray()).containsExactly(1, 2);
    }

    @Test
    void wellFormedTextIsLeftAlone() {
        String text = "zw\u00f6lf \ud834\udd1e \ufffd";
        assertThat(Payload.text(text).text()).isSameAs(text);
    }

    /** Tomcat and Tyrus cannot send one. */
    @ParameterizedTest
    @CsvSource({
        "\ud834, \ufffd",
        "\udd1e, \ufffd",
        "a\udd1e\ud834b\ud834, a\ufffd\ufffdb\ufffd",
        "\ud834\ud834\udd1e\udd1e, \ufffd\ud834\udd1e\ufffd"
    })
    void halvesOfSurrogatePairsAreReplaced(String broken, String mended) {
        Payload payload = Payload.text(broken);
        assertThat(payload.text()).isEqualTo(mended);
        assertThat(payload).isEqualTo(Payload.text(mended));
    }

    @Test
    void whatIsWrappedOrSlicedIsNotCopied() {
        byte[] mine = {1, 2, 3, 4, 5};
        Payload whole = Payload.wrap(mine);
        Payload part = whole.slice(1, 4).slice(1, 2);
        assertThat(whole.array()).isSameAs(mine);
        assertThat(part.array()).isSameAs(mine);
        assertThat(part.arrayOffset()).isEqualTo(2);
        assertThat(part.size()).isEqualTo(2);
    }

    @Test
    void aSliceIsAPayloadLikeAnyOther() {
        Payload part = Payload.text("\u00fcber all").slice(2, 3);
        assertThat(part).isEqualTo(Payload.binary(new byte[] {'b', 'e', 'r'})).hasSameHashCodeAs(part.slice(0, 3));
        assertThat(part.text()).isEqualTo("ber");
        assertThat(part.bytes()).isEqualTo(ByteBuffer.wrap(new byte[] {'b', 'e', 'r'}));
        assertThat(part.bytes().rewind().remaining()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "0, 4", "3, 1", "1, -1", "2147483647, 2147483647"})
    void aSliceDoesNotReachBeyondItsPayload(int from, int length) {
        Payload inner = Payload.wrap(new byte[9]).slice(3, 3);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> inner.slice(from, length));
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
