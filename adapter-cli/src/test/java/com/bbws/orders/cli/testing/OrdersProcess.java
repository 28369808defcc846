package com.bbws.orders.cli.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A running {@code orders.jar} whose output goes to files. */
public final class OrdersProcess {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int SIGINT = 2;

    private final Process process;
    private final Path out;
    private final Path err;

    private OrdersProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    public static OrdersProcess start(
            Path folder, TestTable table, URI endpoint, List<String> jvmFlags, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(command(jvmFlags));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(variables(table, endpoint));
        return new OrdersProcess(builder.start(), out, err);
    }

    public static List<String> command(List<String> jvmFlags) {
        return command("-XX:SharedArchiveFile=" + ClassArchive.FILE, jvmFlags);
    }

    private static List<String> command(String archive, List<String> jvmFlags) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                archive,
                "-Xlog:cds*=off",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(jvmFlags);
        command.addAll(
                List.of("-jar", Path.of("target/orders.jar").toAbsolutePath().toString()));
        return command;
    }

    /** The classes of a first start, as the launcher keeps them. The next starts need half the processor time. */
    private static final class ClassArchive {
        static final Path FILE = Path.of("target/orders.jsa").toAbsolutePath();

        static {
            List<String> make = new ArrayList<>(command("-XX:ArchiveClassesAtExit=" + FILE, List.of()));
            make.addAll(List.of("get", "none", "--tenant", "none"));
            ProcessBuilder builder = new ProcessBuilder(make).redirectErrorStream(true);
            builder.environment()
                    .putAll(variables(
                            TestTable.holding(), EmbeddedDynamoDb.shared().endpoint()));
            try {
                builder.start().getInputStream().readAllBytes();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    public static Map<String, String> variables(TestTable table, URI endpoint) {
        return Map.of(
                "AWS_ACCESS_KEY_ID",
                "local",
                "AWS_SECRET_ACCESS_KEY",
                "local",
                "AWS_ENDPOINT_URL_DYNAMODB",
                endpoint.toString(),
                "DYNAMODB_TABLE_NAME",
                table.name());
    }

    /** Sends Ctrl-C and returns when the program handles it. */
    public void interrupt() throws IOException, InterruptedException {
        Path proc = Path.of("/proc/" + process.pid());
        Path threads = proc.resolve("task");
        assumeTrue(Files.exists(threads), "need /proc");
        // A shell without job control starts background processes with SIGINT ignored, which children inherit.
        if (ignoresInterrupts(proc)) {
            process.destroyForcibly();
            abort("SIGINT is ignored: the tests run in the background of a script");
        }
        signal("INT");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && !hasThread(threads, "interruption")) {
            assertThat(System.nanoTime())
                    .as("the program does not receive Ctrl-C")
                    .isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** Returns whether the bit of SIGINT is set in the mask of ignored signals. */
    private static boolean ignoresInterrupts(Path proc) throws IOException {
        return Files.readAllLines(proc.resolve("status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1 << SIGINT - 1) != 0);
    }

    public void kill() throws IOException, InterruptedException {
        signal("KILL");
    }

    /** Waits for the end of the process. */
    public Run end() throws IOException, InterruptedException {
        return new Run(process.waitFor(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    private void signal(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static boolean hasThread(Path threads, String name) throws IOException {
        try (Stream<Path> tasks = Files.list(threads)) {
            return tasks.anyMatch(task -> name.equals(nameOf(task)));
        } catch (java.nio.file.NoSuchFileException ended) {
            return false;
        }
    }

    private static String nameOf(Path task) {
        try {
            return Files.readString(task.resolve("comm"), UTF_8).strip();
        } catch (IOException ended) {
            return "";
        }
    }
}
