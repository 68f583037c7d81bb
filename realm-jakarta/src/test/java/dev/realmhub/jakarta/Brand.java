package dev.realmhub.jakarta;

import jakarta.servlet.Servlet;
import jakarta.websocket.server.ServerContainer;
import java.util.function.Consumer;

/** The containers, embedded. */
enum Brand {
    TOMCAT_11(11, TomcatFixture::start),
    JETTY_EE11(11, JettyEe11Fixture::start),
    TYRUS(11, (servlet, mapping, deployment) -> TyrusFixture.start(deployment)),
    TOMCAT_10(10, TomcatFixture::start),
    JETTY_EE10(10, JettyEe10Fixture::start),
    UNDERTOW(10, UndertowFixture::start);

    private final int jakartaEe;

    @SuppressWarnings("ImmutableEnumChecker") // a method reference
    private final Starter starter;

    Brand(int jakartaEe, Starter starter) {
        this.jakartaEe = jakartaEe;
        this.starter = starter;
    }

    /** Returns the release of Jakarta EE that it is of. */
    int jakartaEe() {
        return jakartaEe;
    }

    WayIn.Running start(Servlet servlet, String mapping, Consumer<ServerContainer> deployment) {
        try {
            return starter.start(servlet, mapping, deployment);
        } catch (Exception failed) {
            throw new AssertionError("could not start " + this, failed);
        }
    }

    private interface Starter {
        WayIn.Running start(Servlet servlet, String mapping, Consumer<ServerContainer> deployment) throws Exception;
    }
}
