package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
 * Floods of connections and of messages from two addresses: each gets a hundred connections and no more, and a client behind one of
 * them hears nothing of what comes from the other. On each container that tells addresses.
 */
@Tag("container")
@ParameterizedClass
@MethodSource("ways")
class FloodTest {
    private static final Set<WayIn> TELL_ADDRESSES =
            EnumSet.of(WayIn.TOMCAT_11_SERVLET, WayIn.JETTY_EE11_SERVLET, WayIn.UNDERTOW_SERVLET);

    /** What the virtual machines of short lives start best with. */
    private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1");

    private final WayIn way;
    private final TwoAddresses addresses = TwoAddresses.open();
    private final List<Child> children = new ArrayList<>();

    static Stream<WayIn> ways() {
        return WayIn.all().filter(TELL_ADDRESSES::contains);
    }

    FloodTest(WayIn way) {
        this.way = way;
    }

    @AfterEach
    void close() {
        children.forEach(Child::kill);
        addresses.close();
    }

    private Child started(Child child) {
        children.add(child);
        return child;
    }

    @Test
    void aFloodFromOneAddressIsNothingToWhoComesFromAnother() {
        Child site = started(addresses.site(way, QUICK));
        String port = site.said().split(" ", 2)[1];
        Child first = started(addresses.at(1, Flooder.class, port));
        assertThat(first.said()).isEqualTo("{in=100, refused=200}");

        Child neighbour = started(addresses.at(2, Neighbour.class, port));
        assertThat(neighbour.said()).isEqualTo("in");
        first.say('!');
        assertThat(first.said()).isEqualTo("flooded");
        Patience.until("those who say too much are closed", () -> status(site).contains("4413=10"));
        hears(neighbour);

        Child second = started(addresses.at(2, Flooder.class, port));
        assertThat(second.said()).isEqualTo("{in=99, refused=201}");
        hears(neighbour);
        Patience.until("all refused are counted", () -> status(site).contains("4429=401"));
        assertThat(status(site)).startsWith("190 clients");
    }

    /** What it had not heard yet, and that it hears on. */
    private static void hears(Child neighbour) {
        neighbour.say('?');
        assertThat(neighbour.said()).isEqualTo("heard 20");
    }

    private static String status(Child site) {
        site.say('?');
        return site.said();
    }
}
