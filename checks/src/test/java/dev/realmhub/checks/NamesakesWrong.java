package dev.realmhub.checks;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.realmhub.Hub;
import dev.realmhub.PresenceConfig;
import dev.realmhub.RealmResolver;
import dev.realmhub.nats.NatsBroker;
import dev.realmhub.test.NatsServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** One id for the hubs of two processes: no process can see it by itself, so where there is presence the log tells. */
final class NamesakesWrong {
    private NamesakesWrong() {}

    static String onOneBus() throws Exception {
        Logger log = (Logger) LoggerFactory.getLogger(NatsBroker.class);
        Warning warning = new Warning();
        warning.start();
        log.addAppender(warning);
        try (NatsServer server = NatsServer.start();
                NatsBroker here = NatsBroker.connect(server.url());
                NatsBroker there = NatsBroker.connect(server.url());
                Hub one = hub(here);
                Hub other = hub(there)) {
            String told = warning.told.get(20, TimeUnit.SECONDS);
            return one.isReady() && other.isReady() ? told : "a hub is down";
        } finally {
            log.detachAppender(warning);
        }
    }

    private static Hub hub(NatsBroker broker) {
        return Hub.builder(broker)
                .node("n1")
                .allowNoOrigin()
                .presence(PresenceConfig.members("room"))
                .resolver(RealmResolver.askBackend())
                .build();
    }

    private static final class Warning extends AppenderBase<ILoggingEvent> {
        final CompletableFuture<String> told = new CompletableFuture<>();

        @Override
        protected void append(ILoggingEvent event) {
            String line = event.getFormattedMessage();
            if (line.contains("another node")) {
                told.complete(line);
            }
        }
    }
}
