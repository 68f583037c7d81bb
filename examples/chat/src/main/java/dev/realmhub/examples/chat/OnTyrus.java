package dev.realmhub.examples.chat;

import dev.realmhub.examples.chat.Container.Door;
import java.util.Map;
import org.glassfish.tyrus.spi.ServerContainer;
import org.glassfish.tyrus.spi.ServerContainerFactory;

/** Tyrus without servlets; its Grizzly lets 4,096 connections wait by itself. */
final class OnTyrus {
    private OnTyrus() {}

    static AutoCloseable start(int port, Door door) throws Exception {
        ServerContainer server = ServerContainerFactory.createServerContainer(Map.of());
        server.addEndpoint(door.endpoint());
        server.start("/", port);
        return server::stop;
    }
}
