package dev.realmhub.test;

import dev.realmhub.Address;
import dev.realmhub.Handshake;
import dev.realmhub.Membership;
import dev.realmhub.Realm;
import dev.realmhub.RealmResolver;
import dev.realmhub.Resolution;
import dev.realmhub.ResolveRequest;
import dev.realmhub.User;

class ReadyMadeResolversTest implements RealmResolverContract {
    @Override
    public RealmResolver resolver() {
        return RealmResolver.firstOf(
                RealmResolver.byPath("/lobby", r -> Resolution.of(Realm.of("lobby"))),
                RealmResolver.byPath(
                        "/game/{id}",
                        r -> Resolution.of(
                                Membership.of(Realm.of("game", r.param("id")), "player"),
                                Membership.of(Realm.of("chat", r.param("id"))))));
    }

    @Override
    public ResolveRequest granted() {
        return request("/game/1");
    }

    @Override
    public ResolveRequest unknown() {
        return request("/elsewhere");
    }

    private static ResolveRequest request(String path) {
        return ResolveRequest.of(Handshake.of("/"), path, User.of("alice"), new Address.OfClient("n", "c"));
    }
}
