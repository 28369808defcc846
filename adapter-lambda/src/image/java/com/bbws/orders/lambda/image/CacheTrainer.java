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
 * Makes the image's task folder with a cache of the classes as the JVM has them in memory, trained by real requests, and
 * proves that the function starts from it. What {@code src/image/train} runs, in the image's build and without any image.
 */
public final class CacheTrainer {

    private static final String FROM_CACHE = "source: shared objects file";

    private final JavaRuntime java;

    public CacheTrainer(JavaRuntime java) {
        this.java = java;
    }

    /**
     * Trains or checks.
     *
     * @param args {@code train} or {@code check}, the folder, and the function's {@code java}
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
        } catch (IllegalStateException refused) {
            System.err.println("Error: " + refused.getMessage());
            System.exit(1);
        }
        // DynamoDB Local leaves threads behind.
        System.exit(0);
    }

    /** Lays out the task folder and trains its cache. */
    public void train(Path folder) throws Exception {
        ImageLayout task = ImageLayout.layOut(PackagedFunction.ZIP, folder);
        Map<String, String> trainedOn = task.hashes();
        Path cache = java.cacheIn(task.path());
        inTrainingGround(task, TrainingEnvironment::sendEveryKind, List.of(java.toMake(cache)));
        if (!Files.exists(cache)) {
            throw new IllegalStateException(java.executable() + " has left no cache");
        }
        task.record(java.toUse(cache), trainedOn);
    }

    /** Starts the function once more, and returns what was found in a sentence. */
    private String check(Path folder) throws Exception {
        ImageLayout task = ImageLayout.trained(folder);
        Path log = Files.createTempFile("classes", ".log");
        try {
            inTrainingGround(
                    task, TrainingEnvironment::sendOne, List.of(java.toInsist(), "-Xlog:class+load:file=" + log));
            List<String> loaded = Files.readAllLines(log);
            List<String> own = loaded.stream()
                    .filter(line -> line.contains(" com.bbws.orders."))
                    .toList();
            List<String> strays =
                    own.stream().filter(line -> !line.contains(FROM_CACHE)).toList();
            if (own.isEmpty() || !strays.isEmpty()) {
                throw new IllegalStateException(
                        "Of " + own.size() + " classes of the function, these are not from the" + " cache: " + strays);
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

    private void inTrainingGround(ImageLayout task, Exercise exercise, List<String> options) throws Exception {
        Path folder = Files.createTempDirectory("training");
        try (TrainingEnvironment ground = new TrainingEnvironment(folder)) {
            ImageFunction function = ground.start(task, java, options);
            try {
                exercise.on(ground);
                function.end();
            } catch (IllegalStateException failure) {
                throw new IllegalStateException(failure.getMessage() + ". It printed:\n" + function.output(), failure);
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

    /** What is done with a running function. */
    private interface Exercise {
        void on(TrainingEnvironment ground) throws Exception;
    }
}
