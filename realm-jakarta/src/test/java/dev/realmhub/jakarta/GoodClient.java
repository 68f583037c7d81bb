package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A client of a besieged site that does nothing bad: it hears each number, and how late it comes. */
final class GoodClient implements AutoCloseable {
    private final WsPeer peer;
    private int last = -1;

    GoodClient(int port) {
        this(Knock.at(port, "/ws?path=/game/a", own -> {}));
    }

    GoodClient(Knock knock) {
        peer = knock.enter();
    }

    /** How long, in microseconds, it takes so many, one after the other, to come in and to hear something. */
    static String arrivals(int port, int times) {
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            try (GoodClient newcomer = new GoodClient(port)) {
                newcomer.late();
            }
            took.add((System.nanoTime() - began) / 1_000);
        }
        return figures(took);
    }

    /** Listens for a while, in which nothing may be missing; returns how late it heard, in microseconds. */
    String hears(Duration howLong) {
        List<Long> late = new ArrayList<>();
        long end = System.nanoTime() + howLong.toNanos();
        while (System.nanoTime() - end < 0) {
            late.add(late());
        }
        return figures(late);
    }

    /** Listens to the next so many messages, of which none may be missing. */
    void hears(int messages) {
        for (int i = 0; i < messages; i++) {
            late();
        }
    }

    /** How late the next message is, which must be the one after the last. */
    private long late() {
        String[] message = peer.nextText().split(" ", 2);
        int number = Integer.parseInt(message[0]);
        assertThat(number).isEqualTo(last < 0 ? number : last + 1);
        last = number;
        return (System.nanoTime() - Long.parseLong(message[1])) / 1_000;
    }

    private static String figures(List<Long> micros) {
        Collections.sort(micros);
        return micros.size() + " times, p50 " + micros.get(micros.size() / 2) + " us, p99 "
                + micros.get(micros.size() * 99 / 100) + " us, max " + micros.get(micros.size() - 1) + " us";
    }

    @Override
    public void close() {
        peer.close();
    }
}
