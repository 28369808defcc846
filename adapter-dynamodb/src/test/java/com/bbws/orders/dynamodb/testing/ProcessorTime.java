package com.bbws.orders.dynamodb.testing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Limits the processor time of a computation in its thread. Unlike elapsed time, processor time does not depend on the load
 * of the machine.
 */
public final class ProcessorTime {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ProcessorTime() {}

    /**
     * Runs a computation in this thread.
     *
     * @param limit the maximum processor time
     * @param computation the computation
     * @return its result
     * @throws AssertionError if the computation exceeds the limit
     * @throws UnsupportedOperationException if this JVM does not measure processor time
     */
    public static <T> T limit(Duration limit, Supplier<T> computation) {
        long before = THREADS.getCurrentThreadCpuTime();
        if (before < 0) {
            throw new UnsupportedOperationException("this JVM does not measure processor time");
        }
        T result = computation.get();
        Duration spent = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - before);
        if (spent.compareTo(limit) > 0) {
            throw new AssertionError("The computation took " + spent.toMillis() + " ms of processor time, the limit is "
                    + limit.toMillis() + " ms");
        }
        return result;
    }
}
