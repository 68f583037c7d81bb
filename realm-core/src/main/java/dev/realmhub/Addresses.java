package dev.realmhub;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads internet addresses, and never a name: that would ask the network. */
final class Addresses {
    /** No number above 255: Java would take 256.0.0.1 for the name of a host. */
    private static final Pattern V4 = Pattern.compile("((25[0-5]|2[0-4]\\d|[01]?\\d?\\d)(\\.(?!$)|$)){4}");

    private static final Pattern V6 = Pattern.compile("(?=.*:)[0-9a-fA-F:.]{2,45}");
    private static final int V6_NETWORK_BYTES = 8;

    private Addresses() {}

    /** Returns the 4 or 16 bytes of an address, null if the text is none. */
    static byte @Nullable [] bytes(String text) {
        String bare = text.indexOf('%') < 0 ? text : text.substring(0, text.indexOf('%'));
        if (!isLiteral(bare)) {
            return null;
        }
        try {
            return InetAddress.getByName(bare).getAddress();
        } catch (UnknownHostException malformed) {
            return null;
        }
    }

    /** Whether it is an address, or is refused without a question to the network. */
    static boolean isLiteral(String text) {
        return V4.matcher(text).matches() || V6.matcher(text).matches();
    }

    /** Returns what stands for all addresses that one host can have: of IPv6 its network of 64 bits. */
    static String group(String address) {
        byte[] bytes = bytes(address);
        return bytes == null || bytes.length == 4
                ? address
                : HexFormat.of().formatHex(Arrays.copyOf(bytes, V6_NETWORK_BYTES));
    }

    /** Returns the address of an entry of a proxy's header, without brackets and port. */
    static String withoutPort(String entry) {
        if (entry.startsWith("[")) {
            int end = entry.indexOf(']');
            return end < 0 ? entry : entry.substring(1, end);
        }
        int colon = entry.indexOf(':');
        return colon >= 0 && colon == entry.lastIndexOf(':') ? entry.substring(0, colon) : entry;
    }

    /** Addresses that begin alike. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Block(byte[] start, int bits) {
        /**
         * Reads {@code 10.0.0.0/8}, {@code fd00::/8}, or one address.
         *
         * @throws IllegalArgumentException if it is neither
         */
        static Block parse(String cidr) {
            String[] parts = cidr.split("/", 2);
            byte[] start = bytes(parts[0]);
            int all = start == null ? 0 : 8 * start.length;
            int bits = parts.length == 1 ? all : number(parts[1]);
            if (start == null || bits < 0 || bits > all) {
                throw new IllegalArgumentException(
                        "\"" + cidr + "\" is no address and no block of addresses like 10.0.0.0/8");
            }
            return new Block(start, bits);
        }

        private static int number(String text) {
            return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
        }

        boolean holds(byte[] address) {
            int whole = bits / 8;
            int mask = 0xff00 >> bits % 8;
            return address.length == start.length
                    && Arrays.equals(address, 0, whole, start, 0, whole)
                    && (whole == start.length || ((address[whole] ^ start[whole]) & mask & 0xff) == 0);
        }
    }
}
