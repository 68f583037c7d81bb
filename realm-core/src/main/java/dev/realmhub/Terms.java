package dev.realmhub;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a client may take to become live, and how long its user's pass lets it stay.
 *
 * <p>Thread-safe; asked by the {@link Heartbeat}.
 */
final class Terms {
    private static final CloseReason EXPIRED = CloseReason.LOGIN.withText("your session has expired");
    private static final CloseReason LATE = CloseReason.DEADLINE.withText("took too long to come in");

    private final Bounds bounds;
    private final Timers timers;
    private final Notices notices;
    private final long joinNanos;

    /** Makes one that looks at each client after every interval. */
    Terms(HubConfig config, Duration interval, Timers timers, Notices notices) {
        this.bounds = config.bounds();
        this.timers = timers;
        this.notices = notices;
        this.joinNanos = bounds.joinDeadline()
                .minus(config.authenticateDeadline())
                .minus(interval)
                .toNanos();
    }

    /** Returns why a client has to go now; null if it may stay. Warns it when its pass is about to expire. */
    @Nullable
    CloseReason endOf(Client client, long now) {
        if (client.state() == Client.State.CONNECTING) {
            return now - client.visit().cameAt() > joinNanos ? LATE : null;
        }
        User.Pass pass = client.user().pass();
        Instant expires = pass.expires();
        return expires == null
                ? null
                : endOf(client, pass, Duration.between(timers.wall().instant(), expires));
    }

    private @Nullable CloseReason endOf(Client client, User.Pass pass, Duration left) {
        if (left.plus(bounds.expiryGrace()).isNegative()) {
            return EXPIRED;
        }
        if (left.compareTo(bounds.expiryWarning()) <= 0 && client.visit().warnOf(pass)) {
            notices.tell(client, new ClientProtocol.Expiring(Math.max(0, left.toMillis())));
        }
        return null;
    }
}
