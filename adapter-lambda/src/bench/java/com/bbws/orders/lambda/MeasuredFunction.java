package com.bbws.orders.lambda;

import com.bbws.orders.lambda.testing.function.LambdaRuntimeApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A run of a function in a process of its own, with its own runtime API, and what the kernel has on its account. */
final class MeasuredFunction implements AutoCloseable {

    /** The kernel counts a process's time in these, on every Linux that matters. */
    private static final double TICKS_A_SECOND = 100;

    private final LambdaRuntimeApi lambda = new LambdaRuntimeApi();
    private final long startedNanos;
    private final Process process;

    /**
     * Starts it.
     *
     * @param command what starts it
     * @param environment its variables; the runtime API's address is added
     * @param output where what it prints goes
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

    /** Returns Lambda's side of it. */
    LambdaRuntimeApi lambda() {
        return lambda;
    }

    /** Returns the milliseconds since it was started. */
    double age() {
        return (System.nanoTime() - startedNanos) / 1e6;
    }

    /** Returns the seconds of cpu that it has used so far, by all its threads, in user space and in the kernel. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        // The name in parentheses may hold spaces; user and system time are the 14th and 15th field.
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(afterName[11]) + Long.parseLong(afterName[12])) / TICKS_A_SECOND;
    }

    /** Returns the most memory that it ever had at once, in MB. */
    double peakMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /** Ends it as Lambda does. */
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
