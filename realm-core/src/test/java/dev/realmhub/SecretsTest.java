package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the hub says of things, in errors and in {@code toString}, goes to logs: no token and no payload may be in it. */
class SecretsTest {
    private static final String SECRET = "s3cret";

    private final Site site = new Site();
    private final Handshake handshake = new Handshake(
            "/game?token=" + SECRET,
            Map.of("token", List.of(SECRET)),
            Map.of("Cookie", List.of("session=" + SECRET), "Authorization", List.of("Bearer " + SECRET)),
            "https://game.example",
            "10.0.0.1");
    private final User user = User.of("alice", Map.of("token", SECRET));

    @Test
    void noFailureThatTheHubReportsHoldsASecret() {
        Hub hub = site.hub(request -> {
            assertThat(request.query("token")).contains(SECRET);
            throw new IllegalStateException("the resolver's own words");
        });
        hub.connect(handshake, user, new Words(), new FakeSocket());
        site.builder(RealmResolver.askBackend())
                .node("node-2")
                .build()
                .connect(handshake, user, new Words(), new FakeSocket());
        Hub another = site.builder(request -> CompletableFuture.completedStage(Site.granted(request.path())))
                .node("node-3")
                .build();
        Client client = another.connect(Handshake.of("/"), user, new Words(), new FakeSocket());
        FakeSocket broken = (FakeSocket) client.transport();
        hub.receive(client, Payload.text("go x /" + SECRET));
        broken.throwing = new IllegalStateException("the transport's own words");
        site.broker.publish(Address.user("alice"), Publication.of(SECRET));
        assertThat(site.log.failures).hasSizeGreaterThanOrEqualTo(3);
        assertThat(site.log.failures)
                .allSatisfy(failure -> assertThat(failure).message().doesNotContain(SECRET));
    }

    @Test
    void noErrorOfTheBusHoldsASecret() {
        ResolveRequest request = ResolveRequest.of(handshake, handshake.path(), user, new Address.OfClient("n", "c"));
        CompletableFuture<Resolution> nobody = site.broker.request(request).toCompletableFuture();
        site.broker.close();
        CompletableFuture<Resolution> closed = site.broker.request(request).toCompletableFuture();
        assertThat(List.of(nobody, closed)).allSatisfy(failed -> {
            assertThat(failed).isCompletedExceptionally();
            assertThat(printed(failed.handle((answer, failure) -> failure).join()))
                    .contains("BrokerException")
                    .doesNotContain(SECRET);
        });
    }

    @Test
    void nothingThatACarelessLogLineWouldPrintHoldsASecret() {
        Hub another = site.builder(request -> CompletableFuture.completedStage(Site.granted(request.path())))
                .node("node-3")
                .build();
        Client client = another.connect(handshake, user, new Words(), new FakeSocket());
        ResolveRequest request = ResolveRequest.of(handshake, handshake.path(), user, client.address());
        Payload payload = Payload.text(SECRET);
        List<Object> things = List.of(
                client,
                user,
                user.by(SECRET, null).pass(),
                request,
                payload,
                Publication.of(payload).viewOfUser("alice", payload),
                Outcome.ok(payload),
                new ClientProtocol.Event(null, payload),
                new ClientProtocol.Send(1, "move", "", payload));
        assertThat(things).allSatisfy(thing -> assertThat(thing.toString()).doesNotContain(SECRET));
    }

    private static String printed(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
