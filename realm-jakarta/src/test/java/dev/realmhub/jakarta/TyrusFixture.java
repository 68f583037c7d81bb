package dev.realmhub.jakarta;

import jakarta.websocket.server.ServerContainer;
import java.util.Map;
import java.util.function.Consumer;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.ServerContainerFactory;

/** Tyrus without servlets, on Grizzly. */
record TyrusFixture(TyrusServerContainer container) implements WayIn.Running {
    static TyrusFixture start(Consumer<ServerContainer> deployment) throws Exception {
        TyrusServerContainer container = (TyrusServerContainer) ServerContainerFactory.createServerContainer(Map.of());
        deployment.accept(container);
        container.start("/", 0);
        return new TyrusFixture(container);
    }

    @Override
    public int port() {
        return container.getPort();
    }

    @Override
    public void stop() {
        container.stop();
    }
}
