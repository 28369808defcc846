package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static com.bbws.orders.lambda.TestService.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import com.bbws.orders.domain.OrderStatus;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code update-order-lambda.zip} as Lambda runs it: unpacked, under the real runtime interface client, in a new JVM. */
class PackagedLambdaIT {

    private static final Path ZIP = Path.of("target/update-order-lambda.zip");

    @TempDir
    Path task;

    private final TestService service = new TestService();

    @Test
    void holdsWhatTheHandlersNeedAndNothingElse() throws IOException {
        Set<String> entries;
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            entries = zip.stream().map(ZipEntry::getName).collect(toSet());
        }

        assertThat(entries)
                .contains("com/bbws/orders/lambda/UpdateOrderHandler.class")
                .contains("com/bbws/orders/lambda/UpdateOrderHttpApiHandler.class")
                .allMatch(name -> name.startsWith("com/") || name.startsWith("lib/") || name.startsWith("META-INF/"));
        assertThat(entries.stream().filter(name -> name.endsWith(".jar")).map(PackagedLambdaIT::artifact))
                .containsExactlyInAnyOrder(
                        ("order-domain order-application adapter-dynamodb aws-lambda-java-core aws-lambda-java-events joda-time "
                                        + "jackson-core slf4j-api slf4j-nop reactive-streams dynamodb url-connection-client "
                                        + "annotations auth aws-core aws-json-protocol checksums checksums-spi endpoints-spi "
                                        + "eventstream http-auth http-auth-aws http-auth-aws-eventstream http-auth-spi "
                                        + "http-client-spi identity-spi json-utils metrics-spi profiles protocol-core regions "
                                        + "retries retries-spi sdk-core third-party-jackson-core utils utils-lite")
                                .split(" "));
    }

    @ParameterizedTest
    @EnabledOnOs(value = LINUX, disabledReason = "the runtime interface client has native code for Linux alone")
    @CsvSource({
        "com.bbws.orders.lambda.UpdateOrderHandler, events/put-order-rest.json",
        "com.bbws.orders.lambda.UpdateOrderHttpApiHandler, events/put-order-http-api.json"
    })
    void answersARequest(String handler, String eventFile) throws Exception {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());
        unzip();
        String event =
                Files.readString(Path.of("src/test/resources", eventFile)).replace("${tenant}", service.tenant.value());

        try (RuntimeApi lambda = new RuntimeApi(event)) {
            Process function = start(handler, lambda.address());
            try {
                JsonNode answer = json(lambda.answer());

                assertThat(answer.get("statusCode").asInt()).isEqualTo(200);
                assertThat(json(answer.get("body").asText()).at("/data/status").asText())
                        .isEqualTo("paid");
                assertThat(answer.at("/headers/ETag").asText()).matches("\"\\S+Z\"");
                assertThat(service.stored(ID).get("status").s()).isEqualTo("paid");
            } finally {
                function.destroy();
                assertThat(function.waitFor(20, TimeUnit.SECONDS)).isTrue();
            }
        }

        List<String> printed = Files.readAllLines(task.resolve("stdout"));
        assertThat(printed).singleElement().satisfies(line -> {
            assertThat(json(line).get("message").asText()).isEqualTo("Order updated");
            assertThat(json(line).get("awsRequestId").asText()).isEqualTo(RuntimeApi.INVOCATION);
        });
        assertThat(Files.readString(task.resolve("stderr"))).isEmpty();
    }

    private static String artifact(String jar) {
        return Pattern.compile("lib/(.+?)-\\d.*").matcher(jar).replaceFirst("$1");
    }

    private void unzip() throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            for (ZipEntry entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
                Path file = task.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip.getInputStream(entry), file);
            }
        }
    }

    /** The class path of Lambda's Java runtimes: the task's root and its lib folder; the client comes from the runtime. */
    private Process start(String handler, String runtimeApi) throws IOException {
        Stream<String> runtime = Stream.of(
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(File.pathSeparator))
                .filter(jar -> jar.matches(".*aws-lambda-java-(runtime-interface-client|serialization)-[^/]*\\.jar"));
        String classPath = Stream.concat(Stream.of(task.toString(), task + "/lib/*"), runtime)
                .collect(joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:ErrorFile=" + task.resolve("crash.log"),
                "-Djava.io.tmpdir=" + Files.createDirectories(task.resolve("tmp")),
                "-cp",
                classPath));
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED"); // the client's own library, as in Lambda's java25
        }
        command.add("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
        command.add(handler);
        ProcessBuilder function = new ProcessBuilder(command);
        function.environment().clear();
        function.environment().putAll(service.environment);
        function.environment().put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        function.environment().put("AWS_ACCESS_KEY_ID", "local");
        function.environment().put("AWS_SECRET_ACCESS_KEY", "local");
        function.environment().put("LAMBDA_TASK_ROOT", task.toString());
        return function.redirectOutput(task.resolve("stdout").toFile())
                .redirectError(task.resolve("stderr").toFile())
                .start();
    }

    /** Lambda's side of the runtime API: hands out one event and takes its answer. */
    private static final class RuntimeApi implements AutoCloseable {

        static final String INVOCATION = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";
        private static final String API = "/2018-06-01/runtime/";

        private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        private final HttpServer server;

        RuntimeApi(String event) throws IOException {
            events.add(event);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(API, this::serve);
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task);
                thread.setDaemon(true);
                return thread;
            }));
            server.start();
        }

        String address() {
            return "127.0.0.1:" + server.getAddress().getPort();
        }

        String answer() throws InterruptedException {
            String answer = answers.poll(60, TimeUnit.SECONDS);
            assertThat(answer).as("the function's answer").isNotNull();
            return answer;
        }

        @Override
        public void close() {
            server.stop(0);
        }

        private void serve(HttpExchange exchange) throws IOException {
            try (exchange) {
                if (exchange.getRequestURI().getPath().equals(API + "invocation/next")) {
                    byte[] event = events.take().getBytes(UTF_8);
                    // The client's native code crashes without a content type.
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", INVOCATION);
                    exchange.getResponseHeaders()
                            .set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 30_000));
                    exchange.getResponseHeaders()
                            .set(
                                    "Lambda-Runtime-Invoked-Function-Arn",
                                    "arn:aws:lambda:af-south-1:000000000000:function:f");
                    exchange.sendResponseHeaders(200, event.length);
                    exchange.getResponseBody().write(event);
                } else {
                    answers.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                    exchange.sendResponseHeaders(202, -1);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
