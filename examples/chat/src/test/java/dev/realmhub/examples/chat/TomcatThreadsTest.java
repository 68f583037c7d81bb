package dev.realmhub.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TomcatThreadsTest {
    private final TomcatThreads threads = new TomcatThreads(1);

    @Test
    void aThreadOfTheHubDoesItselfWhatItHandsOverAndAnyOtherDoesNot() throws Exception {
        assertThat(whoDoesWhatIsHandedOverBy("realmhub-1")).isEqualTo("realmhub-1");
        assertThat(whoDoesWhatIsHandedOverBy("http-poller")).startsWith("pool-");
        threads.shutdown();
    }

    private String whoDoesWhatIsHandedOverBy(String name) throws Exception {
        CompletableFuture<String> doer = new CompletableFuture<>();
        Runnable task = () -> doer.complete(Thread.currentThread().getName());
        Thread thread = new Thread(() -> threads.execute(task), name);
        thread.start();
        thread.join();
        return doer.get(10, TimeUnit.SECONDS);
    }
}
