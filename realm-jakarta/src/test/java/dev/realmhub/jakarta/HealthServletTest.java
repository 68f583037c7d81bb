package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HealthServletTest {
    @Test
    void itAnswers200WhileItIsWellAnd503WhileNotWithTheirTextsAndAsksEachTime() throws Exception {
        AtomicBoolean well = new AtomicBoolean(true);
        JettyFixture jetty = JettyEe11Fixture.start(
                new HealthServlet(well::get, "{\"is\":\"well\"}", "{\"is\":\"not\"}"), "/ready", container -> {});
        try {
            URI ready = URI.create("http://127.0.0.1:" + jetty.port() + "/ready");
            assertThat(said(ready)).isEqualTo("200 application/json no-store {\"is\":\"well\"}");
            well.set(false);
            assertThat(said(ready)).isEqualTo("503 application/json no-store {\"is\":\"not\"}");
        } finally {
            jetty.stop();
        }
    }

    private static String said(URI where) throws Exception {
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(HttpRequest.newBuilder(where).build(), BodyHandlers.ofString());
        return String.join(
                " ",
                Integer.toString(answer.statusCode()),
                answer.headers().firstValue("content-type").orElse("-").replaceFirst(";.*", ""),
                answer.headers().firstValue("cache-control").orElse("-"),
                answer.body());
    }
}
