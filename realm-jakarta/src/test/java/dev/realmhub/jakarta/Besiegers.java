package dev.realmhub.jakarta;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * All who abuse a site at once, from two addresses, in a process of their own. First each kind of abuse begins anew every ten
 * seconds, which leaves the site time for others; from the first byte of its input on as fast as it goes.
 */
final class Besiegers {
    private static final List<String> FOREIGN = List.of("null", "*", "https://evil.example", "http://game.example");
    private static final byte[] EMPTY_FRAGMENTS = HexFormat.of().parseHex("008000000000".repeat(1_000));
    private static final byte[] BOMB = DeflateBomb.frame();
    private static final byte[] HALF = "GET /ws HTTP/1.1\r\nHost: x\r\nX-En".getBytes(StandardCharsets.US_ASCII);

    private static final Duration PACED = Duration.ofSeconds(10);

    private final int port;
    private final Random random = new Random(6);

    /** Nanoseconds that a round of one kind of abuse takes at least, each part of it in its turn. */
    private volatile long round = PACED.toNanos();

    private volatile boolean over;

    private Besiegers(int port) {
        this.port = port;
    }

    public static void main(String[] arguments) throws IOException {
        Besiegers all = new Besiegers(Integer.parseInt(arguments[0]));
        all.attack();
        System.out.println("begun");
        while (System.in.read() >= 0) {
            all.round = 0;
        }
        all.over = true;
    }

    private void attack() {
        new Thread(this::halfHandshakes, "half").start();
        for (Abuse abuse : Abuse.values()) {
            begin(1, peers -> enter(peers).sendBytesIfTaken(abuse.bytes()));
        }
        begin(1, this::emptyFragments);
        begin(1, peers -> enter(peers).sendBytesIfTaken(BOMB));
        begin(1, peers -> enter(peers).sendIfTaken(WsPeer.TEXT, new byte[70 << 10]));
        begin(
                10,
                peers -> knock("/game/b", peers)
                        .origin(FOREIGN.get(random.nextInt(4)))
                        .send());
        begin(20, peers -> flood(enter(peers), WsPeer.TEXT));
        begin(20, peers -> flood(enter(peers), WsPeer.PING));
        begin(50, peers -> enter(peers).sendClose(1000));
        begin(50, peers -> enter(peers).reset());
        begin(
                400,
                peers -> Knock.at(port, "/ws?path=/game/b", peers)
                        .from("127.0.0.3")
                        .send());
        begin(100, this::sayNothing);
        begin(20, this::readNothing);
    }

    /** Does it so many times, lets go of all, and begins anew, on a thread of its own. */
    private void begin(int times, Consumer<Consumer<WsPeer>> attack) {
        new Thread(() -> again(times, attack), "besieger").start();
    }

    private void again(int times, Consumer<Consumer<WsPeer>> attack) {
        while (!over) {
            List<WsPeer> peers = new ArrayList<>();
            long began = System.nanoTime();
            for (int i = 1; i <= times && !over; i++) {
                attempt(attack, peers);
                await(began, i, times);
            }
            peers.forEach(WsPeer::close);
        }
    }

    /** Waits until this part of the round is over; not if it is late. */
    private void await(long began, int part, int parts) {
        while (began + round * part / parts - System.nanoTime() > 0 && !over) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static void attempt(Consumer<Consumer<WsPeer>> attack, List<WsPeer> peers) {
        try {
            attack.accept(peers::add);
        } catch (RuntimeException | AssertionError refused) {
            // it is what the site is for
        }
    }

    private Knock knock(String path, Consumer<WsPeer> peers) {
        return Knock.at(port, "/ws?path=" + path, peers).from("127.0.0." + (2 + random.nextInt(2)));
    }

    private WsPeer enter(Consumer<WsPeer> peers) {
        return knock("/game/b", peers).enter();
    }

    private void sayNothing(Consumer<WsPeer> peers) {
        Knock.at(port, "/ws?login=1", peers)
                .from("127.0.0.2")
                .offering("realmhub.v1.json")
                .enter();
        holdOn();
    }

    private void readNothing(Consumer<WsPeer> peers) {
        knock("/game/flooded", peers).receiveBuffer(2048).enter();
        holdOn();
    }

    /** So that the first of a hundred, or of twenty, are there long enough to be closed for it. */
    private static void holdOn() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }

    private void emptyFragments(Consumer<WsPeer> peers) {
        WsPeer peer = enter(peers);
        peer.sendFragment(WsPeer.TEXT, false, new byte[] {'a'});
        long began = System.nanoTime();
        for (int i = 1; i <= 2_000 && !over; i++) {
            peer.sendBytesIfTaken(EMPTY_FRAGMENTS);
            await(began, i, 2_000);
        }
    }

    private static void flood(WsPeer peer, int opcode) {
        for (int i = 0; i < 500; i++) {
            peer.sendIfTaken(opcode, new byte[100]);
        }
    }

    /** Five hundred at a time; the oldest goes when a new one comes. */
    private void halfHandshakes() {
        Deque<Socket> halves = new ArrayDeque<>();
        while (!over) {
            try {
                halves.add(halfAHandshake());
                if (halves.size() > 500) {
                    halves.remove().close();
                }
                LockSupport.parkNanos(round / 500);
            } catch (IOException refused) {
                // full: the next one, then
            }
        }
    }

    private Socket halfAHandshake() {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName("127.0.0.3"), 0);
            socket.getOutputStream().write(HALF);
            return socket;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
