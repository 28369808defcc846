package com.bbws.orders.lambda.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import com.bbws.orders.lambda.testing.function.PackagedFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/** The training of the image's class cache, with the Java of this build: an AOT cache from Java 25 on, before a CDS archive. */
@EnabledOnOs(value = LINUX, disabledReason = "the runtime interface client has native code for Linux only")
@EnabledIfSystemProperty(named = "tests.exhaustive", matches = "true", disabledReason = "need -Pexhaustive")
class CacheTrainerIT {

    private static final String STARTED_FROM_CACHE =
            ": [1-9]\\d+ of \\d+ classes from the cache, the [1-9]\\d+ of this project " + "among them\\.\n";

    @TempDir
    private static Path folder;

    private static Path first;
    private static Path second;
    private static final List<Run> TRAININGS = new ArrayList<>();

    @BeforeAll
    static void trainTwoFunctionsConcurrently() throws Exception {
        first = folder.resolve("first");
        second = folder.resolve("second");
        List<Process> trainings = List.of(start("train", first), start("train", second));
        for (Process training : trainings) {
            TRAININGS.add(Run.of(training));
        }
    }

    @Test
    void trainsTwoFunctionsAtTheSameTime() {
        assertThat(TRAININGS.get(0).output()).matches(first + STARTED_FROM_CACHE);
        assertThat(TRAININGS.get(1).output()).matches(second + STARTED_FROM_CACHE);
    }

    @Test
    void containsOnlyTheFilesOfTheFunction() throws IOException {
        try (Stream<Path> files = Files.list(first)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder(
                            "SHA256SUMS",
                            Runtime.version().feature() >= 25 ? "function.aot" : "function.jsa",
                            "jars",
                            "java.args",
                            "libaws-lambda-jni.so");
        }
        try (Stream<Path> jars = Files.list(first.resolve("jars"))) {
            assertThat(jars.map(Path::getFileName).map(Path::toString))
                    .contains("update-order-lambda.jar")
                    .allMatch(name -> name.endsWith(".jar"))
                    .noneMatch(name -> name.matches("(?i)(junit|assertj|.*-tests|dynamodblocal).*"));
        }
    }

    /** Except for the tiers, which are the JVM's default. */
    @Test
    void startsWithTheOptionsOfTerraform() throws IOException {
        assertThat(Files.readAllLines(first.resolve("java.args")))
                .containsAll(PackagedFunction.toolOptions().stream()
                        .filter(option -> !option.equals("-XX:+TieredCompilation"))
                        .toList());
    }

    @Test
    void isReadableByEveryUser() throws IOException {
        try (Stream<Path> files = Files.walk(first)) {
            assertThat(files.filter(file -> !file.equals(first)))
                    .allSatisfy(file ->
                            assertThat(Files.getPosixFilePermissions(file)).contains(PosixFilePermission.OTHERS_READ));
        }
    }

    /** The JVM compares only length and time, and would run the old classes without a warning. */
    @Test
    void rejectsAChangedJarOfTheSameLengthAndTime() throws Exception {
        Path changed = copyOfTheFirst("changed");
        Path jar = changed.resolve("jars/update-order-lambda.jar");
        FileTime time = Files.getLastModifiedTime(jar);
        byte[] content = Files.readAllBytes(jar);
        content[content.length / 2]++;
        Files.write(jar, content);
        Files.setLastModifiedTime(jar, time);

        assertThat(Run.of(start("check", changed)))
                .isEqualTo(new Run(
                        1,
                        "Error: The cache in " + changed
                                + " was trained with a different version of jars/update-order-lambda.jar:"
                                + " train it again\n"));
    }

    @Test
    void rejectsADamagedCache() throws Exception {
        Path damaged = copyOfTheFirst("damaged");
        Path cache = JavaRuntime.at(java()).cacheIn(damaged);
        assertThat(cache.toFile().setWritable(true)).isTrue();
        Files.write(cache, new byte[] {0}, StandardOpenOption.APPEND);

        assertThat(Run.of(start("check", damaged)))
                .isEqualTo(new Run(
                        1,
                        "Error: The cache in " + damaged + " was trained with a different version of "
                                + cache.getFileName()
                                + ": train it again\n"));
    }

    @Test
    void rejectsAFolderWithAFunction() throws Exception {
        assertThat(Run.of(start("train", first)))
                .isEqualTo(new Run(
                        1, "Error: " + first + " already contains a function: remove it, or name another folder\n"));
    }

    private static Path copyOfTheFirst(String name) throws IOException {
        Path copy = folder.resolve(name);
        try (Stream<Path> files = Files.walk(first)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(first.relativize(file).toString()));
            }
        }
        return copy;
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin/java");
    }

    private static Process start(String command, Path task) throws IOException {
        ProcessBuilder train = new ProcessBuilder("src/image/train", command, task.toString(), java().toString());
        train.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return train.redirectErrorStream(true).start();
    }

    /** The result of a run of the script. */
    private record Run(int exitCode, String output) {

        static Run of(Process script) throws IOException, InterruptedException {
            String output = new String(script.getInputStream().readAllBytes(), UTF_8);
            return new Run(script.waitFor(), output);
        }
    }
}
