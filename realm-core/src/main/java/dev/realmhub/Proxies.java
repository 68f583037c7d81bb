package dev.realmhub;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The proxies that are believed when they say for whom they speak. Each adds the address that it was called from at the end,
 * and anybody may have written what stands before, so it is read from the end, as far as the hops are ours.
 */
final class Proxies {
    static final String X_FORWARDED_FOR = "x-forwarded-for";
    static final String FORWARDED = "forwarded";

    private final List<Addresses.Block> trusted = new ArrayList<>();
    private String header = X_FORWARDED_FOR;

    /**
     * Trusts one more.
     *
     * @throws IllegalArgumentException if it is no block of addresses
     */
    void trust(String cidr) {
        trusted.add(Addresses.Block.parse(cidr));
    }

    /**
     * Sets the header that they write; the other one is not looked at: a proxy lets through what it does not know.
     *
     * @throws IllegalArgumentException if it is neither of the two
     */
    void header(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!lower.equals(X_FORWARDED_FOR) && !lower.equals(FORWARDED)) {
            throw new IllegalArgumentException(
                    "forwardedHeader(\"" + name + "\"): it must be X-Forwarded-For or Forwarded");
        }
        header = lower;
    }

    Proxies copy() {
        Proxies copy = new Proxies();
        copy.trusted.addAll(trusted);
        copy.header = header;
        return copy;
    }

    /** Returns a handshake as it came to the first of our proxies. */
    Handshake seenThrough(Handshake handshake) {
        String address = handshake.remoteAddress();
        if (!isTrusted(address)) {
            return handshake;
        }
        List<String> hops = hops(handshake);
        Collections.reverse(hops);
        for (String hop : hops) {
            if (Addresses.bytes(hop) == null) {
                break;
            }
            address = hop;
            if (!isTrusted(hop)) {
                break;
            }
        }
        return handshake.from(address);
    }

    private boolean isTrusted(String address) {
        byte[] bytes = trusted.isEmpty() ? null : Addresses.bytes(address);
        return bytes != null && trusted.stream().anyMatch(block -> block.holds(bytes));
    }

    private List<String> hops(Handshake handshake) {
        List<String> hops = new ArrayList<>();
        handshake.headers().getOrDefault(header, List.of()).stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(String::strip)
                .map(entry -> header.equals(FORWARDED) ? forOf(entry) : entry)
                .map(Addresses::withoutPort)
                .forEach(hops::add);
        return hops;
    }

    /** Returns the {@code for} of an element of {@code Forwarded}, empty if it has none. */
    private static String forOf(String element) {
        return Stream.of(element.split(";", -1))
                .map(String::strip)
                .filter(pair -> pair.regionMatches(true, 0, "for=", 0, 4))
                .map(pair -> pair.substring(4).replace("\"", ""))
                .findFirst()
                .orElse("");
    }
}
