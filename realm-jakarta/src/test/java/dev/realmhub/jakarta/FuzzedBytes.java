package dev.realmhub.jakarta;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What a fuzzer makes up, as bytes. So that its corpus is text, it may be {@code hex:} and hexadecimal digits. */
final class FuzzedBytes {
    private static final String HEX = "hex:";

    private FuzzedBytes() {}

    static byte[] of(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1).strip();
        try {
            return text.startsWith(HEX) ? HexFormat.of().parseHex(text, HEX.length(), text.length()) : input;
        } catch (IllegalArgumentException noDigits) {
            return input;
        }
    }
}
