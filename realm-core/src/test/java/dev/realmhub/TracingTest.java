package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A trace goes from a command to its handler, and from what that publishes to the sockets. */
class TracingTest {
    private final Site site = new Site();
    private final Spans spans = new Spans();

    /** Spans that are called by their names, and remember the way they came. */
    private static final class Spans implements Tracing {
        final List<String> ended = new ArrayList<>();
        final List<String> begun = new ArrayList<>();
        private final Deque<String> contexts = new ArrayDeque<>();

        @Override
        public @Nullable String current() {
            return contexts.peek();
        }

        @Override
        public Span begin(@Nullable String parent, String name) {
            String context = parent == null ? name : parent + " > " + name;
            begun.add(context);
            return new Span() {
                @Override
                public String context() {
                    return context;
                }

                @Override
                public void run(Runnable code) {
                    contexts.push(context);
                    try {
                        code.run();
                    } finally {
                        contexts.pop();
                    }
                }

                @Override
                public void end() {
                    ended.add(context);
                }
            };
        }
    }

    private Guest guest(String path) {
        Hub hub = site.builder(
                        request -> java.util.concurrent.CompletableFuture.completedStage(Site.granted(request.path())))
                .tracing(spans)
                .build();
        return Guest.of(hub, "alice", path);
    }

    private Backend.Builder backend() {
        return Backend.builder(site.broker)
                .executor(Runnable::run)
                .time(site.time, site.time::nanoTime, site.time)
                .tracing(spans);
    }

    @Test
    void whatAHandlerPublishesIsPartOfTheCommandsTraceUpToTheSockets() {
        Backend publisher = backend().start();
        backend()
                .on("move", (command, reply) -> {
                    publisher.publish(command.realm(), Publication.of("moved"));
                    reply.ok();
                })
                .start();
        Guest alice = guest("/game:1");
        alice.says("do 1 move - e4");
        assertThat(alice.heard()).endsWith("event game:1 moved", "answer 1 ok");
        assertThat(spans.ended)
                .containsExactlyInAnyOrder(
                        "realmhub.command move > realmhub.handle move > realmhub.deliver game",
                        "realmhub.command move > realmhub.handle move",
                        "realmhub.command move");
    }

    @Test
    void anEventOfAStreamKeepsItsTrace() {
        guest("/match:1");
        Backend publisher = backend().start();
        spans.begin(null, "tick").run(() -> publisher.append(Realm.of("match", "1"), Publication.of("e4"), null));
        assertThat(spans.ended).containsExactly("tick > realmhub.deliver match");
    }

    @Test
    void whatAnOwnerAppendsIsPartOfTheCommandsTrace() {
        backend()
                .own("match", ownership -> (command, reply) -> {
                    ownership.append(Publication.of("e4"));
                    reply.ok();
                })
                .start();
        Hub hub = site.builder(
                        request -> java.util.concurrent.CompletableFuture.completedStage(Site.granted(request.path())))
                .owned("match")
                .tracing(spans)
                .build();
        Guest.of(hub, "alice", "/match:1=player").says("do 1 move match:1 e4");
        assertThat(spans.ended).contains("realmhub.command move > realmhub.handle move > realmhub.deliver match");
    }

    @Test
    void aHandlerThatThrowsEndsItsSpan() {
        backend()
                .on("move", (command, reply) -> {
                    throw new IllegalStateException("on purpose");
                })
                .onFailure(failure -> {})
                .start();
        guest("/game:1").says("do 1 move - e4");
        assertThat(spans.ended).containsExactlyInAnyOrderElementsOf(spans.begun).hasSize(2);
    }

    @Test
    void whatIsPartOfNoTraceBeginsNone() {
        Guest alice = guest("/lobby");
        site.publish("lobby", "hello");
        assertThat(alice.heard("event")).hasSize(1);
        assertThat(spans.begun).isEmpty();
    }
}
