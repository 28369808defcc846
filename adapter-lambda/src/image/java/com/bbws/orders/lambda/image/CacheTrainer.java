package com.bbws.orders.lambda.image;

import com.bbws.orders.lambda.testing.function.PackagedFunction;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Creates the image's task folder with a class cache that is trained by real requests, and checks that the function starts
 * from the cache. Started by {@code src/image/train}, in the build of the image or without Docker.
 */
public final class CacheTrainer {

    private static final String FROM_CACHE = "source: shared objects file";

    private final JavaRuntime java;

    public CacheTrainer(JavaRuntime java) {
        this.java = java;
    }

    /**
     * Trains or checks the cache.
     *
     * @param args {@code train} or {@code check}, the folder, and the {@code java} executable of the function
     */
    public static void main(String[] args) throws Exception {
        if (args.length != 3 || !List.of("train", "check").contains(args[0])) {
            System.err.println("usage: train|check FOLDER JAVA");
            System.exit(2);
        }
        try {
            CacheTrainer trainer = new CacheTrainer(JavaRuntime.at(Path.of(args[2])));
            if (args[0].equals("train")) {
                trainer.train(Path.of(args[1]));
            }
            System.out.println(trainer.check(Path.of(args[1])));
        } catch (IllegalStateException failure) {
            System.err.println("Error: " + failure.getMessage());
            System.exit(1);
        }
        // DynamoDB Local leaves threads running.
        System.exit(0);
    }

    /** Creates the task folder and trains its cache. */
    public void train(Path folder) throws Exception {
        ImageLayout task = ImageLayout.layOut(PackagedFunction.ZIP, folder);
        Map<String, String> trainedOn = task.hashes();
        Path cache = java.cacheIn(task.path());
        inEnvironment(task, TrainingEnvironment::sendEveryKind, List.of(java.writeOption(cache)));
        if (!Files.exists(cache)) {
            throw new IllegalStateException(java.executable() + " wrote no cache");
        }
        task.record(java.useOptions(cache), trainedOn);
    }

    /** Starts the function from the cache and returns the result as a sentence. */
    private String check(Path folder) throws Exception {
        ImageLayout task = ImageLayout.trained(folder);
        Path log = Files.createTempFile("classes", ".log");
        try {
            inEnvironment(
                    task, TrainingEnvironment::sendOne, List.of(java.requireOption(), "-Xlog:class+load:file=" + log));
            List<String> loaded = Files.readAllLines(log);
            List<String> own = loaded.stream()
                    .filter(line -> line.contains(" com.bbws.orders."))
                    .toList();
            List<String> others =
                    own.stream().filter(line -> !line.contains(FROM_CACHE)).toList();
            if (own.isEmpty() || !others.isEmpty()) {
                throw new IllegalStateException(
                        "Of " + own.size() + " classes of the function, these are not from the cache: " + others);
            }
            return "%s: %d of %d classes from the cache, the %d of this project among them."
                    .formatted(
                            task.path(),
                            loaded.stream()
                                    .filter(line -> line.contains(FROM_CACHE))
                                    .count(),
                            loaded.size(),
                            own.size());
        } finally {
            Files.delete(log);
        }
    }

    private void inEnvironment(ImageLayout task, Exercise exercise, List<String> options) throws Exception {
        Path folder = Files.createTempDirectory("training");
        try (TrainingEnvironment environment = new TrainingEnvironment(folder)) {
            ImageFunction function = environment.start(task, java, options);
            try {
                exercise.on(environment);
                function.end();
            } catch (IllegalStateException failure) {
                throw new IllegalStateException(failure.getMessage() + ". Its output:\n" + function.output(), failure);
            } finally {
                function.kill();
            }
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            files.map(Path::toFile).forEach(File::delete);
        }
        Files.delete(folder);
    }

    /** The requests that are sent to the running function. */
    private interface Exercise {
        void on(TrainingEnvironment environment) throws Exception;
    }
}
