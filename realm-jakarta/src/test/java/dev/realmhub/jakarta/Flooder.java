package dev.realmhub.jakarta;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Floods a site from one address, in a process of its own: it says what became of 300 handshakes, keeps what was opened, and with the
 * next byte of its input has ten of those say 500 things each.
 */
final class Flooder {
    private static final byte[] THING = "{\"command\":{\"id\":1,\"type\":\"no\"}}".getBytes(StandardCharsets.UTF_8);

    private final List<WsPeer> open = new ArrayList<>();

    private Flooder() {}

    public static void main(String[] arguments) throws IOException {
        Flooder flooder = new Flooder();
        Map<String, Integer> ends = new TreeMap<>();
        for (int i = 0; i < 300; i++) {
            WsPeer peer = Knock.at(Integer.parseInt(arguments[2]), "/ws?path=/game/b", own -> {})
                    .to(arguments[0])
                    .from(arguments[1])
                    .offering("realmhub.v1.json")
                    .send();
            ends.merge(flooder.endOf(peer), 1, Integer::sum);
        }
        System.out.println(ends);
        while (System.in.read() >= 0) {
            flooder.open.subList(0, 10).forEach(Flooder::flood);
            System.out.println("flooded");
        }
    }

    /** Jetty says 101 before the hub hears of the one before: then it is refused by a close code. */
    private String endOf(WsPeer peer) {
        if (peer.answer().status() != 101) {
            return peer.answer().status() == 429 ? "refused" : peer.answer().toString();
        }
        String first = peer.nextText();
        if (first.startsWith("{\"welcome\"")) {
            open.add(peer);
            return "in";
        }
        return first.contains("4429") ? "refused" : first;
    }

    private static void flood(WsPeer peer) {
        for (int i = 0; i < 500; i++) {
            peer.sendIfTaken(WsPeer.TEXT, THING);
        }
    }
}
