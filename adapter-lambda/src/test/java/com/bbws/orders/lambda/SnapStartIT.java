package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.dynamodb.testing.ClosedPort;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.lambda.testing.function.ContainerCredentialsServer;
import com.bbws.orders.lambda.testing.function.LambdaRuntimeApi;
import com.bbws.orders.lambda.testing.function.PackagedFunction;
import com.bbws.orders.lambda.testing.network.TlsTerminationProxy;
import com.bbws.orders.lambda.testing.response.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged function with SnapStart: the runtime interface client calls the hook, and the process is frozen and later
 * restored. As in Lambda, it connects to the database by TLS and gets its credentials from an endpoint.
 */
@EnabledOnOs(value = LINUX, disabledReason = "the runtime interface client has native code for Linux only")
class SnapStartIT {

    private static final String SECRET = "wJalrXUtnFEMI-SECRET-KEY";
    private static final String SESSION = "IQoJb3JpZ2luX2VjE-SESSION-TOKEN";

    private static final Map<String, String> LOCAL_CREDENTIALS =
            Map.of("AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local");

    /** The form in which the kernel writes it. */
    private static final String LISTENING = "0A";

    @TempDir
    Path task;

    @TempDir
    Path keys;

    private final EmbeddedService service = new EmbeddedService();

    @Test
    void primesTheSnapshotAndLeavesNoConnectionAndNoCredentials() throws Exception {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());
        String event = Files.readString(Path.of("src/test/resources/events/put-order-rest.json"))
                .replace("${tenant}", service.tenant.value());

        try (FaultInjectionProxy database =
                        new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
                TlsTerminationProxy tls = new TlsTerminationProxy(database.endpoint(), keys);
                ContainerCredentialsServer credentials = new ContainerCredentialsServer(SECRET, SESSION);
                LambdaRuntimeApi lambda = new LambdaRuntimeApi();
                PackagedFunction function = new PackagedFunction(
                        task,
                        UpdateOrderHandler.class.getName(),
                        environment(tls.endpoint().toString(), credentials.environment()),
                        lambda,
                        tls.trust().toArray(String[]::new))) {
            lambda.awaitFrozen();

            assertThat(function.stdout())
                    .singleElement()
                    .satisfies(line ->
                            assertThat(Json.parse(line).get("message").asText()).isEqualTo("Primed"));
            assertThat(database.requests("UpdateItem")).isPositive();
            assertThat(credentials.requests()).isPositive();
            assertThatItIsConnectedToTheRuntimeApiAlone(function, lambda, tls, credentials);
            String heap = heap(function.pid());
            assertThat(heap.contains(service.environment.get("DYNAMODB_TABLE_NAME")))
                    .as("the name of the table in the frozen process")
                    .isTrue();
            assertThat(heap.contains(SECRET) || heap.contains(SESSION))
                    .as("credentials in the frozen process")
                    .isFalse();

            int askedBefore = credentials.requests();
            lambda.restore();
            lambda.awaitReady();
            assertThat(credentials.requests()).isGreaterThan(askedBefore);
            int connections = database.connections();
            String response = lambda.invoke(event);

            assertThat(Json.parse(response).get("statusCode").asInt()).isEqualTo(200);
            assertThat(service.stored(ID).get("status").s()).isEqualTo("paid");
            assertThat(database.connections()).isEqualTo(connections);
            assertThat(Json.parse(function.stdout().get(1)).get("ColdStart").asInt())
                    .isOne();
            assertThat(Json.parse(function.stdout().get(1)).get("xrayTraceId").asText())
                    .isEqualTo(LambdaRuntimeApi.TRACE);
            assertThat(function.stderr()).isEmpty();
        }
    }

    /** On a busy machine an attempt may time out, and the SDK sends the request again on another connection. */
    @Test
    void leavesNoConnectionAfterATimeout() throws Exception {
        try (FaultInjectionProxy database =
                        new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
                TlsTerminationProxy tls = new TlsTerminationProxy(database.endpoint(), keys);
                ContainerCredentialsServer credentials = new ContainerCredentialsServer(SECRET, SESSION);
                LambdaRuntimeApi lambda = new LambdaRuntimeApi()) {
            tls.leaveUnanswered(1);
            try (PackagedFunction function = new PackagedFunction(
                    task,
                    UpdateOrderHandler.class.getName(),
                    environment(tls.endpoint().toString(), credentials.environment()),
                    lambda,
                    tls.trust().toArray(String[]::new))) {
                lambda.awaitFrozen();

                assertThat(function.stdout()).singleElement().asString().contains("message\":\"Primed\"");
                assertThatItIsConnectedToTheRuntimeApiAlone(function, lambda, tls, credentials);
            }
        }
    }

    /** The address of the database changes between the snapshot and the restore. */
    @Test
    void resolvesTheDatabaseAgainAfterARestore() throws Exception {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());
        String event = Files.readString(Path.of("src/test/resources/events/put-order-rest.json"))
                .replace("${tenant}", service.tenant.value());
        Path hosts = keys.resolve("hosts");
        Files.writeString(hosts, "127.0.0.1 database.test\n");

        try (FaultInjectionProxy database =
                        new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
                LambdaRuntimeApi lambda = new LambdaRuntimeApi();
                PackagedFunction function = new PackagedFunction(
                        task,
                        UpdateOrderHandler.class.getName(),
                        environment(
                                "http://database.test:" + database.endpoint().getPort(), LOCAL_CREDENTIALS),
                        lambda,
                        "-Djdk.net.hosts.file=" + hosts)) {
            lambda.awaitFrozen();
            assertThat(function.stdout()).singleElement().asString().contains("message\":\"Primed\"");

            Files.writeString(hosts, "127.0.0.2 database.test\n");
            lambda.restore();
            assertThat(Json.parse(lambda.invoke(event)).get("statusCode").asInt())
                    .as("the address without a database")
                    .isEqualTo(500);

            Files.writeString(hosts, "127.0.0.1 database.test\n");
            assertThat(Json.parse(lambda.invoke(event)).get("statusCode").asInt())
                    .as("the address of the database")
                    .isEqualTo(200);
        }
    }

    @Test
    void takesASnapshotWithoutADatabase() throws Exception {
        try (LambdaRuntimeApi lambda = new LambdaRuntimeApi();
                PackagedFunction function = new PackagedFunction(
                        task,
                        UpdateOrderHandler.class.getName(),
                        environment(ClosedPort.endpoint().toString(), LOCAL_CREDENTIALS),
                        lambda)) {
            lambda.awaitFrozen();

            assertThat(Json.parse(function.stdout().get(0)).get("level").asText())
                    .isEqualTo("WARN");
        }
    }

    private static void assertThatItIsConnectedToTheRuntimeApiAlone(
            PackagedFunction function,
            LambdaRuntimeApi lambda,
            TlsTerminationProxy tls,
            ContainerCredentialsServer credentials)
            throws IOException {
        Map<Integer, String> names = Map.of(
                URI.create("http://" + lambda.address()).getPort(), "runtime API",
                tls.endpoint().getPort(), "database",
                credentials.port(), "credentials endpoint");
        assertThat(connections(function.pid(), names))
                .as("open connections of the frozen process")
                .containsExactly("runtime API");
    }

    private Map<String, String> environment(String database, Map<String, String> credentials) {
        Map<String, String> environment = new HashMap<>(service.environment);
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", database);
        environment.putAll(credentials);
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        environment.put("PRIMING_REQUESTS", "20");
        return environment;
    }

    /** Returns the content of the live objects of a process as Latin-1 text. */
    private String heap(long pid) throws Exception {
        Path dump = task.resolve("heap.hprof");
        Process jcmd = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/jcmd",
                        Long.toString(pid),
                        "GC.heap_dump",
                        dump.toString())
                .redirectErrorStream(true)
                .redirectOutput(task.resolve("jcmd").toFile())
                .start();
        assertThat(jcmd.waitFor()).as(Files.readString(task.resolve("jcmd"))).isZero();
        return Files.readString(dump, ISO_8859_1);
    }

    /** Returns the remote ends of the open TCP connections of a process, with the names of their ports. */
    private static List<String> connections(long pid, Map<Integer, String> names) throws IOException {
        Set<String> sockets = new HashSet<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            for (Path file : files.toList()) {
                if (Files.isSymbolicLink(file)) {
                    sockets.add(Files.readSymbolicLink(file).toString());
                }
            }
        }
        List<String> connections = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table))) {
                String[] column = line.trim().split("\\s+");
                if (sockets.contains("socket:[" + column[9] + "]") && !column[3].equals(LISTENING)) {
                    int port = Integer.parseInt(column[2].substring(column[2].indexOf(':') + 1), 16);
                    connections.add(names.getOrDefault(port, "port " + port));
                }
            }
        }
        return connections;
    }
}
