package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The JDK's own timers, which hubs use unless told otherwise. */
class TimersTest {
    private final BlockingQueue<String> rang = new LinkedBlockingQueue<>();

    @Test
    void aTimerRunsItsTaskOnTheExecutor() throws InterruptedException {
        Timers timers = Timers.ofJdk(task -> {
            rang.add("executor");
            task.run();
        });
        timers.after(Duration.ofMillis(1), () -> rang.add("task"));
        assertThat(rang.poll(30, TimeUnit.SECONDS)).isEqualTo("executor");
        assertThat(rang.poll(30, TimeUnit.SECONDS)).isEqualTo("task");
    }

    @Test
    void aCancelledTimerNeverRuns() throws InterruptedException {
        Timers timers = Timers.ofJdk(Runnable::run);
        Timers.Pending cancelled = timers.after(Duration.ofMillis(20), () -> rang.add("cancelled"));
        cancelled.cancel();
        timers.after(Duration.ofMillis(40), () -> rang.add("later"));
        assertThat(rang.poll(30, TimeUnit.SECONDS)).isEqualTo("later");
        assertThat(rang).isEmpty();
    }

    @Test
    void aTimerThatThrowsHarmsNoOther() throws InterruptedException {
        Timers timers = Timers.ofJdk(Runnable::run);
        timers.after(Duration.ofMillis(1), () -> {
            throw new IllegalStateException("on purpose");
        });
        timers.after(Duration.ofMillis(5), () -> rang.add("second"));
        assertThat(rang.poll(30, TimeUnit.SECONDS)).isEqualTo("second");
    }
}
