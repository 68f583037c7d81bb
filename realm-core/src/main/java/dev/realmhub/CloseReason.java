package dev.realmhub;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Why a connection or a navigation ends: the one table of close codes. Below 4000 they are RFC 6455's; from 4400 on they
 * are RealmHub's, shaped after HTTP's; 4000 to 4099 are free for applications.
 *
 * @param code as sent in the WebSocket close frame
 * @param text for people, cut to the 123 bytes that a close frame holds
 * @param retry whether the client may come back by itself
 * @param retryAfter how long it should wait at least, before its own jitter
 */
public record CloseReason(int code, String text, boolean retry, Duration retryAfter) {
    /** Done; neither side needs more. */
    public static final CloseReason NORMAL = terminal(1000, "closed");
    /** The page went away, or the peer's connection broke without a close frame. */
    public static final CloseReason GONE = retryable(1001, "gone", 0);
    /** A message longer than the hub takes, or in more fragments. */
    public static final CloseReason TOO_BIG = terminal(1009, "message too big");
    /** A fault on the hub's side. */
    public static final CloseReason INTERNAL = retryable(1011, "internal error", 1);
    /** The node stops; another takes over. */
    public static final CloseReason RESTART = retryable(1012, "this node is restarting", 1);
    /** A frame that the protocol cannot read. */
    public static final CloseReason BAD_FRAME = terminal(4400, "malformed frame");
    /** Nobody vouches for this user. */
    public static final CloseReason LOGIN = terminal(4401, "login needed");
    /** Not for this user, or from a page of a foreign origin. */
    public static final CloseReason FORBIDDEN = terminal(4403, "not allowed");
    /** No realm answers to the path. */
    public static final CloseReason NO_SUCH_REALM = terminal(4404, "nothing there");
    /** The client reads more slowly than its realms speak. */
    public static final CloseReason TOO_SLOW = retryable(4408, "too slow: come back and resume", 1);
    /** The client sends more than a hub takes. */
    public static final CloseReason TOO_MANY_MESSAGES = retryable(4413, "too many messages", 5);
    /** Too many connections of one user, or from one address. */
    public static final CloseReason TOO_MANY_CONNECTIONS = retryable(4429, "too many connections", 5);
    /** The same user has connected again, where he may once only. */
    public static final CloseReason REPLACED = terminal(4409, "replaced by a newer connection");
    /** The resolver or the authenticator failed. */
    public static final CloseReason RESOLVER_FAILED = retryable(4500, "could not find out what is here", 1);
    /** Nobody answers for the path now. */
    public static final CloseReason UNAVAILABLE = retryable(4503, "not available now", 1);
    /** The resolver or the authenticator took too long. */
    public static final CloseReason DEADLINE = retryable(4504, "no answer in time", 1);
    /** The resolver granted more realms than the hub's limit. */
    public static final CloseReason TOO_MANY_REALMS = terminal(4508, "too many realms");

    private static final int MAX_TEXT_BYTES = 123;

    /** Checks the code and cuts the text. */
    public CloseReason {
        if (code < 1000 || code > 4999 || code == 1005 || code == 1006 || code == 1015) {
            throw new IllegalArgumentException(code
                    + " is no close code that may be sent: it must be 1000 to 4999, without 1005, 1006 and 1015; 4000 to 4099"
                    + " are yours");
        }
        text = cut(text);
    }

    /** Returns a reason after which the client must not come back by itself. */
    public static CloseReason terminal(int code, String text) {
        return new CloseReason(code, text, false, Duration.ZERO);
    }

    private static CloseReason retryable(int code, String text, int afterSeconds) {
        return new CloseReason(code, text, true, Duration.ofSeconds(afterSeconds));
    }

    /** Returns the same reason in other words. */
    public CloseReason withText(String words) {
        return new CloseReason(code, words, retry, retryAfter);
    }

    /** Returns the same reason with another wait: 0 if the client may come back at once. */
    public CloseReason withRetryAfter(Duration wait) {
        return new CloseReason(code, text, retry, wait);
    }

    /** Returns the HTTP status that says the same before an upgrade: 400, 401, 403, 404, 429 or 503. */
    public int httpStatus() {
        return switch (code) {
            case 4400 -> 400;
            case 4401 -> 401;
            case 4403 -> 403;
            case 4404 -> 404;
            case 4413, 4429 -> 429;
            default -> 503;
        };
    }

    private static String cut(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= MAX_TEXT_BYTES) {
            return text;
        }
        int end = Math.min(text.length(), MAX_TEXT_BYTES);
        while (text.substring(0, end).getBytes(StandardCharsets.UTF_8).length > MAX_TEXT_BYTES
                || Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }
}
