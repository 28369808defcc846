package com.bbws.orders.cli.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Handles Ctrl-C so that running work can finish cleanly. After Ctrl-C the program ends when this handler is closed. If
 * that takes longer than the grace period, running calls are interrupted; if they do not end, the program ends without them.
 */
public final class InterruptHandler implements AutoCloseable {

    /** One interrupt may not be enough: the SDK can mistake it for its own timeout. */
    private static final int MAX_INTERRUPTS = 200;

    private static final int MILLIS_BETWEEN_INTERRUPTS = 50;

    /** A source of Ctrl-C events. */
    public interface Source {
        /**
         * Starts to listen.
         *
         * @param onInterrupt runs once, when Ctrl-C is pressed; the program ends when it returns
         * @return an action that stops listening
         */
        Runnable listen(Runnable onInterrupt);
    }

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Duration grace;
    private final Runnable interruptCalls;
    private final Runnable onGiveUp;
    private final Runnable stopListening;

    /**
     * Starts to listen.
     *
     * @param source the source of Ctrl-C
     * @param grace the time for running work to finish after Ctrl-C
     * @param interruptCalls interrupts calls that take longer
     * @param onGiveUp runs as the last action if the work does not end
     */
    public InterruptHandler(Source source, Duration grace, Runnable interruptCalls, Runnable onGiveUp) {
        this.grace = grace;
        this.interruptCalls = interruptCalls;
        this.onGiveUp = onGiveUp;
        this.stopListening = source.listen(this::interrupt);
    }

    /** Returns whether Ctrl-C was pressed. No new work should start then. */
    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Declares the work finished and its results reported. */
    @Override
    public void close() {
        closed.countDown();
        stopListening.run();
    }

    private void interrupt() {
        requested.countDown();
        try {
            boolean isClosed = closed.await(grace.toMillis(), TimeUnit.MILLISECONDS);
            for (int i = 0; i < MAX_INTERRUPTS && !isClosed; i++) {
                interruptCalls.run();
                isClosed = closed.await(MILLIS_BETWEEN_INTERRUPTS, TimeUnit.MILLISECONDS);
            }
            if (!isClosed) {
                onGiveUp.run();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the source of this process: the shutdown of the JVM, on SIGINT and SIGTERM. */
    static Source ofThisProcess() {
        return onInterrupt -> {
            Thread hook = new Thread(onInterrupt, "interruption");
            Runtime.getRuntime().addShutdownHook(hook);
            return () -> {
                try {
                    Runtime.getRuntime().removeShutdownHook(hook);
                } catch (IllegalStateException shutdown) {
                    // the hook is already running
                }
            };
        };
    }
}
