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

/** The functions that are measured, each beside one that does nothing and is started in the same way. */
final class BenchmarkVariants {

    private static final String ORDERS = UpdateOrderHandler.class.getName();
    private static final String NOTHING = NoOpHandler.class.getName();

    /** Lambda's own choice of collector, and what a function of 512 MB may use at most. */
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xmx256m");

    private final Path folder;

    /**
     * Makes none yet.
     *
     * @param folder an empty folder
     */
    BenchmarkVariants(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns the zip as Lambda's Java runtimes start it, with nothing, after its floor.
     *
     * @param others zips of other builds, to stand beside it
     */
    List<BenchmarkVariant> zips(JavaRuntime java, List<Path> others) throws IOException {
        String on = "zip on " + java.feature();
        String floor = "nothing, " + on;
        List<BenchmarkVariant> candidates = new ArrayList<>();
        candidates.add(zip(floor, floor, java, zipOfNothing(), NOTHING));
        candidates.add(zip(on, floor, java, PackagedFunction.ZIP, ORDERS));
        for (Path other : others) {
            candidates.add(zip(other.getFileName() + " on " + java.feature(), floor, java, other, ORDERS));
        }
        return candidates;
    }

    /** Returns what the image starts, from its cache, after its floor. */
    List<BenchmarkVariant> images(JavaRuntime java) throws Exception {
        String on = "image on " + java.feature();
        String floor = "nothing, " + on;
        Path nothing = folder.resolve("nothing" + java.feature());
        trainNothing(java, nothing);
        Path orders = folder.resolve("orders" + java.feature());
        new CacheTrainer(java).train(orders);
        return List.of(image(floor, floor, java, nothing, NOTHING), image(on, floor, java, orders, ORDERS));
    }

    private BenchmarkVariant zip(String name, String floor, JavaRuntime java, Path zip, String handler)
            throws IOException {
        Path task = Files.createTempDirectory(folder, "zip");
        PackagedFunction.unpack(zip, task);
        List<String> command = new ArrayList<>();
        command.add(java.executable().toString());
        command.addAll(FLAGS);
        command.addAll(PackagedFunction.toolOptions());
        command.addAll(options());
        command.addAll(PackagedFunction.arguments(java.feature(), task, handler));
        return new BenchmarkVariant(name, floor, command);
    }

    private static BenchmarkVariant image(String name, String floor, JavaRuntime java, Path task, String handler) {
        List<String> command = new ArrayList<>();
        command.add(java.executable().toString());
        command.addAll(options());
        command.addAll(List.of("@" + task.resolve("java.args"), RuntimeInterfaceClient.MAIN, handler));
        return new BenchmarkVariant(name, floor, command);
    }

    /** As the other one is trained, but for what it is asked. */
    private void trainNothing(JavaRuntime java, Path task) throws Exception {
        ImageLayout laidOut = ImageLayout.layOut(zipOfNothing(), task);
        Map<String, String> trainedOn = laidOut.hashes();
        try (LambdaRuntimeApi lambda = new LambdaRuntimeApi()) {
            ImageFunction training = new ImageFunction(
                    laidOut,
                    NOTHING,
                    java,
                    List.of(java.toMake(java.cacheIn(task))),
                    Map.of("AWS_LAMBDA_RUNTIME_API", lambda.address(), "LANG", "en_US.UTF-8"),
                    Files.createTempFile(folder, "training", ".txt"));
            lambda.invoke("{}");
            lambda.invoke("{}");
            training.end();
        }
        laidOut.record(java.toUse(java.cacheIn(task)), trainedOn);
    }

    private Path zipOfNothing() throws IOException {
        Path zip = Files.createTempFile(folder, "nothing", ".zip");
        String type = NOTHING.replace('.', '/') + ".class";
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry(type));
            out.write(
                    NoOpHandler.class.getClassLoader().getResourceAsStream(type).readAllBytes());
            // The second one is the runtime interface client's own.
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

    /** Returns what else the functions' JVMs are to be told, such as to log which classes they load. */
    private static List<String> options() {
        return Stream.of(System.getProperty("bench.options", "").split(" "))
                .filter(option -> !option.isEmpty())
                .toList();
    }
}
