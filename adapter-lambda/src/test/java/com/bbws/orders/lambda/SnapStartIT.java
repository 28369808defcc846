package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static com.bbws.orders.lambda.TestService.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.UnreliableLink;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged function as SnapStart runs it: the runtime interface client calls the hook, the process is frozen, and wakes
 * up later. As in Lambda it speaks TLS to the database, and its credentials come from an endpoint.
 */
@EnabledOnOs(value = LINUX, disabledReason = "the runtime interface client has native code for Linux alone")
class SnapStartIT {

    private static final String SECRET = "wJalrXUtnFEMI-SECRET-KEY";
    private static final String SESSION = "IQoJb3JpZ2luX2VjE-SESSION-TOKEN";

    /** As the kernel writes it. */
    private static final String LISTENING = "0A";

    @TempDir
    Path task;

    @TempDir
    Path keys;

    private final TestService service = new TestService();

    @Test
    void aSnapshotIsPrimedAndHoldsNoConnectionAndNoCredentials() throws Exception {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());
        String event = Files.readString(Path.of("src/test/resources/events/put-order-rest.json"))
                .replace("${tenant}", service.tenant.value());

        try (UnreliableLink database =
                        new UnreliableLink(EmbeddedDynamoDb.shared().endpoint());
                TlsFront tls = new TlsFront(database.endpoint(), keys);
                ContainerCredentials credentials = new ContainerCredentials(SECRET, SESSION);
                LambdaRuntimeApi lambda = new LambdaRuntimeApi();
                PackagedFunction function = new PackagedFunction(
                        task,
                        UpdateOrderHandler.class.getName(),
                        environment(tls.endpoint(), credentials),
                        lambda,
                        tls.trust().toArray(String[]::new))) {
            lambda.awaitFrozen();

            assertThat(function.stdout())
                    .singleElement()
                    .satisfies(line ->
                            assertThat(json(line).get("message").asText()).isEqualTo("Primed for the snapshot"));
            assertThat(database.requests("UpdateItem")).isPositive();
            assertThat(credentials.asked()).isPositive();
            assertThat(openPorts(function.pid()))
                    .as("ports that the frozen process is connected with")
                    .containsExactly(URI.create("http://" + lambda.address()).getPort());
            String heap = heap(function.pid());
            assertThat(heap.contains(service.environment.get("DYNAMODB_TABLE_NAME")))
                    .as("whether the table's name is in the frozen process")
                    .isTrue();
            assertThat(heap.contains(SECRET) || heap.contains(SESSION))
                    .as("whether credentials are in the frozen process")
                    .isFalse();

            int askedBefore = credentials.asked();
            lambda.restore();
            String answer = lambda.invoke(event);

            assertThat(json(answer).get("statusCode").asInt()).isEqualTo(200);
            assertThat(service.stored(ID).get("status").s()).isEqualTo("paid");
            assertThat(credentials.asked()).isGreaterThan(askedBefore);
            assertThat(json(function.stdout().get(1)).get("ColdStart").asInt()).isOne();
            assertThat(json(function.stdout().get(1)).get("xrayTraceId").asText())
                    .isEqualTo(LambdaRuntimeApi.TRACE);
            assertThat(function.stderr()).isEmpty();
        }
    }

    @Test
    void aSnapshotIsTakenEvenIfThereIsNoDatabase() throws Exception {
        Map<String, String> environment = new HashMap<>(service.environment);
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:" + EmbeddedDynamoDb.freePort());
        environment.put("AWS_ACCESS_KEY_ID", "local");
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");

        try (LambdaRuntimeApi lambda = new LambdaRuntimeApi();
                PackagedFunction function =
                        new PackagedFunction(task, UpdateOrderHandler.class.getName(), environment, lambda)) {
            lambda.awaitFrozen();

            assertThat(json(function.stdout().get(0)).get("level").asText()).isEqualTo("WARN");
        }
    }

    private Map<String, String> environment(URI database, ContainerCredentials credentials) {
        Map<String, String> environment = new HashMap<>(service.environment);
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", database.toString());
        environment.putAll(credentials.environment());
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        return environment;
    }

    /** Returns what the living objects of a process hold, as Latin-1 text. */
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
        assertThat(jcmd.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(jcmd.exitValue()).as(Files.readString(task.resolve("jcmd"))).isZero();
        return Files.readString(dump, ISO_8859_1);
    }

    /** Returns the remote ports of a process's open TCP connections, as the kernel knows them. */
    private static Set<Integer> openPorts(long pid) throws IOException {
        Set<String> sockets = new HashSet<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            for (Path file : files.toList()) {
                if (Files.isSymbolicLink(file)) {
                    sockets.add(Files.readSymbolicLink(file).toString());
                }
            }
        }
        Set<Integer> ports = new HashSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table))) {
                String[] column = line.trim().split("\\s+");
                if (sockets.contains("socket:[" + column[9] + "]") && !column[3].equals(LISTENING)) {
                    ports.add(Integer.parseInt(column[2].substring(column[2].indexOf(':') + 1), 16));
                }
            }
        }
        return ports;
    }
}
