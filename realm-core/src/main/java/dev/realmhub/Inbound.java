package dev.realmhub;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What clients say: navigations, commands, pings. Called on container threads, one per client at a time.
 *
 * <p>Thread-safe.
 */
final class Inbound {
    private final HubConfig config;
    private final Commands commands;
    private final Navigation navigation;
    private final Arrivals arrivals;
    private final Welcomes welcomes;
    private final Pace pace;
    private final BiConsumer<Client, CloseReason> close;
    private final HubEvents events;

    Inbound(
            HubConfig config,
            Commands commands,
            Navigation navigation,
            Arrivals arrivals,
            Welcomes welcomes,
            Pace pace,
            BiConsumer<Client, CloseReason> close,
            HubEvents events) {
        this.config = config;
        this.commands = commands;
        this.navigation = navigation;
        this.arrivals = arrivals;
        this.welcomes = welcomes;
        this.pace = pace;
        this.close = close;
        this.events = events;
    }

    /** Takes a message; until the client's realms are known it is held, so that none is lost or overtakes another. */
    void receive(Client client, Payload frame) {
        orClose(client, () -> {
            if (frame.size() > config.inboundBytes()) {
                throw new RefusedException(CloseReason.TOO_BIG);
            }
            boolean greeting = client.expectsGreeting() && arrivals.greeted(client, decoded(client, frame));
            if (!greeting && !client.hold(frame, config.heldMessages())) {
                handle(client, frame);
            }
        });
    }

    /** Takes the messages that were held, after the client became live. */
    void replayHeld(Client client) {
        orClose(client, () -> {
            for (Payload frame = client.nextHeld(); frame != null; frame = client.nextHeld()) {
                handle(client, frame);
            }
        });
    }

    private void orClose(Client client, Runnable work) {
        try {
            work.run();
        } catch (RefusedException refused) {
            close.accept(client, refused.reason());
        } catch (RuntimeException | Error thrown) { // errors too: the client would wait for ever for what was lost
            events.failed(new RealmException("could not act on a message of " + client, thrown));
            close.accept(client, CloseReason.INTERNAL);
        }
    }

    private void handle(Client client, Payload frame) {
        if (client.state() == Client.State.CLOSED) {
            return;
        }
        for (ClientProtocol.ToHub message : decoded(client, frame)) {
            pace.check(client);
            if (message instanceof ClientProtocol.Send send) {
                command(client, send);
            } else if (message instanceof ClientProtocol.Navigate navigate) {
                navigation.navigate(client, navigate.id(), navigate.path());
            } else if (message instanceof ClientProtocol.Ping ping) {
                client.lagMillis(ping.lagMillis());
                events.lagged(ping.lagMillis());
                tell(client, welcomes.pong(client, ping.sentMillis()));
            } else if (message instanceof ClientProtocol.Login login) {
                arrivals.login(client, login.id(), login.token());
            } else if (message instanceof ClientProtocol.Refresh refresh) {
                arrivals.refresh(client, refresh.id(), refresh.token());
            }
        }
    }

    private List<ClientProtocol.ToHub> decoded(Client client, Payload frame) {
        try {
            return client.protocol().decode(frame);
        } catch (RefusedException refused) {
            throw refused;
        } catch (RuntimeException thrown) {
            events.failed(
                    new RealmException("protocol '" + client.protocol().name() + "' could not read a frame", thrown));
            throw new RefusedException(CloseReason.BAD_FRAME, thrown);
        }
    }

    private void command(Client client, ClientProtocol.Send send) {
        Optional<Membership> membership = Memberships.forCommand(client, send.realm());
        if (!Names.isPlain(send.type())) {
            answer(client, send.id(), Outcome.rejected("bad_type", "A command type is 1 to 64 of A-Z a-z 0-9 _ -."));
        } else if (membership.isEmpty() && !send.realm().isEmpty()) {
            answer(client, send.id(), Outcome.rejected("not_member", "You are not in that realm."));
        } else if (send.id() == 0) {
            commands.tell(client, send, membership);
        } else if (client.commandsInFlight().incrementAndGet() > config.commandsInFlight()) {
            client.commandsInFlight().decrementAndGet();
            answer(client, send.id(), Outcome.rejected("too_many", "Too many commands wait for their outcome."));
        } else {
            commands.ask(client, send, membership, outcome -> {
                client.commandsInFlight().decrementAndGet();
                orClose(client, () -> answer(client, send.id(), outcome));
            });
        }
    }

    private void answer(Client client, long id, Outcome outcome) {
        if (id != 0) {
            tell(client, new ClientProtocol.Answer(id, outcome));
        }
    }

    private void tell(Client client, ClientProtocol.FromHub message) {
        if (client.outbox().add(client.protocol().encode(message))) {
            client.outbox().flush();
        } else {
            close.accept(client, CloseReason.TOO_SLOW);
        }
    }
}
