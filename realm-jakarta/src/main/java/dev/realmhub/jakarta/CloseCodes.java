package dev.realmhub.jakarta;

import dev.realmhub.CloseReason;

/** Between the hub's close reasons and what containers let through. */
final class CloseCodes {
    private static final int NO_CODE = 1005;

    private CloseCodes() {}

    /** Returns the reason for a container: other codes are refused by one of them, or never sent by another. */
    static jakarta.websocket.CloseReason toWire(CloseReason reason) {
        int code = isSentByAll(reason.code()) ? reason.code() : CloseReason.INTERNAL.code();
        return new jakarta.websocket.CloseReason(
                jakarta.websocket.CloseReason.CloseCodes.getCloseCode(code), reason.text());
    }

    private static boolean isSentByAll(int code) {
        return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1013) || (code >= 3000 && code <= 4999);
    }

    /** Returns what the peer's close code means. The peer's own words stay out: they may be anything. */
    static CloseReason fromWire(int code) {
        if (code == CloseReason.NORMAL.code() || code == NO_CODE) {
            return CloseReason.NORMAL;
        }
        if (code == CloseReason.TOO_BIG.code()) {
            return CloseReason.TOO_BIG;
        }
        String text = "closed with " + code;
        boolean byThePage = code == CloseReason.GONE.code() || code >= 3000;
        return byThePage ? CloseReason.terminal(CloseReason.GONE.code(), text) : CloseReason.GONE.withText(text);
    }
}
