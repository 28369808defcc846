package com.bbws.orders.lambda.image;

import com.bbws.orders.lambda.testing.function.RuntimeInterfaceClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The process of a function that is started from its task folder in the same way as in the image. */
public final class ImageFunction {

    private static final int ENDED_BY_SIGTERM = 128 + 15;

    /** The JVM writes the cache while the process ends. */
    private static final int PATIENCE_SECONDS = 300;

    private final Process process;
    private final Path output;

    /**
     * Starts the function.
     *
     * @param handler the class name of the handler
     * @param java the Java that runs it
     * @param options options for the JVM in addition to the arguments in the folder
     * @param output the file for its output
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

    /** Returns the output so far. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    /**
     * Ends the function with SIGTERM, as Lambda does: a killed process writes no cache.
     *
     * @throws IllegalStateException if the function does not end, or has already ended
     */
    public void end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The function does not end");
        }
        if (process.exitValue() != ENDED_BY_SIGTERM) {
            throw new IllegalStateException("The function ended by itself with exit code " + process.exitValue());
        }
    }

    /** Kills the process if it is still running. */
    public void kill() {
        process.destroyForcibly();
    }
}
