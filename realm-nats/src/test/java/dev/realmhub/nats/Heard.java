package dev.realmhub.nats;

import dev.realmhub.Broker;
import dev.realmhub.Payload;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The texts that a node hears, in order. */
final class Heard {
    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

    static Heard by(Broker broker, String node) {
        Heard heard = new Heard();
        broker.subscribe(new Broker.Node(
                node,
                (address, publication) ->
                        heard.texts.add(publication.common().map(Payload::text).orElse("(hidden)"))));
        return heard;
    }

    String next() {
        try {
            String text = texts.poll(30, TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("nothing heard for 30 s");
            }
            return text;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    boolean nothingMore() {
        return texts.isEmpty();
    }
}
