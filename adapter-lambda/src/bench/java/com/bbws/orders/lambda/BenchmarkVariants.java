package com.bbws.orders.lambda;

import com.bbws.orders.lambda.image.CacheTrainer;
import com.bbws.orders.lambda.image.ImageFunction;
import com.bbws.orders.lambda.image.ImageLayout;
import com.bbws.orders.lambda.image.JavaRuntime;
import com.bbws.orders.lambda.testing.function.LambdaRuntimeApi;
import com.bbws.orders.lambda.testing.function.PackagedFunction;
import com.bbws.orders.lambda.testing.function.RuntimeInterfaceClient;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The variants that are measured, each with a baseline: a no-op function that is started in the same way. */
final class BenchmarkVariants {

    private static final String ORDERS = UpdateOrderHandler.class.getName();
    private static final String NO_OP = NoOpHandler.class.getName();

    /** The collector that Lambda chooses, and the maximum heap of a function with 512 MB. */
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xmx256m");

    private final Path folder;

    /**
     * Creates the factory.
     *
     * @param folder an empty folder for the functions
     */
    BenchmarkVariants(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns the baseline and the zip as Lambda's Java runtimes start it.
     *
     * @param others zips of other builds, for comparison
     */
    List<BenchmarkVariant> zips(JavaRuntime java, List<Path> others) throws IOException {
        String on = "zip on " + java.feature();
        String baseline = "nothing, " + on;
        List<BenchmarkVariant> variants = new ArrayList<>();
        variants.add(zip(baseline, baseline, java, noOpZip(), NO_OP));
        variants.add(zip(on, baseline, java, PackagedFunction.ZIP, ORDERS));
        for (Path other : others) {
            variants.add(zip(other.getFileName() + " on " + java.feature(), baseline, java, other, ORDERS));
        }
        return variants;
    }

    /** Returns the baseline and the function as the image starts it, from its cache. */
    List<BenchmarkVariant> images(JavaRuntime java) throws Exception {
        String on = "image on " + java.feature();
        String baseline = "nothing, " + on;
        Path noOp = folder.resolve("nothing" + java.feature());
        trainNoOp(java, noOp);
        Path orders = folder.resolve("orders" + java.feature());
        new CacheTrainer(java).train(orders);
        return List.of(image(baseline, baseline, java, noOp, NO_OP), image(on, baseline, java, orders, ORDERS));
    }

    private BenchmarkVariant zip(String name, String baseline, JavaRuntime java, Path zip, String handler)
            throws IOException {
        Path task = Files.createTempDirectory(folder, "zip");
        PackagedFunction.unpack(zip, task);
        List<String> command = new ArrayList<>();
        command.add(java.executable().toString());
        command.addAll(FLAGS);
        command.addAll(PackagedFunction.toolOptions());
        command.addAll(options());
        command.addAll(PackagedFunction.arguments(java.feature(), task, handler));
        return new BenchmarkVariant(name, baseline, command);
    }

    private static BenchmarkVariant image(String name, String baseline, JavaRuntime java, Path task, String handler) {
        List<String> command = new ArrayList<>();
        command.add(java.executable().toString());
        command.addAll(options());
        command.addAll(List.of("@" + task.resolve("java.args"), RuntimeInterfaceClient.MAIN, handler));
        return new BenchmarkVariant(name, baseline, command);
    }

    /** Trains the baseline like the function, but with other requests. */
    private void trainNoOp(JavaRuntime java, Path task) throws Exception {
        ImageLayout laidOut = ImageLayout.layOut(noOpZip(), task);
        Map<String, String> trainedOn = laidOut.hashes();
        try (LambdaRuntimeApi lambda = new LambdaRuntimeApi()) {
            ImageFunction training = new ImageFunction(
                    laidOut,
                    NO_OP,
                    java,
                    List.of(java.writeOption(java.cacheIn(task))),
                    Map.of("AWS_LAMBDA_RUNTIME_API", lambda.address(), "LANG", "en_US.UTF-8"),
                    Files.createTempFile(folder, "training", ".txt"));
            lambda.invoke("{}");
            lambda.invoke("{}");
            training.end();
        }
        laidOut.record(java.useOptions(java.cacheIn(task)), trainedOn);
    }

    private Path noOpZip() throws IOException {
        Path zip = Files.createTempFile(folder, "nothing", ".zip");
        String type = NO_OP.replace('.', '/') + ".class";
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry(type));
            out.write(
                    NoOpHandler.class.getClassLoader().getResourceAsStream(type).readAllBytes());
            // The second one is a dependency of the runtime interface client.
            for (Path jar : jars("aws-lambda-java-core-", "utils-lite-")) {
                out.putNextEntry(new ZipEntry("lib/" + jar.getFileName()));
                Files.copy(jar, out);
            }
        }
        return zip;
    }

    private static List<Path> jars(String... names) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> Stream.of(names).anyMatch(jar::contains))
                .map(Path::of)
                .toList();
    }

    /** Returns additional options for the JVMs, for example to log the classes that they load. */
    private static List<String> options() {
        return Stream.of(System.getProperty("bench.options", "").split(" "))
                .filter(option -> !option.isEmpty())
                .toList();
    }
}
