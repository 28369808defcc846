package com.bbws.orders.cli.process;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, seen early enough to bring what runs to a good end. The program ends only when this is closed, or after a
 * while: what runs is given some seconds to finish what it has begun, then it is cut short, then it is given up.
 */
public final class InterruptHandler implements AutoCloseable {

    /** Enough for a call that the database answers. */
    private static final int GRACE_SECONDS = 5;

    /** So often is a call cut short before it is given up: the SDK may take one interrupt for that of its own timeout. */
    private static final int CUTS = 200;

    private static final int MILLIS_BETWEEN_CUTS = 50;

    /** Lets a program hear of Ctrl-C. */
    public interface Source {
        /**
         * Starts to listen.
         *
         * @param onInterrupt runs once, when Ctrl-C is pressed; the program ends when it returns
         * @return stops listening
         */
        Runnable listen(Runnable onInterrupt);
    }

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Runnable cutShort;
    private final Runnable giveUp;
    private final Runnable stopListening;

    /**
     * Listens from now on.
     *
     * @param source where Ctrl-C comes from
     * @param cutShort what ends calls that take too long
     * @param giveUp what to do in the last moment, if not even that helps
     */
    public InterruptHandler(Source source, Runnable cutShort, Runnable giveUp) {
        this.cutShort = cutShort;
        this.giveUp = giveUp;
        this.stopListening = source.listen(this::interrupt);
    }

    /** Tells whether Ctrl-C was pressed: nothing new should be begun. */
    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Waits for so many nanoseconds, or until Ctrl-C is pressed. */
    public void pause(long nanos) {
        try {
            requested.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException cut) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says that all is done and told. */
    @Override
    public void close() {
        closed.countDown();
        stopListening.run();
    }

    private void interrupt() {
        requested.countDown();
        try {
            boolean isEnd = closed.await(GRACE_SECONDS, TimeUnit.SECONDS);
            for (int i = 0; i < CUTS && !isEnd; i++) {
                cutShort.run();
                isEnd = closed.await(MILLIS_BETWEEN_CUTS, TimeUnit.MILLISECONDS);
            }
            if (!isEnd) {
                giveUp.run();
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
