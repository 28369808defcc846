package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;

import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.bbws.orders.lambda.image.JavaRuntime;
import com.bbws.orders.lambda.testing.function.ContainerCredentialsServer;
import com.bbws.orders.lambda.testing.function.PackagedFunction;
import com.bbws.orders.lambda.testing.network.TlsTerminationProxy;
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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Starts the packaged function repeatedly with the real runtime interface client, alternating with a no-op function, and
 * prints the times. Compare only figures of the same run: docs/performance.md.
 */
final class FunctionBenchmark implements AutoCloseable {

    private static final int WARM_UP = 2_000;
    private static final int REQUESTS = 8_000;

    /** The memory settings, in MB. */
    private static final List<Integer> MEMORIES = Stream.of(
                    System.getProperty("bench.memory", "512,1024,1769").split(","))
            .map(Integer::valueOf)
            .toList();

    /** The number of requests after the first 500. */
    private static final int LATER = 2_000;

    /** The share of requests that start an instance, for the cost. */
    private static final double COLD_STARTS = 0.01;

    /** A header that DynamoDB sends with each response. */
    private static final String REQUEST_ID = "x-amzn-RequestId: 1";

    private final Path folder = Files.createTempDirectory("benchmark");
    private final BenchmarkVariants variants = new BenchmarkVariants(folder);
    private final EmbeddedService service = new EmbeddedService();
    private final TlsTerminationProxy tls = new TlsTerminationProxy(database(), folder);

    /** Returns a recorded response of DynamoDB Local without a delay: every request finds a pending order. */
    private final FaultInjectionProxy instant = new FaultInjectionProxy(database());

    private final TlsTerminationProxy instantTls =
            new TlsTerminationProxy(instant.endpoint(), Files.createDirectory(folder.resolve("instant")));
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
     * Measures and prints the results.
     *
     * @param args the mode, {@code lambda}, {@code cold}, {@code warm} or {@code primed}; the number of rounds; the {@code
     *     java} executables, separated like a path; optionally the zips of other builds, for comparison
     */
    static void run(String[] args) throws Exception {
        try (FunctionBenchmark benchmark = new FunctionBenchmark(Integer.parseInt(args[1]))) {
            List<JavaRuntime> javas = new ArrayList<>();
            for (String java : args[2].split(File.pathSeparator)) {
                javas.add(JavaRuntime.at(Path.of(java)));
            }
            List<Path> others = Arrays.stream(args).skip(3).map(Path::of).toList();
            System.out.printf(
                    "%s, %d processors, zip of %.2f MB, median (minimum–maximum) of %d%n%n",
                    LocalDate.now(),
                    Runtime.getRuntime().availableProcessors(),
                    Files.size(PackagedFunction.ZIP) / 1e6,
                    benchmark.rounds);
            switch (args[0]) {
                case "lambda" -> benchmark.asInLambda(javas, others);
                case "cold" -> benchmark.cold(javas, others);
                case "warm" -> benchmark.warm(javas, others);
                case "primed" -> benchmark.primed(javas);
                default ->
                    throw new IllegalArgumentException(
                            "The mode must be lambda, cold, warm or primed, but is " + args[0]);
            }
        }
    }

    /** Starts the function with whole cores, and then gives it the share of its memory, over TLS. */
    private void asInLambda(List<JavaRuntime> javas, List<Path> others) throws Exception {
        Optional<CpuQuota> allowed = CpuQuota.open();
        if (allowed.isEmpty()) {
            System.out.println(
                    "SKIPPED: this process may not limit the processor time of another one (control groups).");
            return;
        }
        List<LambdaStart> starts = new ArrayList<>();
        for (JavaRuntime java : javas) {
            List<BenchmarkVariant> zips = overTls(variants.zips(java, others));
            List<BenchmarkVariant> images = overTls(variants.images(java));
            zips.forEach(zip -> starts.add(new LambdaStart(zip, StartKind.ON_DEMAND)));
            images.forEach(image -> starts.add(new LambdaStart(image, StartKind.ON_DEMAND)));
            zips.forEach(zip -> starts.add(new LambdaStart(zip, StartKind.RESTORED)));
            for (StartKind kind : StartKind.COMPARISONS) {
                starts.add(new LambdaStart(zips.get(1), kind));
                starts.add(new LambdaStart(images.get(1), kind));
            }
        }
        try (CpuQuota quota = allowed.get()) {
            for (int memory : MEMORIES) {
                System.out.printf("%n%d MB%n%n", memory);
                BenchmarkResults results = new BenchmarkResults();
                for (int round = 0; round <= rounds; round++) {
                    for (LambdaStart start : starts) {
                        if (start.kind().isComparison() && memory != MEMORIES.get(0)) {
                            continue;
                        }
                        // The first round only fills the caches of the machine.
                        startAsInLambda(
                                start, quota, memory, round == 1, round == 0 ? new BenchmarkResults() : results);
                    }
                }
                results.print();
            }
        }
    }

    private List<BenchmarkVariant> overTls(List<BenchmarkVariant> variants) {
        return variants.stream()
                .map(variant -> variant.with("", instantTls.trust()))
                .toList();
    }

    /** How an instance starts. */
    private enum StartKind {
        ON_DEMAND(""),
        /** A snapshot is restored, in place of init. */
        RESTORED(", after a snapshot"),
        NOT_PRIMED(", not primed"),
        /** Init has only the share of the requests. Lambda gives more to it. */
        SLOW_INIT(", slow init"),
        SLOW_INIT_NOT_PRIMED(", slow init, not primed");

        static final Set<StartKind> COMPARISONS = EnumSet.of(NOT_PRIMED, SLOW_INIT, SLOW_INIT_NOT_PRIMED);

        private final String suffix;

        StartKind(String suffix) {
            this.suffix = suffix;
        }

        /** Returns whether the kind shows only what the others gain. Such a kind is measured at one memory setting. */
        boolean isComparison() {
            return COMPARISONS.contains(this);
        }

        boolean isPrimed() {
            return this != NOT_PRIMED && this != SLOW_INIT_NOT_PRIMED;
        }

        boolean hasSlowInit() {
            return this == SLOW_INIT || this == SLOW_INIT_NOT_PRIMED;
        }
    }

    private record LambdaStart(BenchmarkVariant function, StartKind kind) {

        BenchmarkVariant variant() {
            return function.with(kind.suffix, List.of());
        }
    }

    private void startAsInLambda(
            LambdaStart start, CpuQuota quota, int memory, boolean continues, BenchmarkResults results)
            throws Exception {
        BenchmarkVariant variant = start.variant();
        try (ContainerCredentialsServer credentials = new ContainerCredentialsServer("secret", "token")) {
            Map<String, String> environment = environment(instantTls.endpoint());
            if (!start.kind().isPrimed()) {
                environment.put("PRIMING_REQUESTS", "0");
            }
            if (start.kind() == StartKind.RESTORED) {
                environment.remove("AWS_ACCESS_KEY_ID");
                environment.remove("AWS_SECRET_ACCESS_KEY");
                environment.putAll(credentials.environment());
                environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
            }
            try (MeasuredFunction function = new MeasuredFunction(variant.command(), environment, output())) {
                quota.add(function.pid());
                if (start.kind().hasSlowInit()) {
                    quota.limit(memory);
                }
                double restored = 0;
                if (start.kind() == StartKind.RESTORED) {
                    function.lambda().awaitFrozen();
                    restored = function.age();
                    function.lambda().restore();
                }
                function.lambda().awaitReady();
                double init = function.age() - restored;
                quota.limit(memory);
                double cpu = function.cpuSeconds();
                double first = send(function, 1)[0];
                results.add(variant, "init ms", init);
                results.add(variant, "first ms", first);
                results.add(variant, "together ms", init + first);
                results.add(variant, "second ms", send(function, 1)[0]);
                double[] next = send(function, 60);
                results.add(variant, "p50 of 3–62", next[30]);
                results.add(variant, "p99 of 3–62", next[59]);
                if (continues && !start.kind().isComparison()) {
                    send(function, 438);
                    results.add(variant, "cpu ms of the first 500", (function.cpuSeconds() - cpu) * 1000 / 500);
                    cpu = function.cpuSeconds();
                    double[] later = send(function, LATER);
                    results.add(variant, "cpu ms later", (function.cpuSeconds() - cpu) * 1000 / LATER);
                    results.add(variant, "p50 later", later[LATER / 2]);
                    results.add(variant, "p99 later", later[LATER * 99 / 100]);
                    double mean = Arrays.stream(later).average().orElseThrow();
                    results.add(
                            variant,
                            "GB-s per million",
                            memory / 1024.0 * 1000 * (COLD_STARTS * (init + first) + (1 - COLD_STARTS) * mean));
                }
            }
        }
    }

    private void cold(List<JavaRuntime> javas, List<Path> others) throws Exception {
        Map<BenchmarkVariant, URI> starts = new LinkedHashMap<>();
        for (JavaRuntime java : javas) {
            List<BenchmarkVariant> zips = variants.zips(java, others);
            zips.forEach(zip -> starts.put(zip, database()));
            addOtherDatabases(zips.get(1), starts);
            List<BenchmarkVariant> images = variants.images(java);
            images.forEach(image -> starts.put(image, database()));
            addOtherDatabases(images.get(1), starts);
        }
        BenchmarkResults results = new BenchmarkResults();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<BenchmarkVariant, URI> start : starts.entrySet()) {
                // The first round only fills the caches of the machine.
                start(start.getKey(), start.getValue(), round == 0 ? new BenchmarkResults() : results);
            }
        }
        results.print();
    }

    private void addOtherDatabases(BenchmarkVariant variant, Map<BenchmarkVariant, URI> starts) {
        starts.put(variant.with(", instant database", List.of()), instant.endpoint());
        starts.put(variant.with(", over TLS", tls.trust()), tls.endpoint());
    }

    private void start(BenchmarkVariant variant, URI endpoint, BenchmarkResults results) throws Exception {
        storePendingOrder();
        try (MeasuredFunction function = new MeasuredFunction(variant.command(), environment(endpoint), output())) {
            function.lambda().awaitReady();
            double init = function.age();
            String response = function.lambda().invoke(event);
            double total = function.age();
            results.add(variant, "cold ms", total);
            results.add(variant, "cpu s", function.cpuSeconds());
            results.add(variant, "init ms", init);
            results.add(variant, "first request ms", total - init);
            results.add(variant, "peak MB", function.peakMegabytes());
            requireSuccess(response);
        }
    }

    private void warm(List<JavaRuntime> javas, List<Path> others) throws Exception {
        BenchmarkResults results = new BenchmarkResults();
        List<BenchmarkVariant> zips = new ArrayList<>();
        for (JavaRuntime java : javas) {
            zips.addAll(variants.zips(java, others));
        }
        for (int round = 0; round < rounds; round++) {
            for (BenchmarkVariant zip : zips) {
                exercise(zip, results);
            }
        }
        results.print();
    }

    private void exercise(BenchmarkVariant variant, BenchmarkResults results) throws Exception {
        Path collections = output();
        BenchmarkVariant logging = variant.with("", List.of("-Xlog:gc:file=" + collections));
        try (MeasuredFunction function =
                new MeasuredFunction(logging.command(), environment(instant.endpoint()), output())) {
            send(function, WARM_UP);
            double cpu = function.cpuSeconds();
            double allocated = allocatedMegabytes(collections);
            double[] milliseconds = send(function, REQUESTS);
            double p50 = milliseconds[REQUESTS / 2];
            double p99 = milliseconds[REQUESTS * 99 / 100];
            results.add(variant, "cpu ms", (function.cpuSeconds() - cpu) * 1000 / REQUESTS);
            results.add(variant, "p50 ms", p50);
            results.add(variant, "p99 ms", p99);
            results.add(variant, "p99 / p50", p99 / p50);
            results.add(variant, "allocated KB", (allocatedMegabytes(collections) - allocated) * 1024 / REQUESTS);
            results.add(variant, "peak MB", function.peakMegabytes());
        }
    }

    private void primed(List<JavaRuntime> javas) throws Exception {
        BenchmarkResults results = new BenchmarkResults();
        List<BenchmarkVariant> zips = new ArrayList<>();
        for (JavaRuntime java : javas) {
            zips.add(variants.zips(java, List.of()).get(1));
        }
        for (int round = 0; round < rounds; round++) {
            for (BenchmarkVariant zip : zips) {
                restore(zip, results);
            }
        }
        results.print();
    }

    private void restore(BenchmarkVariant variant, BenchmarkResults results) throws Exception {
        try (ContainerCredentialsServer credentials = new ContainerCredentialsServer("secret", "token")) {
            Map<String, String> environment = environment(instant.endpoint());
            environment.remove("AWS_ACCESS_KEY_ID");
            environment.remove("AWS_SECRET_ACCESS_KEY");
            environment.putAll(credentials.environment());
            environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
            try (MeasuredFunction function = new MeasuredFunction(variant.command(), environment, output())) {
                function.lambda().awaitFrozen();
                double snapshot = function.age();
                function.lambda().restore();
                function.lambda().awaitReady();
                double first = send(function, 1)[0];
                send(function, WARM_UP);
                double warm = send(function, WARM_UP)[WARM_UP / 2];
                results.add(variant, "snapshot after ms", snapshot);
                results.add(variant, "first event ms", first);
                results.add(variant, "warm p50 ms", warm);
                results.add(variant, "first / warm", first / warm);
            }
        }
    }

    /** Sends requests and returns their times in milliseconds, in ascending order. */
    private double[] send(MeasuredFunction function, int requests) {
        double[] milliseconds = new double[requests];
        for (int i = 0; i < requests; i++) {
            long sent = System.nanoTime();
            String response = function.lambda().invoke(event);
            milliseconds[i] = (System.nanoTime() - sent) / 1e6;
            requireSuccess(response);
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

    /** Returns the response of DynamoDB Local to the read of the function. It requires a signature but does not verify it. */
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
        HttpResponse<String> response = HttpClient.newHttpClient().send(read, HttpResponse.BodyHandlers.ofString());
        if (!response.body().contains("pending")) {
            throw new IllegalStateException("The response of DynamoDB Local is " + response.body());
        }
        return response.body();
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

    /** Returns the memory allocated until the last collection, from the log of the collector. */
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

    private static void requireSuccess(String response) {
        if (!response.contains("\"statusCode\":200")) {
            throw new IllegalStateException("The response of the function is " + response);
        }
    }

    @Override
    public void close() throws IOException {
        tls.close();
        instantTls.close();
        instant.close();
    }
}
