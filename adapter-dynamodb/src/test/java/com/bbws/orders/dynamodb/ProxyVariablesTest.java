package com.bbws.orders.dynamodb;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.dynamodb.testing.ClosedPort;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.TestTable;
import com.bbws.orders.dynamodb.testing.UnreliableLink;
import com.bbws.orders.dynamodb.testing.UnreliableLink.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The proxies of the environment's variables, and what is sent to them. */
class ProxyVariablesTest {

    private static final String AWS = "https://dynamodb.af-south-1.amazonaws.com";
    private static final String PASSWORD = "p@ss+word";
    private static final TestTable TABLE = TestTable.embedded();

    @ParameterizedTest
    @CsvSource({
        "HTTPS_PROXY, http://proxy:3128, proxy:3128 (HTTPS_PROXY)",
        "https_proxy, http://proxy:3128/, proxy:3128 (https_proxy)",
        "HTTPS_PROXY, proxy:3128, proxy:3128 (HTTPS_PROXY)",
        "HTTPS_PROXY, http://proxy, proxy:80 (HTTPS_PROXY)",
        "HTTPS_PROXY, http://me:secret@proxy:3128, proxy:3128 (HTTPS_PROXY)",
        "HTTPS_PROXY, http://[::1]:3128, [::1]:3128 (HTTPS_PROXY)"
    })
    void nameTheProxyOfHttpsAddresses(String variable, String value, String proxy) {
        assertThat(ProxyVariables.of(Map.of(variable, value)).serverFor(URI.create(AWS)))
                .hasToString("Optional[" + proxy + "]");
    }

    @Test
    void countByTheSchemeOfTheAddress() {
        ProxyVariables proxies =
                ProxyVariables.of(Map.of("HTTP_PROXY", "http://plain:1", "HTTPS_PROXY", "http://secure:2"));

        assertThat(proxies.serverFor(URI.create(AWS))).hasToString("Optional[secure:2 (HTTPS_PROXY)]");
        assertThat(proxies.serverFor(URI.create("http://localhost:8000")))
                .hasToString("Optional[plain:1 (HTTP_PROXY)]");
        assertThat(ProxyVariables.of(Map.of("HTTP_PROXY", "http://plain:1")).serverFor(URI.create(AWS)))
                .isEmpty();
    }

    @Test
    void countMoreInLowerCaseAndNotAtAllIfEmpty() {
        assertThat(ProxyVariables.of(Map.of("HTTPS_PROXY", "http://upper:1", "https_proxy", "http://lower:2"))
                        .serverFor(URI.create(AWS)))
                .hasToString("Optional[lower:2 (https_proxy)]");
        assertThat(ProxyVariables.of(Map.of("HTTPS_PROXY", "http://upper:1", "https_proxy", ""))
                        .isNone())
                .isTrue();
        assertThat(ProxyVariables.of(Map.of("NO_PROXY", "*")).isNone()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "*, false",
        "amazonaws.com, false",
        ".amazonaws.com, false",
        "'localhost, AF-SOUTH-1.amazonaws.com', false",
        "dynamodb.af-south-1.amazonaws.com, false",
        "dynamodb.af-south-1.amazonaws.com:443, true",
        "dynamodb.af-south-1.amazonaws.com:8443, true",
        "aws.com, true",
        "localhost, true",
        "'', true",
        "' , ,', true"
    })
    void leaveOutTheHostsOfNoProxy(String exceptions, boolean isByProxy) {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://proxy:3128", "NO_PROXY", exceptions);

        assertThat(ProxyVariables.of(environment).serverFor(URI.create(AWS)).isPresent())
                .isEqualTo(isByProxy);
    }

    @Test
    void areTakenOnTheWayToDynamoDb() {
        TABLE.put(aPendingOrder());
        try (UnreliableLink proxy = new UnreliableLink(EmbeddedDynamoDb.shared().endpoint())) {
            String url = proxy.endpoint().toString();

            assertThat(isFound(Map.of("HTTP_PROXY", url))).isTrue();
            assertThat(proxy.requests()).isEqualTo(Map.of("GetItem", 1));

            assertThat(isFound(Map.of("http_proxy", url, "no_proxy", "localhost")))
                    .isTrue();
            assertThat(isFound(Map.of("HTTPS_PROXY", url))).isTrue();
            assertThat(proxy.requests()).as("not by the proxy").isEqualTo(Map.of("GetItem", 1));
        }
    }

    @Test
    void areNamedWhereNothingAnswersOrTheProxyRefuses() {
        URI closed = ClosedPort.endpoint();
        assertThat(failure(Map.of("HTTP_PROXY", "http://me:secret@localhost:" + closed.getPort())))
                .contains(" by the proxy localhost:" + closed.getPort() + " (HTTP_PROXY): check the region")
                .doesNotContain("secret");

        try (UnreliableLink proxy = new UnreliableLink(EmbeddedDynamoDb.shared().endpoint())) {
            proxy.onEvery("GetItem", Fault.answer(407, "<html>Who are you?</html>"));

            assertThat(failure(Map.of("HTTP_PROXY", proxy.endpoint().toString())))
                    .isEqualTo("The proxy localhost:" + proxy.endpoint().getPort()
                            + " (HTTP_PROXY) refused the request (407): it wants a user and a password.");

            proxy.onEvery("GetItem", Fault.answer(403, "<html>Blocked</html>"));
            assertThat(failure(Map.of("HTTP_PROXY", proxy.endpoint().toString())))
                    .startsWith("Something that is not DynamoDB answered GetItem on ")
                    .endsWith(" by the proxy localhost:" + proxy.endpoint().getPort()
                            + " (HTTP_PROXY) (403): check the endpoint, the proxy and the network.");
        }
    }

    @Test
    void areAskedForATunnelToAnHttpsAddress() throws IOException {
        try (Tunnels proxy = new Tunnels()) {
            Map<String, String> environment = new HashMap<>(Map.of(
                    "HTTPS_PROXY",
                    "http://127.0.0.1:" + proxy.port(),
                    "AWS_ENDPOINT_URL",
                    "https://dynamodb.example.invalid"));

            assertThat(failure(environment))
                    .isEqualTo("The proxy 127.0.0.1:" + proxy.port()
                            + " (HTTPS_PROXY) refused the request (403): check the proxy.");
            assertThat(proxy.requests)
                    .hasSizeGreaterThanOrEqualTo(1)
                    .allMatch(line -> line.equals("CONNECT dynamodb.example.invalid:443 HTTP/1.1"));
        }
    }

    @Test
    void keepTheirPasswordToThemselves() {
        ProxyVariables proxies = ProxyVariables.of(Map.of("HTTPS_PROXY", "http://me:p%40ss+word@proxy:3128"));
        ProxyVariables.Server server = proxies.serverFor(URI.create(AWS)).orElseThrow();

        assertThat(server.user().orElseThrow().header())
                .isEqualTo("Basic " + java.util.Base64.getEncoder().encodeToString(("me:" + PASSWORD).getBytes(UTF_8)));
        assertThat(proxies + " " + server + " " + server.user()).doesNotContain("ss+word", "p%40ss");
    }

    private static DynamoDbSettings settings(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(Map.of(
                "DYNAMODB_TABLE_NAME",
                TABLE.settings().tableName(),
                "AWS_ENDPOINT_URL",
                TABLE.settings().endpoint().orElseThrow().toString()));
        all.putAll(environment);
        return DynamoDbSettings.of(all);
    }

    private static boolean isFound(Map<String, String> environment) {
        try (DynamoDbOrders orders = DynamoDbOrders.open(settings(environment))) {
            return orders.repository().find(TENANT, ID).isPresent();
        }
    }

    private static String failure(Map<String, String> environment) {
        return assertThatExceptionOfType(StoreException.Unavailable.class)
                .isThrownBy(() -> isFound(environment))
                .actual()
                .getMessage();
    }

    /** A proxy that refuses every tunnel. */
    private static final class Tunnels implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        private final List<String> requests = new CopyOnWriteArrayList<>();

        Tunnels() throws IOException {
            Thread thread = new Thread(this::refuseAll, "tunnels");
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return server.getLocalPort();
        }

        private void refuseAll() {
            while (!server.isClosed()) {
                try (Socket connection = server.accept()) {
                    BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
                    requests.add(in.readLine());
                    while (!in.readLine().isEmpty()) {
                        // A header.
                    }
                    connection
                            .getOutputStream()
                            .write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                    .getBytes(UTF_8));
                } catch (IOException closed) {
                    // The caller has gone, or the test is over.
                }
            }
        }

        @Override
        public void close() {
            try {
                server.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
