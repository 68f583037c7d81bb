package dev.realmhub;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells a backend's listener, one thing after the other, away from the turns; survives what it throws. */
final class PresenceEars implements Parts.Sink {
    private final PresenceListener listener;
    private final SerialByKey<PresenceListener> inOrder;
    private final Consumer<RealmException> failures;

    PresenceEars(PresenceListener listener, Executor executor, Consumer<RealmException> failures) {
        this.listener = listener;
        this.inOrder = new SerialByKey<>(executor);
        this.failures = failures;
    }

    @Override
    public void came(@Nullable Realm realm, Present user) {
        tell(realm == null ? () -> listener.userOnline(user.user()) : () -> listener.joined(realm, user));
    }

    @Override
    public void changed(@Nullable Realm realm, Present user) {
        // it is the same user still
    }

    @Override
    public void went(@Nullable Realm realm, Present user, LeaveReason reason) {
        tell(
                realm == null
                        ? () -> listener.userOffline(user.user(), reason)
                        : () -> listener.left(realm, user, reason));
    }

    @Override
    public void counted(Realm realm) {
        // nobody in particular has come or gone
    }

    private void tell(Runnable news) {
        inOrder.execute(listener, () -> {
            try {
                news.run();
            } catch (RuntimeException | Error thrown) { // errors too: the next news must come
                failures.accept(new RealmException("a presence listener threw", thrown));
            }
        });
    }
}
