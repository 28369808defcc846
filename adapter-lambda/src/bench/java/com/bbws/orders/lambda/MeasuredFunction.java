package com.bbws.orders.lambda;

import com.bbws.orders.lambda.testing.function.LambdaRuntimeApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A function in a separate process with its own runtime API, and the resources that the process uses. */
final class MeasuredFunction implements AutoCloseable {

    /** The unit of processor times in {@code /proc} on Linux. */
    private static final double TICKS_A_SECOND = 100;

    private final LambdaRuntimeApi lambda = new LambdaRuntimeApi();
    private final long startedNanos;
    private final Process process;

    /**
     * Starts the function.
     *
     * @param command the command that starts it
     * @param environment its variables, to which the address of the runtime API is added
     * @param output the file for its output
     */
    MeasuredFunction(List<String> command, Map<String, String> environment, Path output) throws IOException {
        ProcessBuilder function = new ProcessBuilder(command);
        function.environment().clear();
        function.environment().putAll(environment);
        function.environment().put("AWS_LAMBDA_RUNTIME_API", lambda.address());
        function.redirectErrorStream(true).redirectOutput(output.toFile());
        startedNanos = System.nanoTime();
        process = function.start();
    }

    /** Returns the id of the process. */
    long pid() {
        return process.pid();
    }

    /** Returns the runtime API of the function. */
    LambdaRuntimeApi lambda() {
        return lambda;
    }

    /** Returns the milliseconds since the start. */
    double age() {
        return (System.nanoTime() - startedNanos) / 1e6;
    }

    /** Returns the processor seconds of all threads so far, in user space and in the kernel. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        // The name in parentheses may contain spaces; user and system time are fields 14 and 15.
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(afterName[11]) + Long.parseLong(afterName[12])) / TICKS_A_SECOND;
    }

    /** Returns the maximum memory of the process in MB. */
    double peakMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /** Ends the function with SIGTERM, as Lambda does. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        lambda.close();
    }
}
