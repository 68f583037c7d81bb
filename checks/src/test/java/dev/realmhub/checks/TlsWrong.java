package dev.realmhub.checks;

import dev.realmhub.test.NatsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** TLS on one side, and certificates of strangers. Needs {@code openssl} on the PATH. */
final class TlsWrong {
    private TlsWrong() {}

    static String onOurSideOnly() throws Exception {
        Path pem = certificate().resolve("cert.pem");
        try (NatsServer server = NatsServer.start()) {
            return NatsWrong.connecting(server.url(), broker -> broker.trust(pem))
                    .told();
        }
    }

    static String onTheServersSideOnly() throws Exception {
        try (NatsServer server = speakingTls()) {
            return NatsWrong.connecting(server.url(), broker -> broker).told();
        }
    }

    static String byAStranger() throws Exception {
        try (NatsServer server = speakingTls()) {
            return NatsWrong.connecting(server.url().replace("nats:", "tls:"), broker -> broker)
                    .told();
        }
    }

    private static NatsServer speakingTls() throws Exception {
        Path folder = certificate();
        String certificate = folder.resolve("cert.pem").toString();
        String key = folder.resolve("key.pem").toString();
        return NatsServer.start("--tls", "--tlscert", certificate, "--tlskey", key);
    }

    /** Returns a folder with the certificate of a server that vouches for itself, and its key. */
    private static Path certificate() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("tls");
        List<String> command = List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=nats",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-keyout",
                "key.pem",
                "-out",
                "cert.pem");
        Process openssl = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        if (openssl.waitFor() != 0) {
            throw new AssertionError(Files.readString(folder.resolve("openssl.log")));
        }
        return folder;
    }
}
