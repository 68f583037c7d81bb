package dev.realmhub.examples.chat;

import dev.realmhub.examples.chat.Container.Door;
import io.undertow.Undertow;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import org.xnio.Options;

/** Embedded Undertow. */
final class OnUndertow {
    private OnUndertow() {}

    static AutoCloseable start(int port, Door door) throws Exception {
        ServletInfo servlet = new ServletInfo(
                        "chat", door.servlet().getClass(), new ImmediateInstanceFactory<>(door.servlet()))
                .addMapping("/chat/*");
        DeploymentInfo application = Servlets.deployment()
                .setClassLoader(OnUndertow.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("chat")
                .addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, webSockets())
                .addServlet(servlet);
        DeploymentManager deployment = Servlets.newContainer().addDeployment(application);
        deployment.deploy();
        Undertow undertow = Undertow.builder()
                .addHttpListener(port, "127.0.0.1")
                .setSocketOption(Options.BACKLOG, Container.BACKLOG)
                .setHandler(deployment.start())
                .build();
        undertow.start();
        return undertow::stop;
    }

    /** The pool is what Undertow would take; without one it warns. */
    private static WebSocketDeploymentInfo webSockets() {
        return new WebSocketDeploymentInfo().setBuffers(new DefaultByteBufferPool(true, 1024, 100, 12));
    }
}
