package com.bbws.orders.cli.command;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Limits the read capacity units per second by waiting. */
final class ReadRateLimiter {

    private static final double NANOS_OF_A_SECOND = 1e9;

    private final double unitsPerSecond;
    private final LongSupplier nanoTime;
    private final LongConsumer sleep;
    private long paidUntil;

    /**
     * Starts counting now.
     *
     * @param unitsPerSecond the limit
     * @param nanoTime a clock, in nanoseconds
     * @param sleep waits for so many nanoseconds
     */
    ReadRateLimiter(double unitsPerSecond, LongSupplier nanoTime, LongConsumer sleep) {
        this.unitsPerSecond = unitsPerSecond;
        this.nanoTime = nanoTime;
        this.sleep = sleep;
        this.paidUntil = nanoTime.getAsLong();
    }

    /** Returns when so many units may have been read. */
    void spend(double units) {
        long now = nanoTime.getAsLong();
        paidUntil = Math.max(paidUntil, now) + (long) (units / unitsPerSecond * NANOS_OF_A_SECOND);
        sleep.accept(paidUntil - now);
    }
}
