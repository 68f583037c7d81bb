package dev.realmhub.cli;

import dev.realmhub.BrokerException;
import dev.realmhub.Realm;
import dev.realmhub.Settings;
import dev.realmhub.nats.NatsBroker;
import dev.realmhub.nats.NatsSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** How to come to the bus: what {@code docs/configuration.md} says of hubs and backends holds here, too. */
final class BusOptions {
    private static final String PREFIX = "REALMHUB_NATS_";

    @Option(
            names = "--nats",
            paramLabel = "KEY=VALUE",
            description = "A setting of the connection to NATS, as in docs/configuration.md: prefix=rh2, user=operator."
                    + " May be repeated. Default: REALMHUB_NATS_… of the environment, where a password belongs.")
    Map<String, String> settings = new LinkedHashMap<>();

    private final Terminal terminal;

    BusOptions(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Returns whether a URL is one of the bus. */
    static boolean isBus(String url) {
        return url.startsWith("nats://") || url.startsWith("tls://");
    }

    /** Connects; see {@link #connect(String, Duration, UnaryOperator)}. */
    Bus connect(String url, Duration limit) {
        return connect(url, limit, builder -> builder);
    }

    /**
     * Connects.
     *
     * @param told what the builder is told besides the settings
     * @throws Failed if it cannot be done, or not in time
     */
    Bus connect(String url, Duration limit, UnaryOperator<NatsBroker.Builder> told) {
        if (!isBus(url)) {
            throw new Failed(Exit.USAGE, "the bus's URL begins with nats:// or tls://: nats://127.0.0.1:4222");
        }
        try {
            NatsBroker.Builder builder = NatsSettings.broker(Settings.of(all(url), PREFIX));
            return Bus.of(told.apply(builder.connectLimit(limit)).connect());
        } catch (IllegalArgumentException wrong) {
            throw new Failed(Exit.USAGE, String.valueOf(wrong.getMessage()), wrong);
        } catch (BrokerException failed) {
            throw of(failed);
        }
    }

    private Map<String, String> all(String url) {
        Map<String, String> all = new LinkedHashMap<>(terminal.env());
        settings.forEach((key, value) -> all.put(PREFIX + upper(key), value));
        all.put(PREFIX + "URLS", url);
        all.putIfAbsent(PREFIX + "NAME", "realm");
        return all;
    }

    private static String upper(String key) {
        return key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** Reads a realm's name. */
    static Realm realm(String name) {
        try {
            return Realm.parse(name);
        } catch (IllegalArgumentException unlawful) {
            throw new Failed(Exit.USAGE, "no realm: " + unlawful.getMessage() + "; a realm is game:abc", unlawful);
        }
    }

    /** Returns the answer of the bus. */
    static <T> T answer(CompletionStage<T> stage, Duration limit, String of) {
        try {
            return stage.toCompletableFuture().get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof BrokerException known
                    ? of(known)
                    : new Failed(Exit.NO_CONNECTION, of + ": " + failed.getCause(), failed);
        } catch (TimeoutException late) {
            throw new Failed(Exit.LATE, of + ": no answer in " + HubLink.seconds(limit), late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Failed(Exit.NO_CONNECTION, "interrupted", interrupted);
        }
    }

    static Failed of(BrokerException failed) {
        Exit exit = failed.fault() == BrokerException.Fault.NOBODY_THERE ? Exit.NOBODY : Exit.NO_CONNECTION;
        return new Failed(exit, String.valueOf(failed.getMessage()), failed);
    }
}
