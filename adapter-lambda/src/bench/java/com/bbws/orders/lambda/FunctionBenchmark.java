package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;

import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Starts the packaged function over and over under the real runtime interface client, in turn with one that does nothing,
 * and prints what that takes. Its figures hold only beside each other: docs/performance.md.
 */
final class FunctionBenchmark implements AutoCloseable {

    private static final int WARM_UP = 2_000;
    private static final int REQUESTS = 8_000;

    /** DynamoDB sends it with each answer. */
    private static final String REQUEST_ID = "x-amzn-RequestId: 1";

    private final Path folder = Files.createTempDirectory("benchmark");
    private final Candidates candidates = new Candidates(folder);
    private final TestService service = new TestService();
    private final TlsFront tls = new TlsFront(database(), folder);

    /** Answers at once what DynamoDB Local answered once: every request finds the order pending. */
    private final FaultInjectionProxy instant = new FaultInjectionProxy(database());

    private final String event;
    private final int rounds;

    private FunctionBenchmark(int rounds) throws Exception {
        this.rounds = rounds;
        this.event = Files.readString(Path.of("src/test/resources/events/put-order-rest.json"))
                .replace("${tenant}", service.tenant.value());
        storePendingOrder();
        instant.onEvery("GetItem", Fault.respond(200, storedItem(), REQUEST_ID));
        instant.onEvery("UpdateItem", Fault.respond(200, "{}", REQUEST_ID));
    }

    /**
     * Measures, and prints.
     *
     * @param args what: {@code cold}, {@code warm} or {@code primed}; how many rounds; the {@code java} executables to run
     *     functions on, separated as a path is; and, perhaps, another build's zip to be measured beside this one's
     */
    static void run(String[] args) throws Exception {
        try (FunctionBenchmark benchmark = new FunctionBenchmark(Integer.parseInt(args[1]))) {
            List<FunctionJava> javas = new ArrayList<>();
            for (String java : args[2].split(File.pathSeparator)) {
                javas.add(FunctionJava.at(Path.of(java)));
            }
            List<Path> others = Arrays.stream(args).skip(3).map(Path::of).toList();
            System.out.printf(
                    "%s, %d processors, zip of %.2f MB, median (least–most) of %d%n%n",
                    LocalDate.now(),
                    Runtime.getRuntime().availableProcessors(),
                    Files.size(PackagedFunction.ZIP) / 1e6,
                    benchmark.rounds);
            switch (args[0]) {
                case "cold" -> benchmark.cold(javas, others);
                case "warm" -> benchmark.warm(javas, others);
                case "primed" -> benchmark.primed(javas);
                default -> throw new IllegalArgumentException("cold, warm or primed, and not " + args[0]);
            }
        }
    }

    private void cold(List<FunctionJava> javas, List<Path> others) throws Exception {
        Map<Candidate, URI> starts = new LinkedHashMap<>();
        for (FunctionJava java : javas) {
            List<Candidate> zips = candidates.zips(java, others);
            zips.forEach(zip -> starts.put(zip, database()));
            elsewhere(zips.get(1), starts);
            List<Candidate> images = candidates.images(java);
            images.forEach(image -> starts.put(image, database()));
            elsewhere(images.get(1), starts);
        }
        Figures figures = new Figures();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<Candidate, URI> start : starts.entrySet()) {
                // The first round is for the machine's own caches.
                start(start.getKey(), start.getValue(), round == 0 ? new Figures() : figures);
            }
        }
        figures.print();
    }

    private void elsewhere(Candidate candidate, Map<Candidate, URI> starts) {
        starts.put(candidate.with(", instant database", List.of()), instant.endpoint());
        starts.put(candidate.with(", over TLS", tls.trust()), tls.endpoint());
    }

    private void start(Candidate candidate, URI endpoint, Figures figures) throws Exception {
        storePendingOrder();
        try (StartedFunction function = new StartedFunction(candidate.command(), environment(endpoint), output())) {
            function.lambda().awaitReady();
            double init = function.age();
            String answer = function.lambda().invoke(event);
            double total = function.age();
            figures.add(candidate, "cold ms", total);
            figures.add(candidate, "cpu s", function.cpuSeconds());
            figures.add(candidate, "init ms", init);
            figures.add(candidate, "first request ms", total - init);
            figures.add(candidate, "peak MB", function.peakMegabytes());
            requireSuccess(answer);
        }
    }

    private void warm(List<FunctionJava> javas, List<Path> others) throws Exception {
        Figures figures = new Figures();
        List<Candidate> zips = new ArrayList<>();
        for (FunctionJava java : javas) {
            zips.addAll(candidates.zips(java, others));
        }
        for (int round = 0; round < rounds; round++) {
            for (Candidate zip : zips) {
                exercise(zip, figures);
            }
        }
        figures.print();
    }

    private void exercise(Candidate candidate, Figures figures) throws Exception {
        Path collections = output();
        Candidate logging = candidate.with("", List.of("-Xlog:gc:file=" + collections));
        try (StartedFunction function =
                new StartedFunction(logging.command(), environment(instant.endpoint()), output())) {
            send(function, WARM_UP);
            double cpu = function.cpuSeconds();
            double allocated = allocatedMegabytes(collections);
            double[] milliseconds = send(function, REQUESTS);
            double p50 = milliseconds[REQUESTS / 2];
            double p99 = milliseconds[REQUESTS * 99 / 100];
            figures.add(candidate, "cpu ms", (function.cpuSeconds() - cpu) * 1000 / REQUESTS);
            figures.add(candidate, "p50 ms", p50);
            figures.add(candidate, "p99 ms", p99);
            figures.add(candidate, "p99 / p50", p99 / p50);
            figures.add(candidate, "allocated KB", (allocatedMegabytes(collections) - allocated) * 1024 / REQUESTS);
            figures.add(candidate, "peak MB", function.peakMegabytes());
        }
    }

    private void primed(List<FunctionJava> javas) throws Exception {
        Figures figures = new Figures();
        List<Candidate> zips = new ArrayList<>();
        for (FunctionJava java : javas) {
            zips.add(candidates.zips(java, List.of()).get(1));
        }
        for (int round = 0; round < rounds; round++) {
            for (Candidate zip : zips) {
                wake(zip, figures);
            }
        }
        figures.print();
    }

    private void wake(Candidate candidate, Figures figures) throws Exception {
        try (ContainerCredentials credentials = new ContainerCredentials("secret", "token")) {
            Map<String, String> environment = environment(instant.endpoint());
            environment.remove("AWS_ACCESS_KEY_ID");
            environment.remove("AWS_SECRET_ACCESS_KEY");
            environment.putAll(credentials.environment());
            environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
            try (StartedFunction function = new StartedFunction(candidate.command(), environment, output())) {
                function.lambda().awaitFrozen();
                double snapshot = function.age();
                function.lambda().restore();
                function.lambda().awaitReady();
                double first = send(function, 1)[0];
                send(function, WARM_UP);
                double warm = send(function, WARM_UP)[WARM_UP / 2];
                figures.add(candidate, "snapshot after ms", snapshot);
                figures.add(candidate, "first event ms", first);
                figures.add(candidate, "warm p50 ms", warm);
                figures.add(candidate, "first / warm", first / warm);
            }
        }
    }

    /** Returns the times of so many requests in milliseconds, the least first. */
    private double[] send(StartedFunction function, int requests) {
        double[] milliseconds = new double[requests];
        for (int i = 0; i < requests; i++) {
            long sent = System.nanoTime();
            String answer = function.lambda().invoke(event);
            milliseconds[i] = (System.nanoTime() - sent) / 1e6;
            requireSuccess(answer);
        }
        Arrays.sort(milliseconds);
        return milliseconds;
    }

    private static URI database() {
        return EmbeddedDynamoDb.shared().endpoint();
    }

    private void storePendingOrder() {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());
    }

    /** Returns what DynamoDB Local answers to the function's read. It asks for a signature, and believes any. */
    private String storedItem() throws IOException, InterruptedException {
        HttpRequest read = HttpRequest.newBuilder(database())
                .header("X-Amz-Target", "DynamoDB_20120810.GetItem")
                .header("Content-Type", "application/x-amz-json-1.0")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=local/20260101/af-south-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"TableName":"%s","Key":{"PK":{"S":"TENANT#%s"},"SK":{"S":"ORDER#%s"}}}""".formatted(
                                service.environment.get("DYNAMODB_TABLE_NAME"), service.tenant.value(), ID.value())))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(read, HttpResponse.BodyHandlers.ofString());
        if (!answer.body().contains("pending")) {
            throw new IllegalStateException("DynamoDB Local answers " + answer.body());
        }
        return answer.body();
    }

    private Map<String, String> environment(URI endpoint) {
        Map<String, String> environment = new HashMap<>(service.environment);
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", endpoint.toString());
        environment.put("AWS_REGION", "af-south-1");
        environment.put("AWS_ACCESS_KEY_ID", "local");
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        environment.put("LANG", "en_US.UTF-8");
        return environment;
    }

    private Path output() throws IOException {
        return Files.createTempFile(folder, "output", ".txt");
    }

    /** Returns how much was allocated until the last collection, as the collector's log tells it. */
    private static double allocatedMegabytes(Path collections) throws IOException {
        Pattern collection = Pattern.compile("(\\d+)M->(\\d+)M\\(");
        double allocated = 0;
        double left = 0;
        for (String line : Files.readAllLines(collections)) {
            Matcher sizes = collection.matcher(line);
            if (sizes.find()) {
                allocated += Double.parseDouble(sizes.group(1)) - left;
                left = Double.parseDouble(sizes.group(2));
            }
        }
        return allocated;
    }

    private static void requireSuccess(String answer) {
        if (!answer.contains("\"statusCode\":200")) {
            throw new IllegalStateException("the function answers " + answer);
        }
    }

    @Override
    public void close() throws IOException {
        tls.close();
        instant.close();
    }
}
