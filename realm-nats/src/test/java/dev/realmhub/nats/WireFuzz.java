package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.realmhub.Address;
import dev.realmhub.RealmException;
import io.nats.client.impl.Headers;
import java.util.Optional;
import java.util.function.Function;

/** Whatever bytes come from the bus: they are read, or refused as malformed, and nothing else happens. */
class WireFuzz {
    private static final Subjects.Sender SENDER =
            new Subjects.Sender("move", false, "alice", new Address.OfClient("n-1", "c-1"));

    private static final Headers HEADERS = new Headers().put(CommandWire.DEADLINE, "9999999999999");

    @FuzzTest(maxDuration = "60s")
    void bytesAreReadOrRefused(byte[] input) {
        byte[] body = FuzzedBytes.of(input);
        read(PublicationWire::decode, body);
        read(OrderWire::decode, body);
        read(ResolveWire::request, body);
        read(ResolveWire::resolution, body);
        read(SnapshotWire::request, body);
        read(SnapshotWire::snapshot, body);
        read(CommandWire::outcome, body);
        read(bytes -> CommandWire.command(bytes, SENDER, HEADERS, true), body);
        read(OwnerWire::claim, body);
        read(OwnerWire::lease, body);
        read(bytes -> OwnerWire.command(bytes, HEADERS), body);
        read(bytes -> Optional.ofNullable(NoteWire.decode(bytes)), body);
        read(Beats::number, body);
    }

    /** {@link RealmException}: a refusal is an answer. */
    private static void read(Function<byte[], ?> reader, byte[] body) {
        try {
            assertThat(reader.apply(body)).isNotNull();
        } catch (IllegalArgumentException | RealmException refused) {
            assertThat(refused).isNotNull();
        }
    }
}
