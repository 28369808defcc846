package com.bbws.orders.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A pseudo-terminal in which {@code orders} runs, and a person who types when they have seen what they wait for. */
final class TerminalSession implements AutoCloseable {

    /** What a terminal makes an interrupt of. */
    private static final String CTRL_C = "\u0003";

    private final Process process;
    private final StringBuilder printed = new StringBuilder();

    private TerminalSession(Process process) {
        this.process = process;
    }

    /**
     * Opens a terminal.
     *
     * @param folder where its commands run
     * @param table the table that {@code orders} knows
     * @param endpoint the way to it
     * @param columns how wide the terminal is
     * @param commands what a shell runs there; its exit code is the last one's
     */
    static TerminalSession start(Path folder, TestTable table, URI endpoint, int columns, String commands)
            throws IOException {
        assumeThat(Files.isRegularFile(Path.of("/proc/version")) && Program.isInstalled("script"))
                .as("only Linux with util-linux's script can make a terminal here")
                .isTrue();
        // The shell outlives an interrupt, so that the exit code is the program's.
        Path script = Files.writeString(Files.createTempFile(folder, "session", ".sh"), """
                trap : INT
                orders() { %s "$@"; }
                stty cols %d
                %s
                """.formatted(
                        String.join(" ", OrdersProcess.command(List.of())), columns, commands));
        ProcessBuilder builder = new ProcessBuilder("script", "-qefc", "sh " + script, "/dev/null")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(OrdersProcess.variables(table, endpoint));
        builder.environment().remove("NO_COLOR");
        return new TerminalSession(builder.start());
    }

    /** Returns when this has been printed. */
    TerminalSession await(String text) throws IOException {
        InputStream out = process.getInputStream();
        int from = printed.length();
        while (printed.indexOf(text, from) < 0) {
            int next = out.read();
            assertThat(next).as("the end of " + printed).isNotNegative();
            printed.append((char) next);
        }
        return this;
    }

    TerminalSession type(String keys) throws IOException {
        process.getOutputStream().write(keys.getBytes(UTF_8));
        process.getOutputStream().flush();
        return this;
    }

    /** Presses Ctrl-C. */
    TerminalSession interrupt() throws IOException {
        return type(CTRL_C);
    }

    /** Presses Ctrl-C, and returns when the program has noticed that it should come to a good end. */
    TerminalSession interruptBatch() throws IOException {
        interrupt();
        while (process.isAlive() && process.descendants().noneMatch(TerminalSession::isInterrupted)) {
            Thread.onSpinWait();
        }
        return this;
    }

    private static boolean isInterrupted(ProcessHandle program) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + program.pid() + "/task"))) {
            return threads.anyMatch(TerminalSession::isInterruption);
        } catch (IOException ended) {
            return false;
        }
    }

    private static boolean isInterruption(Path thread) {
        try {
            return Files.readString(thread.resolve("comm"), UTF_8).strip().equals("interruption");
        } catch (IOException ended) {
            return false;
        }
    }

    /** Waits for the end of its commands; both of their outputs are what the terminal was sent. */
    Run end() throws IOException, InterruptedException {
        String rest = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Run(process.waitFor(), printed + rest, "");
    }

    /** Ends what still runs, as after a test that failed. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
