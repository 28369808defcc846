package com.bbws.orders.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.bbws.orders.cli.testing.Program;
import com.bbws.orders.cli.testing.Run;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code bin/orders} of the distribution as a process, in a directory whose name has a space. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class LauncherIT {

    private static final Path DISTRIBUTION = Path.of("target/orders-cli").toAbsolutePath();
    private static final Run VERSION = new Run(0, "orders " + System.getProperty("project.version") + "\n", "");

    /** No user can create a directory here. */
    private static final String NO_CACHE = "/dev/null/none";

    @TempDir
    private Path folder;

    private Path launcher;

    @BeforeEach
    void install() throws IOException {
        installIn("my tools");
    }

    private void installIn(String name) throws IOException {
        Path installed = folder.resolve(name);
        Files.createDirectories(installed.resolve("bin"));
        launcher = Files.copy(DISTRIBUTION.resolve("bin/orders"), installed.resolve("bin/orders"));
        Files.createDirectories(installed.resolve("lib"));
        Files.copy(DISTRIBUTION.resolve("lib/orders.jar"), installed.resolve("lib/orders.jar"));
    }

    @Test
    void startsTheProgram() throws Exception {
        assertThat(orders("--version").run()).isEqualTo(VERSION);
    }

    @Test
    void startsThroughLinksFromAnotherFolder() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("else where"));
        Files.createSymbolicLink(folder.resolve("first"), Path.of("my tools/bin/orders"));
        Path second = Files.createSymbolicLink(elsewhere.resolve("orders"), Path.of("../first"));

        assertThat(with(Program.of(second.toString(), "--version"))
                        .in(Path.of("/"))
                        .run())
                .isEqualTo(VERSION);
        assertThat(with(Program.of("./orders", "--version")).in(elsewhere).run())
                .isEqualTo(VERSION);
        assertThat(with(Program.of("sh", "-c", "orders --version"))
                        .with("PATH", elsewhere + File.pathSeparator + System.getenv("PATH"))
                        .run())
                .isEqualTo(VERSION);
    }

    @Test
    void passesArgumentsUnchanged() throws Exception {
        Path home = javaHome("release", "17.0.1", "printf '<%s>\\n' \"$@\"");
        String[] arguments = {"a  b", "", "it's", "\"c\"", "$HOME", "*", "\\", "@d", "-Dx=y", "--", "ä"};
        String shown =
                String.join("", Stream.of(arguments).map(a -> "<" + a + ">\n").toList());

        Run run = orders(arguments).with("ORDERS_JAVA_HOME", home).run();

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .endsWith("<-jar>\n<" + folder.toRealPath().resolve("my tools/lib/orders.jar") + ">\n" + shown);
    }

    @Test
    void returnsTheExitCodeAndMessageOfTheProgram() throws Exception {
        assertThat(orders("no  such", "").run())
                .isEqualTo(new Run(
                        2, "", "Error: Unknown command: no  such\nUse 'orders --help' for more information.\n"));
        assertThat(orders("get", "").run().err()).startsWith("Error: ORDER_ID must be 1 to ");
    }

    @Test
    void usesTheSelectedJava() throws Exception {
        Path own = javaHome("own", "17.0.1", "echo own");
        Path usual = javaHome("usual", "21", "echo usual");
        String path =
                javaHome("path", "25.0.1", "echo path").resolve("bin") + File.pathSeparator + System.getenv("PATH");
        Program plain =
                Program.of(launcher.toString()).with("XDG_CACHE_HOME", NO_CACHE).with("PATH", path);

        assertThat(plain.run()).isEqualTo(new Run(0, "path\n", ""));
        assertThat(plain.with("JAVA_HOME", usual).run()).isEqualTo(new Run(0, "usual\n", ""));
        assertThat(plain.with("JAVA_HOME", usual).with("ORDERS_JAVA_HOME", own).run())
                .isEqualTo(new Run(0, "own\n", ""));
    }

    @Test
    void reportsThatJavaIsMissing() throws Exception {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : List.of("dirname", "readlink")) {
            executable(tools.resolve(tool), "exec " + installed(tool) + " \"$@\"");
        }

        assertThat(Program.of(launcher.toString(), "--version")
                        .with("PATH", tools)
                        .run())
                .isEqualTo(new Run(
                        127,
                        "",
                        "Error: Java not found on the PATH. Install Java 17 or later,"
                                + " or set ORDERS_JAVA_HOME to its directory.\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_HOME", "ORDERS_JAVA_HOME"})
    void reportsThatTheSelectedJavaIsMissing(String variable) throws Exception {
        Run run = Program.of(launcher.toString(), "--version")
                .with(variable, "/no where")
                .run();

        assertThat(run.exitCode()).isEqualTo(127);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("Error: " + variable + " is /no where, which has no bin/java. ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_402", "11.0.2", "16"})
    void reportsThatJavaIsTooOld(String version) throws Exception {
        Path home = javaHome("old", version, "echo started");

        Run run = orders("--version").with("ORDERS_JAVA_HOME", home).run();

        assertThat(run)
                .isEqualTo(
                        new Run(
                                127,
                                "",
                                "Error: " + home + "/bin/java is Java " + version
                                        + ", which is too old. Install Java 17 or later, or set ORDERS_JAVA_HOME to its directory.\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "'openjdk version \"21.0.1\" 2023-10-17', 0",
        "'java version \"17\"', 0",
        "'openjdk version \"11.0.2\"', 127",
        "unknown, 127"
    })
    void runsJavaForItsVersionWithoutAReleaseFile(String answer, int exitCode) throws Exception {
        Path home = javaHome("plain", "", "[ \"$1\" != -version ] || echo '" + answer + "' >&2");
        Files.delete(home.resolve("release"));

        assertThat(orders("--version").with("ORDERS_JAVA_HOME", home).run().exitCode())
                .isEqualTo(exitCode);
    }

    @Test
    void reportsThatTheJarIsMissing() throws Exception {
        Path alone = Files.copy(launcher, folder.resolve("orders"));

        Run run = with(Program.of(alone.toString(), "--version")).run();

        assertThat(run.exitCode()).isEqualTo(127);
        assertThat(run.err()).startsWith("Error: ../lib/orders.jar not found next to " + alone);
    }

    @Test
    void startsWithoutACacheDirectory() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        Path readOnly = Files.createDirectory(
                folder.resolve("read only"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        Program program = Program.of(launcher.toString(), "--version").with("ORDERS_JAVA_HOME", thisJava());

        assertThat(program.runWithAllThatItStarts()).isEqualTo(VERSION);
        assertThat(program.with("HOME", "relative").runWithAllThatItStarts()).isEqualTo(VERSION);
        assertThat(program.with("XDG_CACHE_HOME", file).runWithAllThatItStarts())
                .isEqualTo(VERSION);
        assertThat(program.with("XDG_CACHE_HOME", readOnly).runWithAllThatItStarts())
                .isEqualTo(VERSION);
        assertThat(folder.resolve("relative")).doesNotExist();
    }

    @Test
    void usesTheArchiveOfTheFirstStart() throws Exception {
        requireArchives();
        Path cache = folder.resolve("my cache");
        Program program = orders("--version").with("XDG_CACHE_HOME", cache);

        assertThat(program.runWithAllThatItStarts()).isEqualTo(VERSION);

        Path archive = onlyArchive(cache);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
                .isEqualTo("rwx------");
        assertThat(program.runWithAllThatItStarts()).isEqualTo(VERSION);
        assertThat(archivedClasses(program)).isNotEmpty();
        assertThat(onlyArchive(cache)).isEqualTo(archive);
    }

    @Test
    @EnabledIfSystemProperty(named = "tests.exhaustive", matches = "true", disabledReason = "need -Pexhaustive")
    void replacesADamagedArchive() throws Exception {
        requireArchives();
        Path cache = folder.resolve("my cache");
        Program program = orders("--version").with("XDG_CACHE_HOME", cache);
        program.runWithAllThatItStarts();
        for (String damage : List.of("truncated", "overwritten", "missing", "without checksum")) {
            Path classes = onlyArchive(cache).resolve("classes");
            assertThat(classes.toFile().setWritable(true)).isTrue();
            try (RandomAccessFile file = new RandomAccessFile(classes.toFile(), "rw")) {
                switch (damage) {
                    case "truncated" -> file.setLength(file.length() / 2);
                    case "overwritten" -> {
                        file.seek(file.length() / 2);
                        file.write(new byte[100_000]);
                    }
                    case "missing" -> Files.delete(classes);
                    default -> Files.delete(classes.resolveSibling("checksum"));
                }
            }

            assertThat(program.runWithAllThatItStarts()).as(damage).isEqualTo(VERSION);

            assertThat(archivedClasses(program)).as(damage).isNotEmpty();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "tests.exhaustive", matches = "true", disabledReason = "need -Pexhaustive")
    void createsOneArchiveIfSeveralProcessesStart() throws Exception {
        requireArchives();
        Path cache = folder.resolve("my cache");
        Program program = orders("--version").with("XDG_CACHE_HOME", cache);
        ExecutorService starters = Executors.newFixedThreadPool(3);
        try {
            List<Future<Run>> runs = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                runs.add(starters.submit(program::runWithAllThatItStarts));
            }
            for (Future<Run> run : runs) {
                assertThat(run.get()).isEqualTo(VERSION);
            }
        } finally {
            starters.shutdown();
        }

        onlyArchive(cache);
        assertThat(archivedClasses(program)).isNotEmpty();
    }

    @Test
    void triesOnlyOnceIfJavaCannotCreateAnArchive() throws Exception {
        Path starts = folder.resolve("starts");
        Path home = javaHome("other", "17.0.1", "echo started >>'" + starts + "'");
        Program program =
                orders("--version").with("ORDERS_JAVA_HOME", home).with("XDG_CACHE_HOME", folder.resolve("cache"));

        program.runWithAllThatItStarts();
        assertThat(starts).content().hasLineCount(2);

        program.runWithAllThatItStarts();
        assertThat(starts).content().hasLineCount(3);
    }

    private Program orders(String... arguments) {
        return with(Program.of(Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments))
                .toArray(String[]::new)));
    }

    /** Runs the launcher with the Java of this test. */
    private static Program with(Program program) {
        return program.with("ORDERS_JAVA_HOME", thisJava()).with("XDG_CACHE_HOME", NO_CACHE);
    }

    private static String thisJava() {
        return System.getProperty("java.home");
    }

    private static Path installed(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    /** Creates a Java home of a version whose {@code bin/java} is a script. */
    private Path javaHome(String name, String version, String script) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Example\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(home.resolve("bin/java"), script);
        return home;
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void requireArchives() throws IOException {
        assumeTrue(
                Files.exists(Path.of(thisJava(), "lib/server/classes.jsa")),
                "need a Java with a class archive (lib/server/classes.jsa)");
        // Java 17 archives no class of a jar in a directory whose name has a space.
        installIn("tools");
    }

    private static Path onlyArchive(Path cache) throws IOException {
        try (Stream<Path> files = Files.list(cache.resolve("orders"))) {
            List<Path> found = files.toList();
            assertThat(found)
                    .singleElement()
                    .satisfies(archive -> assertThat(archive).isDirectoryContaining("glob:**/classes"));
            return found.get(0);
        }
    }

    /** Returns the JVM's log of classes of this program that come from the archive. */
    private List<String> archivedClasses(Program program) throws IOException, InterruptedException {
        Path log = folder.resolve("classes.log");
        program.with("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=\"" + log + "\"")
                .run();
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains(" com.bbws.orders.") && line.contains("source: shared objects file"))
                .toList();
    }
}
