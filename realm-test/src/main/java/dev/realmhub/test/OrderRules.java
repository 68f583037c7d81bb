package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** In which order it arrives. */
interface OrderRules extends Bus {
    @Test
    default void tenThousandMessagesOfOnePublisherInOneRealmArriveInOrderAtBothNodes() {
        Broker sender = connect();
        Address game = Address.realm(Realm.of("game", "abc"));
        List<Ear> ears = List.of(
                Ear.of(connect(), "first").attending(game),
                Ear.of(connect(), "second").attending(game));
        int many = 10_000;

        for (int i = 0; i < many; i++) {
            sender.publish(game, Publication.of(Integer.toString(i)));
        }

        for (Ear ear : ears) {
            assertThat(IntStream.range(0, many).mapToObj(i -> ear.next().text()))
                    .containsExactlyElementsOf(
                            IntStream.range(0, many).mapToObj(Integer::toString).toList());
        }
    }

    @Test
    default void whatGoesToARealmAndToAUserInItKeepsOneOrder() {
        Broker sender = connect();
        Realm game = Realm.of("game", "abc");
        Ear ear = Ear.of(connect(), "n").attending(Address.realm(game)).attending(Address.user("alice"));
        for (int i = 0; i < 1_000; i++) {
            Address address = i % 2 == 0 ? Address.realm(game) : Address.userInRealm("alice", game);
            sender.publish(address, Publication.of(Integer.toString(i)));
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(ear.next().text()).isEqualTo(Integer.toString(i));
        }
    }

    @Test
    default void fourThreadsInFourRealmsKeepEachRealmsOrderAndDuplicateNothing() {
        Broker sender = connect();
        Ear ear = Ear.of(connect(), "n");
        for (int i = 0; i < 4; i++) {
            ear.attending(realm(i));
        }
        int threads = 4;
        int each = 2_500;

        CountDownLatch sent = new CountDownLatch(threads);
        for (int thread = 0; thread < threads; thread++) {
            String name = "t" + thread;
            new Thread(() -> {
                        publishAcrossRealms(sender, name, each);
                        sent.countDown();
                    })
                    .start();
        }
        Patience.await(sent);

        Map<String, List<Integer>> byRealmAndThread = new HashMap<>();
        for (int i = 0; i < threads * each; i++) {
            Ear.Heard heard = ear.next();
            String[] threadAndNumber = heard.text().split(" ", 2);
            byRealmAndThread
                    .computeIfAbsent(heard.address() + threadAndNumber[0], k -> new ArrayList<>())
                    .add(Integer.valueOf(threadAndNumber[1]));
        }
        assertThat(byRealmAndThread).hasSize(threads * 4);
        assertThat(byRealmAndThread.values())
                .allSatisfy(numbers ->
                        assertThat(numbers).hasSize(each / 4).isSorted().doesNotHaveDuplicates());
        ear.heardNothing();
    }

    private static void publishAcrossRealms(Broker sender, String thread, int many) {
        for (int i = 0; i < many; i++) {
            sender.publish(realm(i % 4), Publication.of(thread + " " + i));
        }
    }

    private static Address realm(int i) {
        return Address.realm(Realm.of("game", Integer.toString(i)));
    }
}
