package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
    private final Proxies proxies = new Proxies();

    private String seen(String peer, String header, String... lines) {
        Handshake handshake = new Handshake("/", Map.of(), Map.of(header, List.of(lines)), "", peer);
        return proxies.seenThrough(handshake).remoteAddress();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.1 | 203.0.113.7                        | 203.0.113.7",
                "10.0.0.1 | 6.6.6.6, 203.0.113.7               | 203.0.113.7",
                "10.0.0.1 | 6.6.6.6, 203.0.113.7, 10.9.9.9     | 203.0.113.7",
                "10.0.0.1 | 203.0.113.7:4711                   | 203.0.113.7",
                "10.0.0.1 | 2001:db8::1                        | 2001:db8::1",
                "10.0.0.1 | [2001:db8::1]:4711                 | 2001:db8::1",
                "fd00::7  | 203.0.113.7                        | 203.0.113.7",
                "10.0.0.1 | 10.1.1.1, 10.2.2.2                 | 10.1.1.1",
                "10.0.0.1 | unknown                            | 10.0.0.1",
                "10.0.0.1 | 203.0.113.7, evil.example          | 10.0.0.1",
                "10.0.0.1 | 203.0.113.7, 1.2                   | 10.0.0.1",
                "11.0.0.1 | 203.0.113.7                        | 11.0.0.1",
                "''       | 203.0.113.7                        | ''",
            })
    void theClientIsTheLastHopThatIsNoneOfOurs(String peer, String header, String client) {
        proxies.trust("10.0.0.0/8");
        proxies.trust("fd00::/8");
        assertThat(seen(peer, "X-Forwarded-For", header)).isEqualTo(client);
    }

    @Test
    void ofSeveralLinesTheLastIsTheNearest() {
        proxies.trust("10.0.0.1");
        assertThat(seen("10.0.0.1", "X-Forwarded-For", "6.6.6.6", "203.0.113.7"))
                .isEqualTo("203.0.113.7");
    }

    @Test
    void nobodyIsBelievedUnlessNamed() {
        assertThat(seen("127.0.0.1", "X-Forwarded-For", "203.0.113.7")).isEqualTo("127.0.0.1");
    }

    /** A proxy that writes one header lets the client's own of the other sort through. */
    @Test
    void onlyTheHeaderThatOurProxiesWriteIsLookedAt() {
        proxies.trust("10.0.0.1");
        assertThat(seen("10.0.0.1", "Forwarded", "for=6.6.6.6")).isEqualTo("10.0.0.1");
        proxies.header("Forwarded");
        assertThat(seen("10.0.0.1", "X-Forwarded-For", "6.6.6.6")).isEqualTo("10.0.0.1");
        assertThat(seen("10.0.0.1", "Forwarded", "for=6.6.6.6, proto=https;For=\"[2001:db8::1]:80\";by=_p"))
                .isEqualTo("2001:db8::1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "proxy.example", "fd00::/129", "10.0.0"})
    void whatIsNoBlockOfAddressesIsRefused(String block) {
        assertThatThrownBy(() -> proxies.trust(block)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Java asks the network for what only looks like an address, on the thread that a client holds meanwhile. */
    @ParameterizedTest
    @ValueSource(strings = {"999.1.1.1", "256.0.0.1", "1.2.3", "1.2.3.4.", "1.2.3.4.5", "cafe", "a.b.c.d", ""})
    void nothingButAnAddressIsLookedUp(String name) {
        assertThat(Addresses.isLiteral(name)).isFalse();
        assertThat(Addresses.isLiteral("255.249.199.0")).isTrue();
    }

    @Test
    void aHeaderThatNoProxyWritesIsRefused() {
        assertThatThrownBy(() -> proxies.header("X-Real-IP")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "10.128.0.0/9, 10.200.0.1, true",
        "10.128.0.0/9, 10.127.0.1, false",
        "10.0.0.0/8, ::1, false",
        "0.0.0.0/0, 9.9.9.9, true",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
    })
    void aBlockHoldsWhatBeginsAsItDoes(String block, String address, boolean holds) {
        byte[] bytes = java.util.Objects.requireNonNull(Addresses.bytes(address));
        assertThat(Addresses.Block.parse(block).holds(bytes)).isEqualTo(holds);
    }
}
