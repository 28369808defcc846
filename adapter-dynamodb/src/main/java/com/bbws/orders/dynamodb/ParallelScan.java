package com.bbws.orders.dynamodb;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Reads the segments of a table at the same time, and hands their pages to one listener, one after the other.
 *
 * @param <P> what a page is for the listener
 */
final class ParallelScan<P> {

    private final Consumer<P> pages;
    private boolean ended;

    private ParallelScan(Consumer<P> pages) {
        this.pages = pages;
    }

    /**
     * Returns when all is read, or throws what the first failure was; from then on the listener hears nothing more.
     *
     * @param segments how many segments there are, each read by a thread of its own
     * @param pages the listener
     * @param reading reads a segment, by its number from 0 on
     */
    static <P> void run(int segments, Consumer<P> pages, IntFunction<Stream<P>> reading) {
        ParallelScan<P> scan = new ParallelScan<>(pages);
        ExecutorService threads = Executors.newFixedThreadPool(segments);
        try {
            CompletionService<Void> running = new ExecutorCompletionService<>(threads);
            for (int i = 0; i < segments; i++) {
                int segment = i;
                running.submit(() -> reading.apply(segment).forEach(scan::accept), null);
            }
            for (int i = 0; i < segments; i++) {
                running.take().get();
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failed.getCause(); // a segment throws nothing that is checked
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the scan was interrupted");
        } finally {
            scan.end();
            threads.shutdownNow();
        }
    }

    private synchronized void accept(P page) {
        if (ended) {
            throw new CancellationException("the scan has ended");
        }
        pages.accept(page);
    }

    private synchronized void end() {
        ended = true;
    }
}
