package dev.realmhub.jakarta;

import io.undertow.Undertow;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.Servlet;
import jakarta.websocket.server.ServerContainer;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** Undertow, embedded. */
record UndertowFixture(Undertow server, DeploymentManager application) implements WayIn.Running {
    static UndertowFixture start(Servlet servlet, String mapping, Consumer<ServerContainer> deployment)
            throws Exception {
        WebSocketDeploymentInfo webSockets = new WebSocketDeploymentInfo()
                .setBuffers(new DefaultByteBufferPool(true, 16 * 1024))
                .addListener(deployment::accept);
        DeploymentInfo application = Servlets.deployment()
                .setClassLoader(UndertowFixture.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("site")
                .addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, webSockets)
                .addServlet(Servlets.servlet("hub", servlet.getClass(), new ImmediateInstanceFactory<>(servlet))
                        .addMapping(mapping));
        DeploymentManager manager = Servlets.newContainer().addDeployment(application);
        manager.deploy();
        Undertow server = Undertow.builder()
                .addHttpListener(0, WayIn.LISTEN)
                .setHandler(manager.start())
                .build();
        server.start();
        return new UndertowFixture(server, manager);
    }

    @Override
    public int port() {
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void stop() throws Exception {
        application.stop();
        application.undeploy();
        server.stop();
    }
}
