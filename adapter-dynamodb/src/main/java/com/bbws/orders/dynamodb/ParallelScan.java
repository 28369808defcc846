package com.bbws.orders.dynamodb;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Reads the segments of a table in parallel. One thread iterates over their pages; a segment reads at most one page ahead.
 */
final class ParallelScan implements Iterator<Paginator.Page>, AutoCloseable {

    /** The output of a segment: a page, or a failure that ends the scan; with neither, the end of the segment. */
    private record Part(Optional<Paginator.Page> page, Optional<Throwable> failure) {}

    private final BlockingQueue<Part> parts = new SynchronousQueue<>();
    private final ExecutorService threads;
    private int openSegments;
    private Optional<Paginator.Page> next = Optional.empty();

    /**
     * Starts to read.
     *
     * @param segments the number of segments, each read by one thread
     * @param reading returns the pages of a segment by its number, which starts at 0
     */
    ParallelScan(int segments, IntFunction<Stream<Paginator.Page>> reading) {
        openSegments = segments;
        threads = Executors.newFixedThreadPool(segments);
        for (int i = 0; i < segments; i++) {
            int segment = i;
            threads.execute(() -> read(segment, reading));
        }
    }

    private void read(int segment, IntFunction<Stream<Paginator.Page>> reading) {
        try {
            handOver(lastPart(segment, reading));
        } catch (CancellationException closed) {
            // The scan needs no more pages.
        }
    }

    /** Queues the pages of a segment. Returns the part that follows them: the failure, or the end of the segment. */
    private Part lastPart(int segment, IntFunction<Stream<Paginator.Page>> reading) {
        try {
            reading.apply(segment).forEach(page -> handOver(new Part(Optional.of(page), Optional.empty())));
            return new Part(Optional.empty(), Optional.empty());
        } catch (CancellationException closed) {
            throw closed;
        } catch (RuntimeException | Error failure) {
            return new Part(Optional.empty(), Optional.of(failure));
        }
    }

    private void handOver(Part part) {
        try {
            parts.put(part);
        } catch (InterruptedException closed) {
            throw new CancellationException("the scan is closed");
        }
    }

    /**
     * Returns whether another page follows; waits for it.
     *
     * @throws CancellationException if the thread is interrupted
     */
    @Override
    public boolean hasNext() {
        while (next.isEmpty() && openSegments > 0) {
            Part part = take();
            part.failure().ifPresent(failure -> {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failure;
            });
            next = part.page();
            if (next.isEmpty()) {
                openSegments--;
            }
        }
        return next.isPresent();
    }

    private Part take() {
        try {
            return parts.take();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the scan was interrupted");
        }
    }

    @Override
    public Paginator.Page next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Paginator.Page page = next.orElseThrow();
        next = Optional.empty();
        return page;
    }

    /** Stops the threads; no page is read after the current ones. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
