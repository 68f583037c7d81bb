package dev.realmhub.jakarta;

import java.util.HexFormat;

/** Bytes that no client may send, as they go over the wire; masks are zero. */
enum Abuse {
    UNMASKED("8102 6869"),
    FIRST_RESERVED_BIT("c182 00000000 6869"),
    SECOND_RESERVED_BIT("a182 00000000 6869"),
    THIRD_RESERVED_BIT("9182 00000000 6869"),
    RESERVED_OPCODE("8382 00000000 6869"),
    RESERVED_CONTROL_OPCODE("8b80 00000000"),
    PING_OF_126_BYTES("89fe007e 00000000" + "70".repeat(126)),
    PING_IN_FRAGMENTS("0980 00000000"),
    CONTINUATION_OF_NOTHING("8082 00000000 6869"),
    MESSAGE_WITHIN_A_MESSAGE("0181 00000000 61 8181 00000000 62"),
    UTF8_BROKEN("8182 00000000 c328"),
    UTF8_CUT_OFF("8181 00000000 c3"),
    UTF8_BROKEN_ACROSS_FRAGMENTS("0181 00000000 c3 8081 00000000 28"),
    UTF8_OF_HALF_A_PAIR("8183 00000000 eda080"),
    CLOSE_OF_ONE_BYTE("8881 00000000 03"),
    CLOSE_WITH_A_CODE_THAT_IS_NONE("8882 00000000 03ed"),
    CLOSE_TEXT_OF_BROKEN_UTF8("8884 00000000 03e8c328"),
    NEGATIVE_LENGTH("82ff ffffffffffffffff 00000000 00"),
    TOO_LONG("82fe2001 00000000" + "00".repeat(8193)),
    TOO_LONG_IN_FRAGMENTS("02fe1000 00000000" + "00".repeat(4096) + "80fe1001 00000000" + "00".repeat(4097));

    private final String hex;

    Abuse(String hex) {
        this.hex = hex.replace(" ", "");
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
