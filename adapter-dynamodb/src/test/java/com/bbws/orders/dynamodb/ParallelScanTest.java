package com.bbws.orders.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** {@link DynamoDbOrderScannerTest} tests the scan of a table. */
@Isolated("sets the handler of uncaught exceptions")
class ParallelScanTest {

    private final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();

    @AfterEach
    void restore() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    /** An uncaught exception would print a stack trace. */
    @Test
    void endsItsThreadsWithoutAnExceptionIfItIsClosed() throws InterruptedException {
        Thread.setDefaultUncaughtExceptionHandler((thread, exception) -> uncaught.add(exception));
        SynchronousQueue<Thread> threads = new SynchronousQueue<>();

        ParallelScan scan = new ParallelScan(1, segment -> {
            try {
                threads.put(Thread.currentThread());
                new CountDownLatch(1).await();
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("the request was interrupted");
        });
        Thread thread = threads.take();
        scan.close();
        thread.join();

        assertThat(uncaught).isEmpty();
    }
}
