package com.bbws.orders.lambda.image;

import com.bbws.orders.lambda.testing.function.RuntimeInterfaceClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A function in its task folder, as a process that is started as the image starts it. */
public final class ImageFunction {

    private static final int ENDED_BY_SIGTERM = 128 + 15;

    /** A cache is written while the process ends. */
    private static final int PATIENCE_SECONDS = 300;

    private final Process process;
    private final Path output;

    /**
     * Starts it.
     *
     * @param handler the handler's class name
     * @param java what runs it
     * @param options what is said to the JVM beyond the folder's arguments
     * @param output where what it prints goes
     */
    public ImageFunction(
            ImageLayout task,
            String handler,
            JavaRuntime java,
            List<String> options,
            Map<String, String> environment,
            Path output)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(java.executable().toString());
        command.addAll(options);
        command.addAll(List.of("@" + task.arguments(), RuntimeInterfaceClient.MAIN, handler));
        ProcessBuilder function = new ProcessBuilder(command);
        function.environment().clear();
        function.environment().putAll(environment);
        this.output = output;
        this.process = function.directory(task.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** Returns what it printed so far. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    /**
     * Ends it as Lambda does, with SIGTERM: killed, it would leave no cache.
     *
     * @throws IllegalStateException if it does not end, or had ended before
     */
    public void end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The function does not end");
        }
        if (process.exitValue() != ENDED_BY_SIGTERM) {
            throw new IllegalStateException("The function ended by itself, with " + process.exitValue());
        }
    }

    /** Ends it at once, if it still runs. */
    public void kill() {
        process.destroyForcibly();
    }
}
