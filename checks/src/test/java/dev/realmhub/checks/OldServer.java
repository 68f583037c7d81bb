package dev.realmhub.checks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers as a nats-server did that knew no headers; there is none to be installed any more. */
final class OldServer {
    private static final String INFO = "INFO {\"server_id\":\"old\",\"version\":\"2.1.9\",\"max_payload\":1048576}\r\n";

    private OldServer() {}

    static String told() throws Exception {
        try (ServerSocket old = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answer(old));
            answering.start();
            String told = NatsWrong.connecting("nats://127.0.0.1:" + old.getLocalPort(), broker -> broker)
                    .told();
            answering.join();
            return told;
        }
    }

    private static void answer(ServerSocket socket) {
        try (Socket client = socket.accept();
                OutputStream out = client.getOutputStream();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            out.write(INFO.getBytes(StandardCharsets.US_ASCII));
            String line;
            while ((line = in.readLine()) != null) {
                if (line.equals("PING")) {
                    out.write("PONG\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException hungUp) {
            // on purpose
        }
    }
}
