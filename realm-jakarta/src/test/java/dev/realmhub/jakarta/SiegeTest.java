package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All abuse at once, against a site with 64 MiB of heap, for 15 s times {@code realmhub.times}: 5 min with {@code -Plong}, on three
 * containers. It is alive in the end, and a good client has heard all along what is published ten times a second.
 */
@Tag("container")
@ParameterizedClass
@MethodSource("ways")
@EnabledIfSystemProperty(named = "realmhub.times", matches = "[2-9]|\\d{2,}")
class SiegeTest {
    private static final Duration HOW_LONG =
            Duration.ofSeconds(15).multipliedBy(Integer.getInteger("realmhub.times", 1));

    private final WayIn way;
    private final List<Socket> halves = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> attackers = new ArrayList<>();
    private volatile boolean over;
    private int port;

    static Stream<WayIn> ways() {
        List<WayIn> besieged = List.of(WayIn.TOMCAT_11_SERVLET, WayIn.JETTY_EE11_SERVLET, WayIn.UNDERTOW_SERVLET);
        return WayIn.all().filter(besieged::contains);
    }

    SiegeTest(WayIn way) {
        this.way = way;
    }

    @Test
    void aSiteWithASmallHeapStandsASiege() throws Exception {
        Process site = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx64m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djakarta.ee=" + System.getProperty("jakarta.ee", "11"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BesiegedSite.class.getName(),
                        way.name())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said = new BufferedReader(new InputStreamReader(site.getInputStream(), StandardCharsets.UTF_8));
        try {
            port = Integer.parseInt(said.readLine().substring("port ".length()));
            List<Long> quiet = late(Duration.ofSeconds(10));
            attack();
            List<Long> besieged = late(HOW_LONG);
            relent();
            assertThat(site.isAlive()).isTrue();
            site.getOutputStream().write('\n');
            site.getOutputStream().flush();
            System.out.println(way + ": quiet " + figures(quiet) + "; besieged " + figures(besieged) + "; then "
                    + said.readLine());
            assertThat(besieged.size()).as("ten a second").isGreaterThan((int) (HOW_LONG.toSeconds() * 9));
        } finally {
            over = true;
            site.destroyForcibly();
        }
    }

    /** How late, in microseconds, each message came to a good client. */
    private List<Long> late(Duration howLong) {
        List<Long> late = new ArrayList<>();
        WsPeer good = Knock.at(port, "/ws?path=/game/a", peer -> {}).enter();
        long end = System.nanoTime() + howLong.toNanos();
        while (System.nanoTime() - end < 0) {
            long sent = Long.parseLong(good.next().text());
            late.add((System.nanoTime() - sent) / 1_000);
        }
        good.close();
        return late;
    }

    private static String figures(List<Long> late) {
        Collections.sort(late);
        return late.size() + " messages, p50 " + late.get(late.size() / 2) + " us, p99 "
                + late.get(late.size() * 99 / 100) + " us, max " + late.get(late.size() - 1) + " us";
    }

    private void attack() {
        begin(this::halfAHandshake, 500);
        for (Abuse abuse : Abuse.values()) {
            begin(sockets -> enter(sockets).sendBytesIfTaken(abuse.bytes()), 1);
        }
        byte[] empty = HexFormat.of().parseHex("008000000000".repeat(1_000));
        begin(sockets -> emptyFragments(enter(sockets), empty), 1);
        begin(sockets -> flood(enter(sockets), WsPeer.TEXT), 20);
        begin(sockets -> flood(enter(sockets), WsPeer.PING), 20);
        begin(sockets -> enter(sockets).sendClose(1000), 50);
        begin(sockets -> enter(sockets).reset(), 50);
        begin(
                sockets ->
                        Knock.at(port, "/ws?login=1", sockets).from("127.0.0.2").send(),
                400);
        begin(sockets -> knock(sockets).receiveBuffer(2048).enter().sendBytesIfTaken(empty), 50);
    }

    /** Does it so many times, lets go of all, and begins anew, on a thread of its own. */
    private void begin(Consumer<Consumer<WsPeer>> attack, int times) {
        Thread thread = new Thread(
                () -> {
                    while (!over) {
                        List<WsPeer> peers = new ArrayList<>();
                        for (int i = 0; i < times && !over; i++) {
                            attempt(attack, peers);
                        }
                        peers.forEach(WsPeer::close);
                    }
                },
                "attacker");
        thread.setDaemon(true);
        attackers.add(thread);
        thread.start();
    }

    private static void attempt(Consumer<Consumer<WsPeer>> attack, List<WsPeer> peers) {
        try {
            attack.accept(peers::add);
        } catch (RuntimeException | AssertionError refused) {
            // it is what the site is for
        }
    }

    private void relent() throws InterruptedException {
        over = true;
        for (Thread attacker : attackers) {
            attacker.join(5_000);
        }
    }

    private Knock knock(Consumer<WsPeer> sockets) {
        return Knock.at(port, "/ws?path=/game/b", sockets).from("127.0.0.2");
    }

    private WsPeer enter(Consumer<WsPeer> sockets) {
        return knock(sockets).enter();
    }

    private static void emptyFragments(WsPeer peer, byte[] thousand) {
        peer.sendFragment(WsPeer.TEXT, false, new byte[] {'a'});
        for (int i = 0; i < 100; i++) {
            peer.sendBytesIfTaken(thousand);
        }
    }

    private static void flood(WsPeer peer, int opcode) {
        for (int i = 0; i < 500; i++) {
            peer.sendIfTaken(opcode, new byte[100]);
        }
    }

    private void halfAHandshake(Consumer<WsPeer> sockets) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            halves.add(socket);
            socket.getOutputStream().write("GET /ws HTTP/1.1\r\nX-En".getBytes(StandardCharsets.US_ASCII));
            if (halves.size() > 500) {
                halves.remove(0).close();
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
