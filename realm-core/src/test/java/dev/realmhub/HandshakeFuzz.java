package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Whatever stands in headers, tickets and positions: nothing is thrown, nobody gets in by it, and what is read reads the same. */
class HandshakeFuzz {
    private static final Seal.Key KEY = Seal.Key.random();
    private static final Seal SEAL = new Seal(KEY, "fuzz");
    private static final Tickets RESUME = new Tickets(KEY, Duration.ofMinutes(2), new VirtualTime().timers());
    private static final Authenticator DOOR = EntryTickets.withKey(
                    Secret.of("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII)),
                    InstantSource.system())
            .orElse(handshake -> CompletableFuture.completedStage(User.of("by another way")));

    @FuzzTest(maxDuration = "60s")
    void whatIsReadIsLawful(byte[] input) {
        String[] lines = FuzzedLines.of(input, 3);
        headers(lines[0]);
        ticket(lines[1]);
        position(lines[2]);
    }

    private static void headers(String line) {
        for (String name : List.of(Proxies.X_FORWARDED_FOR, Proxies.FORWARDED)) {
            Proxies proxies = new Proxies();
            proxies.trust("10.0.0.0/8");
            proxies.header(name);
            Handshake seen = proxies.seenThrough(with(name, line));
            assertThat(Addresses.bytes(seen.remoteAddress())).isNotNull();
            assertThat(Addresses.group(seen.remoteAddress())).isNotEmpty();
        }
        with("cookie", line).cookie("a").ifPresent(value -> assertThat(line).contains("a=", value));
        with("authorization", line).bearer().ifPresent(token -> assertThat(line).contains(token));
        with("sec-websocket-protocol", line)
                .bearer()
                .ifPresent(token -> assertThat(line).contains("bearer." + token));
    }

    private static Handshake with(String header, String line) {
        return new Handshake("/", Map.of(), Map.of(header, List.of(line)), "", "10.0.0.1");
    }

    private static void ticket(String ticket) {
        assertThat(SEAL.read(ticket)).isNull();
        assertThat(RESUME.read(ticket)).isNull();
        Handshake handshake = new Handshake("/", Map.of("ticket", List.of(ticket)), Map.of(), "", "");
        assertThat(DOOR.authenticate(handshake)).isCompletedExceptionally();
        if (StandardCharsets.UTF_8.newEncoder().canEncode(ticket) && ticket.length() < 500) {
            assertThat(SEAL.read(SEAL.put(ticket))).isEqualTo(ticket);
        }
    }

    private static void position(String text) {
        try {
            assertThat(Position.parse(text)).hasToString(text);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageNotContaining("java.");
        }
    }
}
