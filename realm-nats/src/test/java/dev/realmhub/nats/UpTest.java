package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Connection;
import io.nats.client.Connection.Status;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A connection of jnats that refuses, as it does on a machine short of CPU: no real one can be made to in time. */
class UpTest {
    private final List<Object> sent = new ArrayList<>();
    private Status status = Status.CONNECTED;
    private int refusals;
    private int calls;

    private final Up up = new Up(
            (Connection) Proxy.newProxyInstance(
                    UpTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("getStatus")) {
                            return status;
                        }
                        calls++;
                        if (refusals-- > 0) {
                            throw new IllegalStateException("Output queue is busy 0");
                        }
                        sent.add(arguments[0]);
                        return null;
                    }),
            Map.of());

    @Test
    void aMessageRefusedByABusyQueueIsSentOnce() {
        refusals = 3;
        send();
        assertThat(sent).containsExactly("a.b");
        assertThat(calls).isEqualTo(4);
    }

    @Test
    void aQueueThatStaysBusyIsGivenUp() {
        refusals = 1_000;
        assertThatThrownBy(this::send).isInstanceOf(IllegalStateException.class).hasMessageContaining("busy");
        assertThat(calls).isEqualTo(10);
    }

    @Test
    void withoutAConnectionNothingIsTriedAgain() {
        refusals = 1_000;
        status = Status.RECONNECTING;
        assertThatThrownBy(this::send).isInstanceOf(IllegalStateException.class);
        assertThat(calls).isOne();
    }

    private void send() {
        up.publish("a.b", null, null, new byte[] {1});
    }
}
