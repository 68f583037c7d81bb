package dev.realmhub.nats;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One operation of the NATS protocol, read from what a client sent by the protocol's own rules, so that a line feed in the
 * wrong place makes two of one here as it would in the server.
 *
 * @param operation {@code PUB}, {@code HPUB}, {@code SUB}, ...
 * @param subject what it is for; empty if for none
 * @param body headers and payload of a message, byte by byte as ISO 8859-1
 */
record NatsFrame(String operation, String subject, String body) {
    /** Reads a whole stream, but for an operation that is still on its way. */
    static List<NatsFrame> parse(byte[] sent) {
        List<NatsFrame> frames = new ArrayList<>();
        String all = new String(sent, StandardCharsets.ISO_8859_1);
        int at = 0;
        for (int end = all.indexOf("\r\n"); end >= 0; end = all.indexOf("\r\n", at)) {
            String[] words = all.substring(at, end).split("[ \t]+", -1);
            at = end + 2;
            int length = hasBody(words[0]) ? Integer.parseInt(words[words.length - 1]) : -1;
            if (at + length + 2 > all.length()) {
                break;
            }
            frames.add(new NatsFrame(words[0], subject(words), length < 0 ? "" : all.substring(at, at + length)));
            at += length < 0 ? 0 : length + 2;
        }
        return frames;
    }

    boolean hasBody() {
        return hasBody(operation);
    }

    private static boolean hasBody(String operation) {
        return operation.equals("PUB") || operation.equals("HPUB");
    }

    private static String subject(String... words) {
        return switch (words[0]) {
            case "PUB", "HPUB", "SUB" -> words[1];
            case "CONNECT", "PING", "PONG", "UNSUB" -> "";
            default -> throw new AssertionError("no operation of NATS: " + String.join(" ", words));
        };
    }
}
