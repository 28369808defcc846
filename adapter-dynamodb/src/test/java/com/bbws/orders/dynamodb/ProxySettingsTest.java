package com.bbws.orders.dynamodb;

import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.dynamodb.testing.ClosedPort;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.bbws.orders.dynamodb.testing.RecordingProxy;
import com.bbws.orders.dynamodb.testing.TestTable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The proxies from environment variables, and the requests that are sent to them. */
class ProxySettingsTest {

    private static final String AWS = "https://dynamodb.af-south-1.amazonaws.com";
    private static final String PASSWORD = "p@ss+word";
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString(("me:" + PASSWORD).getBytes(UTF_8));
    private static final int TLS_HANDSHAKE = 22;
    private static final TestTable TABLE = TestTable.embedded();

    @ParameterizedTest
    @CsvSource({
        "HTTPS_PROXY, http://proxy:3128, proxy:3128 (HTTPS_PROXY)",
        "HTTPS_PROXY, HTTP://proxy:3128, proxy:3128 (HTTPS_PROXY)",
        "https_proxy, http://proxy:3128/, proxy:3128 (https_proxy)",
        "HTTPS_PROXY, proxy:3128, proxy:3128 (HTTPS_PROXY)",
        "HTTPS_PROXY, http://proxy, proxy:80 (HTTPS_PROXY)",
        "HTTPS_PROXY, http://me:secret@proxy:3128, proxy:3128 (HTTPS_PROXY)",
        "HTTPS_PROXY, http://[::1]:3128, [::1]:3128 (HTTPS_PROXY)"
    })
    void readsTheProxyForHttpsAddresses(String variable, String value, String proxy) {
        assertThat(ProxySettings.of(Map.of(variable, value)).serverFor(URI.create(AWS)))
                .hasToString("Optional[" + proxy + "]");
    }

    @Test
    void choosesTheProxyByTheSchemeOfTheAddress() {
        ProxySettings proxies =
                ProxySettings.of(Map.of("HTTP_PROXY", "http://plain:1", "HTTPS_PROXY", "http://secure:2"));

        assertThat(proxies.serverFor(URI.create(AWS))).hasToString("Optional[secure:2 (HTTPS_PROXY)]");
        assertThat(proxies.serverFor(URI.create("http://localhost:8000")))
                .hasToString("Optional[plain:1 (HTTP_PROXY)]");
        assertThat(ProxySettings.of(Map.of("HTTP_PROXY", "http://plain:1")).serverFor(URI.create(AWS)))
                .isEmpty();
    }

    @Test
    void prefersLowerCaseAndIgnoresEmptyValues() {
        assertThat(ProxySettings.of(Map.of("HTTPS_PROXY", "http://upper:1", "https_proxy", "http://lower:2"))
                        .serverFor(URI.create(AWS)))
                .hasToString("Optional[lower:2 (https_proxy)]");
        assertThat(ProxySettings.of(Map.of("HTTPS_PROXY", "http://upper:1", "https_proxy", ""))
                        .isNone())
                .isTrue();
        assertThat(ProxySettings.of(Map.of("NO_PROXY", "*")).isNone()).isTrue();
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
    void usesNoProxyForTheHostsInNoProxy(String exceptions, boolean isThroughProxy) {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://proxy:3128", "NO_PROXY", exceptions);

        assertThat(ProxySettings.of(environment).serverFor(URI.create(AWS)).isPresent())
                .isEqualTo(isThroughProxy);
    }

    @Test
    void sendsRequestsThroughTheProxy() {
        TABLE.put(aPendingOrder());
        try (FaultInjectionProxy proxy =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            String url = proxy.endpoint().toString();

            assertThat(findsTheOrder(Map.of("HTTP_PROXY", url))).isTrue();
            assertThat(proxy.requests()).isEqualTo(Map.of("GetItem", 1));

            assertThat(findsTheOrder(Map.of("http_proxy", url, "no_proxy", "localhost")))
                    .isTrue();
            assertThat(findsTheOrder(Map.of("HTTPS_PROXY", url))).isTrue();
            assertThat(proxy.requests()).as("not through the proxy").isEqualTo(Map.of("GetItem", 1));
        }
    }

    @Test
    void namesTheProxyIfItFailsOrRejectsTheRequest() {
        URI closed = ClosedPort.endpoint();
        assertThat(failure(Map.of("HTTP_PROXY", "http://me:secret@localhost:" + closed.getPort())))
                .contains(" through the proxy localhost:" + closed.getPort() + " (HTTP_PROXY): check the region")
                .doesNotContain("secret");

        try (FaultInjectionProxy proxy =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            proxy.onEvery("GetItem", Fault.respond(407, "<html>Proxy authentication required</html>"));

            assertThat(failure(Map.of("HTTP_PROXY", proxy.endpoint().toString())))
                    .isEqualTo("The proxy localhost:" + proxy.endpoint().getPort()
                            + " (HTTP_PROXY) rejected the request (407): it requires a user and a password.");

            assertThat(failure(Map.of(
                            "HTTP_PROXY",
                            "http://me:secret@localhost:" + proxy.endpoint().getPort())))
                    .isEqualTo("The proxy localhost:" + proxy.endpoint().getPort()
                            + " (HTTP_PROXY) rejected the request (407): it does not accept the user and password.");

            proxy.onEvery("GetItem", Fault.respond(502, "<html>Bad gateway</html>"));
            assertThat(failure(Map.of("HTTP_PROXY", proxy.endpoint().toString())))
                    .startsWith("A server that is not DynamoDB responded to GetItem on ")
                    .endsWith(
                            " through the proxy localhost:" + proxy.endpoint().getPort()
                                    + " (HTTP_PROXY) (502): try again later, or check the endpoint, the proxy and the network.");

            proxy.onEvery("GetItem", Fault.respond(403, "<html>Blocked</html>"));
            assertThat(failure(Map.of("HTTP_PROXY", proxy.endpoint().toString())))
                    .startsWith("A server that is not DynamoDB responded to GetItem on ")
                    .endsWith(" through the proxy localhost:" + proxy.endpoint().getPort()
                            + " (HTTP_PROXY) (403): check the endpoint, the proxy and the network.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS_PROXY, https://proxy.example:3128, https://db.example.invalid",
        "https_proxy, socks5://proxy.example, https://db.example.invalid",
        "HTTP_PROXY, http://proxy example, http://db.example.invalid",
        "http_proxy, http://:3128, http://db.example.invalid"
    })
    void rejectsAValueThatIsNotAProxyAddress(String variable, String invalid, String endpoint) {
        DynamoDbSettings settings = DynamoDbSettings.of(Map.of(variable, invalid, "AWS_ENDPOINT_URL", endpoint));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DynamoDbOrders.open(settings))
                .withMessage(variable + " must be the http address of a proxy, such as http://proxy.example.com:3128")
                .withNoCause();
    }

    /** Some of these are valid addresses in which a part of the password is the host or the user. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://u:se@k#ret@127.0.0.1:18125",
                "http://u:se@k/ret@127.0.0.1:18125",
                "http://u:se@k?ret@127.0.0.1:18125",
                "http://u:se@k@127.0.0.1:18125",
                "http://u:se/ret@127.0.0.1:18125",
                "http://u:se#ret@127.0.0.1:18125",
                "http://u:12#34@127.0.0.1:18125",
                "http://u:12/34@127.0.0.1:18125",
                "http://u:12?34@127.0.0.1:18125",
                "u:se@k#ret@127.0.0.1:18125",
                "http://u:se%zz@127.0.0.1:18125",
                "http://u:se ret@127.0.0.1:18125",
                "http://u:[se@127.0.0.1:18125"
            })
    void rejectsAPasswordThatIsNotPercentEncoded(String invalid) {
        DynamoDbSettings settings =
                DynamoDbSettings.of(Map.of("HTTP_PROXY", invalid, "AWS_ENDPOINT_URL", "http://db.example.invalid"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DynamoDbOrders.open(settings))
                .withMessage("HTTP_PROXY must be the http address of a proxy, such as http://proxy.example.com:3128;"
                        + " percent-encode special characters of the password")
                .withNoCause();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DynamoDbSettings.endpoint("--endpoint-url", invalid.replace("%zz", "#")))
                .withMessage("--endpoint-url must be an http or https address, such as http://localhost:8000;"
                        + " percent-encode special characters of the password")
                .withNoCause();
    }

    @ParameterizedTest
    @CsvSource({"HTTPS_PROXY, HTTP_PROXY", "https_proxy, HTTP_PROXY"})
    void ignoresInvalidVariablesThatAreNotUsed(String unused, String used) {
        TABLE.put(aPendingOrder());

        assertThat(findsTheOrder(Map.of(unused, "socks5h://proxy.example:1080")))
                .isTrue();
        assertThat(findsTheOrder(Map.of(used, "socks5h://proxy.example:1080", "NO_PROXY", "localhost")))
                .isTrue();
    }

    @Test
    void sendsThePasswordWithAPlainHttpRequest() throws IOException {
        try (RecordingProxy proxy = new RecordingProxy()) {
            assertThatExceptionOfType(StoreException.Unavailable.class)
                    .isThrownBy(() -> findsTheOrder(Map.of(
                            "HTTP_PROXY",
                            "http://me:p%40ss+word@127.0.0.1:" + proxy.port(),
                            "AWS_ENDPOINT_URL",
                            "http://db.example.invalid")));

            assertThat(proxy.heads().get(0))
                    .startsWith("POST http://db.example.invalid/ HTTP/1.1\r\n")
                    .containsIgnoringCase("\r\nProxy-Authorization: " + BASIC + "\r\n");
        }
    }

    /** Uses a separate process, because the JDK reads its setting for passwords of proxies only once. */
    @Test
    void sendsThePasswordForATunnelToTheProxyOnly() throws Exception {
        try (RecordingProxy proxy = new RecordingProxy()) {
            ProcessBuilder reader = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    Reader.class.getName());
            reader.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("AWS_")
                            || name.toLowerCase(Locale.ROOT).endsWith("_proxy")
                            || name.startsWith("JAVA_TOOL_OPTIONS"));
            reader.environment()
                    .putAll(Map.of(
                            "HTTPS_PROXY",
                            "http://me:p%40ss+word@127.0.0.1:" + proxy.port(),
                            "AWS_ENDPOINT_URL",
                            "https://db.example.invalid",
                            "AWS_ACCESS_KEY_ID",
                            "key",
                            "AWS_SECRET_ACCESS_KEY",
                            "secret"));
            Process process = reader.redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);

            assertThat(process.waitFor()).as(output).isZero();
            assertThat(output)
                    .startsWith("DynamoDB did not respond to GetItem on ")
                    .doesNotContain("ss+word");
            assertThat(proxy.heads()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(proxy.heads().get(0))
                    .startsWith("CONNECT db.example.invalid:443 HTTP/1.1\r\n")
                    .doesNotContainIgnoringCase("Proxy-Authorization");
            assertThat(proxy.heads().get(1))
                    .startsWith("CONNECT db.example.invalid:443 HTTP/1.1\r\n")
                    .containsIgnoringCase("\r\nProxy-Authorization: " + BASIC + "\r\n");
            assertThat(proxy.firstBytesInTunnels())
                    .as("TLS starts immediately")
                    .isNotEmpty()
                    .containsOnly(TLS_HANDSHAKE);
        }
    }

    /** Reads an order with the settings of its environment variables, and prints the error message. */
    static final class Reader {

        private Reader() {}

        public static void main(String[] args) {
            try (DynamoDbOrders orders = DynamoDbOrders.open(DynamoDbSettings.of(System.getenv()))) {
                orders.repository().find(KEY);
                System.exit(1);
            } catch (StoreException.Unavailable failure) {
                System.out.println(failure.getMessage());
            }
        }
    }

    @Test
    void requestsATunnelToAnHttpsAddress() throws IOException {
        try (RecordingProxy proxy = new RecordingProxy()) {
            Map<String, String> environment = new HashMap<>(Map.of(
                    "HTTPS_PROXY",
                    "http://127.0.0.1:" + proxy.port(),
                    "AWS_ENDPOINT_URL",
                    "https://dynamodb.example.invalid"));

            assertThat(failure(environment))
                    .isEqualTo("The proxy 127.0.0.1:" + proxy.port()
                            + " (HTTPS_PROXY) rejected the request (407): it requires a user and a password.");
            assertThat(proxy.heads())
                    .isNotEmpty()
                    .allMatch(head -> head.startsWith("CONNECT dynamodb.example.invalid:443 HTTP/1.1\r\n"));
        }
    }

    @Test
    void hasNoPasswordInItsText() {
        ProxySettings proxies = ProxySettings.of(Map.of("HTTPS_PROXY", "http://me:p%40ss+word@proxy:3128"));
        ProxySettings.Server server = proxies.serverFor(URI.create(AWS)).orElseThrow();

        assertThat(server.credentials().orElseThrow().header()).isEqualTo(BASIC);
        assertThat(proxies + " " + server + " " + server.credentials()).doesNotContain("ss+word", "p%40ss");
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

    private static boolean findsTheOrder(Map<String, String> environment) {
        try (DynamoDbOrders orders = DynamoDbOrders.open(settings(environment))) {
            return orders.repository().find(KEY).isPresent();
        }
    }

    private static String failure(Map<String, String> environment) {
        return assertThatExceptionOfType(StoreException.Unavailable.class)
                .isThrownBy(() -> findsTheOrder(environment))
                .actual()
                .getMessage();
    }
}
