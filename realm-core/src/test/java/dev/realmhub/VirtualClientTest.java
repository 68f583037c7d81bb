package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Town.House;
import dev.realmhub.Town.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** As docs/presence.md says it is done. */
class VirtualClientTest {
    private final Town town = new Town();
    private final House house = town.hub("one");

    /** A member without a socket. */
    private static final class Bot implements Transport {
        final List<String> heard = new ArrayList<>();
        private final Hub hub;
        private final boolean lives;
        private @Nullable Client client;

        private Bot(Hub hub, boolean lives) {
            this.hub = hub;
            this.lives = lives;
        }

        static Bot on(Hub hub, boolean lives) {
            Bot bot = new Bot(hub, lives);
            bot.client = hub.connect(Handshake.of("/game:1=player"), User.of("bot"), new Words(), bot);
            return bot;
        }

        @Override
        public void send(Payload frame, Consumer<@Nullable Throwable> done) {
            heard.add(frame.text());
            done.accept(null);
        }

        @Override
        public void ping() {
            if (client != null && lives) {
                hub.heard(client);
            }
        }

        @Override
        public void close(CloseReason reason) {
            heard.add("closed " + reason.code());
        }
    }

    @Test
    void aBotIsAMemberLikeAnyOther() {
        Page alice = house.open("alice", "/game:1");
        Bot bot = Bot.on(house.hub(), true);
        town.pass(1);
        assertThat(alice.knows("game:1")).isEqualTo("alice bot=player");
        house.port()
                .publish(
                        Address.realm(Realm.parse("game:1")),
                        Publication.hidden().viewOfRole("player", Payload.text("rack")));
        town.pass(120);
        assertThat(bot.heard).contains("joined game:1 as player", "event game:1 rack");
        assertThat(bot.heard).anyMatch(words -> words.startsWith("presence game:1 WHOLE") && words.contains("alice"));
        assertThat(alice.knows("game:1")).isEqualTo("alice bot=player");
        house.hub().disconnected(java.util.Objects.requireNonNull(bot.client), CloseReason.NORMAL);
        town.pass(8);
        assertThat(alice.knows("game:1")).isEqualTo("alice");
    }

    @Test
    void whoeverIsThereNoMoreIsLost() {
        Bot bot = Bot.on(house.hub(), false);
        town.pass(40);
        assertThat(bot.heard).contains("closed 1001");
        assertThat(town.heard).contains("-game:1 bot LOST");
    }
}
