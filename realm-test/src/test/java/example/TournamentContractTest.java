package example;

import dev.realmhub.Address;
import dev.realmhub.Handshake;
import dev.realmhub.RealmResolver;
import dev.realmhub.ResolveRequest;
import dev.realmhub.User;
import dev.realmhub.test.RealmResolverContract;
import java.util.Map;
import java.util.Set;

class TournamentContractTest implements RealmResolverContract {
    @Override
    public RealmResolver resolver() {
        return new TournamentResolver(Map.of("1", Set.of("alice")), Set.of());
    }

    @Override
    public ResolveRequest granted() {
        return of("/game/1");
    }

    @Override
    public ResolveRequest unknown() {
        return of("/game/2");
    }

    private static ResolveRequest of(String path) {
        return ResolveRequest.of(Handshake.of(path), path, User.of("alice"), new Address.OfClient("node", "client"));
    }
}
