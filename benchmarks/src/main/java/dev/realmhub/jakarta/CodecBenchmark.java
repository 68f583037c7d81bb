package dev.realmhub.jakarta;

import dev.realmhub.ClientProtocol;
import dev.realmhub.HubConfig;
import dev.realmhub.Payload;
import dev.realmhub.Realm;
import dev.realmhub.jakarta.wire.ClientFrame;
import dev.realmhub.jakarta.wire.ClientMessage;
import dev.realmhub.jakarta.wire.Command;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The two protocols of browsers: an event of 128 characters out, a command of 128 in. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
    private static final String TEXT = "x".repeat(128);

    /** By subprotocol. */
    @Param({"realmhub.v1", "realmhub.v1.json"})
    public String protocol = "";

    private final ClientProtocol.Event event = new ClientProtocol.Event(Realm.of("room", "r1"), Payload.text(TEXT));
    private ClientProtocol codec = ClientProtocol.raw("raw");
    private Payload command = Payload.empty();

    /** Finds the codec. */
    @Setup
    public void choose() {
        codec = Protocols.of(HubConfig.defaults(), List.of())
                .firstOf(List.of(protocol))
                .orElseThrow();
        command = protocol.endsWith("json") ? jsonCommand() : protobufCommand();
    }

    private static Payload jsonCommand() {
        return Payload.text("{\"command\":{\"id\":7,\"type\":\"say\",\"payload\":{\"text\":\"" + TEXT + "\"}}}");
    }

    private static Payload protobufCommand() {
        Command.Builder say = Command.newBuilder().setId(7).setType("say");
        say.getPayloadBuilder().setText(TEXT);
        ClientMessage message = ClientMessage.newBuilder().setCommand(say).build();
        return Payload.binary(
                ClientFrame.newBuilder().addMessages(message).build().toByteArray());
    }

    /** Once per publication and protocol, however many receive it. */
    @Benchmark
    public @Nullable Object encodeEvent() {
        return codec.encode(event);
    }

    /** Once per message of a client. */
    @Benchmark
    public Object decodeCommand() {
        return codec.decode(command);
    }
}
