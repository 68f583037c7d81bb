package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Broker;
import dev.realmhub.Realm;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thousand clients join while two thousand events a second are published to the realm. */
class JoinUnderFireTest {
    @ParameterizedTest
    @ValueSource(strings = {"fire:1", "smoke:1"})
    void whatEachKnowsIsItsSnapshotAndEveryEventAfterIt(String realm) {
        Broker broker = Broker.local(JoinUnderFire.KEPT, JoinUnderFire.PLAIN);
        History history = new JoinUnderFire(broker, List.of(broker, broker), Realm.parse(realm)).run(1_000, 2_000);
        assertThat(history.check()).isEmpty();
        assertThat(history.accounts()).hasSize(1_000);
    }
}
