package com.bbws.orders.dynamodb;

import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Limits the read capacity that a scan consumes per second: after a page that was read too fast, it waits. */
final class ReadRateLimiter {

    private static final double NANOS_PER_SECOND = 1e9;

    private final double unitsPerSecond;
    private final LongSupplier nanoTime;
    private final LongConsumer sleep;
    private long paidUntil;

    /** Starts to count now. A thread that is interrupted while it waits gets a {@link CancellationException}. */
    ReadRateLimiter(double unitsPerSecond) {
        this(unitsPerSecond, System::nanoTime, ReadRateLimiter::sleep);
    }

    /**
     * Starts to count now.
     *
     * @param unitsPerSecond the limit, in read capacity units
     * @param nanoTime a clock, in nanoseconds
     * @param sleep waits for a number of nanoseconds
     */
    ReadRateLimiter(double unitsPerSecond, LongSupplier nanoTime, LongConsumer sleep) {
        this.unitsPerSecond = unitsPerSecond;
        this.nanoTime = nanoTime;
        this.sleep = sleep;
        this.paidUntil = nanoTime.getAsLong();
    }

    /** Waits as long as the consumed units require. */
    void spend(double units) {
        long now = nanoTime.getAsLong();
        paidUntil = Math.max(paidUntil, now) + (long) (units / unitsPerSecond * NANOS_PER_SECOND);
        sleep.accept(paidUntil - now);
    }

    /** Returns the same pages; before each page it waits for the one before it. */
    Iterator<Paginator.Page> limiting(Iterator<Paginator.Page> pages) {
        return new Iterator<>() {
            private double consumed;

            @Override
            public boolean hasNext() {
                spend(consumed);
                consumed = 0;
                return pages.hasNext();
            }

            @Override
            public Paginator.Page next() {
                Paginator.Page page = pages.next();
                consumed = page.readUnits();
                return page;
            }
        };
    }

    private static void sleep(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the scan was interrupted");
        }
    }
}
