package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All abuse at once for 8 s, 5 min with {@code -Plong}, against a site with 64 MiB of heap. In the end it is alive, a good client has
 * heard all that was published, and another one can come in. How late the good client heard it is printed, not judged, and with
 * {@code -Plong} also what it was while as many good clients came and went, and while the besiegers left the site time: what it was
 * on an idle machine stands in benchmarks/RESULTS.md.
 */
@Tag("container")
@ParameterizedClass
@MethodSource("ways")
class SiegeTest {
    private static final boolean LONG = Integer.getInteger("realmhub.times", 1) > 1;

    /** Each container once. */
    private static final Set<WayIn> BESIEGED =
            EnumSet.of(WayIn.TOMCAT_11_SERVLET, WayIn.JETTY_EE11_SERVLET, WayIn.TYRUS_ENDPOINT, WayIn.UNDERTOW_SERVLET);

    /** Who says too much, says nothing, or reads nothing; the rest is turned away, or closed, by the container. */
    private static final List<String> CODES = List.of("4413=", "4401=", "4408=");

    /** What Tomcat needs for it: docs/security-edge.md. */
    private static final List<String> SMALL = List.of(
            "-Xmx64m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Drealmhub.small=true",
            "-Dorg.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE=1024");

    private final WayIn way;
    private final Child site;

    static Stream<WayIn> ways() {
        return WayIn.all().filter(BESIEGED::contains);
    }

    SiegeTest(WayIn way) {
        this.way = way;
        site = Child.of(BesiegedSite.class, SMALL, way.name());
    }

    @AfterEach
    void close() {
        site.kill();
    }

    @Test
    void aSiteWithASmallHeapStandsASiege() {
        int port = Integer.parseInt(site.said().split(" ", 2)[1]);
        GoodClient good = new GoodClient(port);
        listen(good, "quiet", LONG ? 15 : 2);
        if (LONG) {
            visit(good, port);
        }
        Child besiegers = Child.of(Besiegers.class, List.of("-Xmx256m"), Integer.toString(port));
        try {
            besiegers.said();
            if (LONG) {
                good.hears(Duration.ofSeconds(3));
                listen(good, "besieged at a pace", 25);
            }
            besiegers.say('!');
            listen(good, "besieged", LONG ? 300 : 8);
            System.out.println(way + ", newcomers: " + GoodClient.arrivals(port, 20));
            Patience.until("each abuse has met its bound", () -> CODES.stream().allMatch(status()::contains));
        } finally {
            besiegers.kill();
        }
        assertThat(site.isAlive()).isTrue();
    }

    /** What as many good clients cost the others. */
    private void visit(GoodClient good, int port) {
        Child visitors = Child.of(Visitors.class, List.of("-Xmx256m"), Integer.toString(port));
        try {
            visitors.said();
            good.hears(Duration.ofSeconds(3));
            listen(good, "visited", 15);
            assertThat(visitors.isAlive()).isTrue();
        } finally {
            visitors.kill();
        }
    }

    private void listen(GoodClient good, String when, int seconds) {
        Duration before = site.cpu();
        String heard;
        try {
            heard = good.hears(Duration.ofSeconds(seconds));
        } catch (AssertionError lost) {
            throw new AssertionError(way + ", " + when + ", the good client is lost; the site: " + site.fate(), lost);
        }
        long percent = site.cpu().minus(before).toMillis() / 10 / seconds;
        System.out.println(way + ", " + when + ": " + heard + "; the site: " + percent + " % of a core, " + status());
    }

    private String status() {
        site.say('?');
        return site.said();
    }
}
