package dev.realmhub;

/** Why a user is no longer in a realm, or no longer online: the reason of the last of his clients there. */
public enum LeaveReason {
    /** He went elsewhere, or closed the page. */
    LEFT,
    /** His connection broke, or fell silent, or was too slow. */
    LOST,
    /** He was closed by the backend, or for breaking the rules. */
    KICKED,
    /** The connection became another user's by a login. */
    REPLACED,
    /** His node died, or was shut down, and he did not come back on another. */
    NODE_DIED;

    /** Returns what a connection's end means for presence. */
    static LeaveReason of(CloseReason reason) {
        boolean closedByPage = reason.code() == CloseReason.NORMAL.code()
                || (reason.code() == CloseReason.GONE.code() && !reason.retry());
        if (closedByPage) {
            return LEFT;
        }
        if (reason.code() == CloseReason.RESTART.code()) {
            return NODE_DIED;
        }
        return reason.code() == CloseReason.GONE.code() || reason.code() == CloseReason.TOO_SLOW.code() ? LOST : KICKED;
    }
}
