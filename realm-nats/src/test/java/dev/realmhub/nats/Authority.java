package dev.realmhub.nats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An authority of the test's own, made with {@code openssl} in a folder, that signs for servers. */
final class Authority {
    private static final List<String> KEY =
            List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes");

    private final Path folder;
    private final String name;

    Authority(Path folder, String name) {
        this.folder = folder;
        this.name = name;
        openssl(with(
                KEY,
                "req",
                "-x509",
                "-days",
                "2",
                "-subj",
                "/CN=" + name,
                "-keyout",
                key(name),
                "-out",
                pem().toString()));
    }

    /** Returns its own certificate. */
    Path pem() {
        return folder.resolve(name + ".pem");
    }

    /** Makes a server's certificate for a host, {@code IP:127.0.0.1} or {@code DNS:other.example}; its key is beside it. */
    Server sign(String host) {
        String file = name + "-" + host.replaceAll("\\W", "_");
        String request = folder.resolve(file + ".csr").toString();
        String certificate = folder.resolve(file + ".pem").toString();
        openssl(with(
                KEY,
                "req",
                "-subj",
                "/CN=server",
                "-addext",
                "subjectAltName=" + host,
                "-keyout",
                key(file),
                "-out",
                request));
        openssl(List.of(
                "x509",
                "-req",
                "-days",
                "2",
                "-in",
                request,
                "-CA",
                pem().toString(),
                "-CAkey",
                key(name),
                "-CAcreateserial",
                "-copy_extensions",
                "copy",
                "-out",
                certificate));
        return new Server(certificate, key(file));
    }

    /** The files of a server. */
    record Server(String certificate, String key) {}

    private String key(String file) {
        return folder.resolve(file + "-key.pem").toString();
    }

    private static List<String> with(List<String> more, String... first) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(more);
        return all;
    }

    private static void openssl(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(arguments);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + " failed:\n" + said);
            }
        } catch (IOException missing) {
            throw new UncheckedIOException("this test needs openssl on the PATH", missing);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
