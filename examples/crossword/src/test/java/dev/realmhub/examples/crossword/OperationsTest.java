package dev.realmhub.examples.crossword;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What those see who run the site, and nobody else. */
class OperationsTest {
    private static final Path DASHBOARD = Path.of("../../docs/grafana/realmhub.json");
    private static final Path PAGE = Path.of("src/main/resources/web/admin/dashboard.js");
    private static final Pattern METRIC = Pattern.compile("realmhub_[a-z_]+");

    private static Site site;
    private static Chromium chromium;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        site = Site.embedded();
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        site.close();
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(site.url(0) + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void arrives(String name) {
        Visitor visitor = chromium.visitor(name, site.url(0));
        visitor.open("/");
        visitor.awaitOnline();
    }

    private static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        METRIC.matcher(text).results().map(MatchResult::group).forEach(names::add);
        return names;
    }

    @Test
    void aNodeThatWorksSaysSo() throws Exception {
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        HttpResponse<String> ready = get("/readyz");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).isEqualTo("{\"live\":true,\"ready\":true,\"reasons\":[]}");
    }

    @Test
    void everyNameThatTheDashboardAsksForIsThere() throws Exception {
        arrives("dora");
        Set<String> asked = names(Files.readString(DASHBOARD));
        assertThat(asked).hasSizeGreaterThan(20).containsAll(names(Files.readString(PAGE)));
        Set<String> there = names(get("/metrics").body());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!there.containsAll(asked) && System.nanoTime() < end) { // what a hub holds is looked at once a second
            there = names(get("/metrics").body());
        }
        assertThat(there).containsAll(asked);
    }

    @Test
    void whoComesThroughAProxyOrFromElsewhereIsNotAtThisMachine() throws Exception {
        assertThat(get("/metrics", "X-Forwarded-For", "203.0.113.9").statusCode())
                .isEqualTo(403);
        assertThat(get("/admin/hub.json", "Forwarded", "for=203.0.113.9").statusCode())
                .isEqualTo(403);
        assertThat(get("/admin/", "X-Forwarded-For", "203.0.113.9").statusCode())
                .isEqualTo(403);
        assertThat(get("/metrics").statusCode()).isEqualTo(200);
    }

    @Test
    void whoBringsTheTokenIsLetInAndWhoBringsAnotherIsNot() throws Exception {
        String far = "203.0.113.9";
        assertThat(get("/metrics", "X-Forwarded-For", far, "Authorization", "Bearer " + CrosswordProcess.ADMIN_TOKEN)
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/metrics", "X-Forwarded-For", far, "Authorization", "Bearer wrong")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theInspectionNamesRealmsAndThoseInThem() throws Exception {
        arrives("eve");
        JsonNode hub = Visitor.json(get("/admin/hub.json").body());
        assertThat(hub.path("clients").asInt()).isPositive();
        assertThat(hub.path("realms").findValuesAsText("realm")).contains("lobby");
        JsonNode members = Visitor.json(get("/admin/hub.json?realm=lobby").body());
        assertThat(members.findValuesAsText("role")).contains("visitor");
        assertThat(get("/admin/hub.json?realm=:").statusCode()).isEqualTo(400);
    }

    @Test
    void theAdminPageShowsWhoIsThereWithoutBeingAskedAgain() {
        Page admin = chromium.visitor("admin", site.url(0)).page();
        admin.navigate(site.url(0) + "/admin/");
        admin.waitForSelector("#health[data-state=open]");
        arrives("frank");
        admin.waitForSelector("#realms button:has-text('lobby')").click();
        admin.waitForSelector("#members tr:has-text('visitor')");
    }
}
