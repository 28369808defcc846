package com.bbws.orders.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, seen early enough to bring what runs to a good end. The program ends only when this is closed, or after a
 * while.
 */
final class Interruption implements AutoCloseable {

    /** Longer than any attempt to reach the database, and short enough for somebody who wants to be off. */
    private static final int PATIENCE_SECONDS = 10;

    /** Lets a program hear of Ctrl-C. */
    interface Source {
        /**
         * Starts to listen.
         *
         * @param onInterrupt runs once, when Ctrl-C is pressed; the program ends when it returns
         * @return stops listening
         */
        Runnable listen(Runnable onInterrupt);
    }

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Runnable onTimeout;
    private final Runnable stopListening;
    private volatile boolean requested;

    /**
     * Listens from now on.
     *
     * @param source where Ctrl-C comes from
     * @param onTimeout what to do if it was pressed, and what runs does not come to its end
     */
    Interruption(Source source, Runnable onTimeout) {
        this.onTimeout = onTimeout;
        this.stopListening = source.listen(this::interrupt);
    }

    /** Tells whether Ctrl-C was pressed: nothing new should be begun. */
    boolean isRequested() {
        return requested;
    }

    /** Says that all is done and told. */
    @Override
    public void close() {
        closed.countDown();
        stopListening.run();
    }

    private void interrupt() {
        requested = true;
        try {
            if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                onTimeout.run();
            }
        } catch (InterruptedException atOnce) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the source of this process: its shutdown, which Ctrl-C and the system's kind requests begin. */
    static Source ofThisProcess() {
        return onInterrupt -> {
            Thread hook = new Thread(onInterrupt, "interruption");
            Runtime.getRuntime().addShutdownHook(hook);
            return () -> {
                try {
                    Runtime.getRuntime().removeShutdownHook(hook);
                } catch (IllegalStateException underWay) {
                    // it runs already
                }
            };
        };
    }
}
