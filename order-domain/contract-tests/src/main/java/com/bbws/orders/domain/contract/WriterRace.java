package com.bbws.orders.domain.contract;

import static com.bbws.orders.domain.contract.SampleOrders.NOON;
import static com.bbws.orders.domain.contract.SampleOrders.aPayment;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many writers that change one order again and again, each on the version that it has read. Tokens only grow, so a version is
 * replaced at most once. If two writes of the same version are accepted, the check and the write of the store are not atomic.
 *
 * <p>The writers do not meet at a point between check and write, which no store offers. They write so often that they meet there
 * by chance: a slow store has a long gap, and a fast store many writes. On one busy core too, a writer is sometimes interrupted
 * in the gap, and the others go on meanwhile.
 */
final class WriterRace {

    /** More than a machine has cores for, so that a writer is also interrupted between check and write. */
    private static final int WRITERS = 4;

    private static final int MIN_WRITES = 100;

    /** A map in memory that checks and then writes is found after some thousand writes, on busy cores too. */
    private static final int MAX_WRITES = 50_000;

    /** How long all writes of a race take one after the other, if each is as fast as the fastest. */
    private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private final OrderRepository orders;
    private final OrderKey key;
    private final CyclicBarrier start = new CyclicBarrier(WRITERS);
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicLong fastest = new AtomicLong(Long.MAX_VALUE);
    private final Set<LockToken> replaced = ConcurrentHashMap.newKeySet();
    private final Set<LockToken> replacedTwice = ConcurrentHashMap.newKeySet();

    /**
     * Prepares a race.
     *
     * @param key an order that takes payment details and has none
     */
    WriterRace(OrderRepository orders, OrderKey key) {
        this.orders = orders;
        this.key = key;
    }

    /** Runs the race, and fails if the store accepts two writes of the same version. */
    void run() throws Exception {
        List<Callable<Void>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(writer("writer-" + i));
        }
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
        try {
            for (Future<Void> writer : pool.invokeAll(writers)) {
                writer.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(replacedTwice)
                .as("versions that two accepted writes have replaced, of %d writes", writes.get())
                .isEmpty();
        assertThat(replaced).as("versions that a write has replaced").isNotEmpty();
    }

    private Callable<Void> writer(String name) {
        Actor actor = new Actor(name);
        List<OrderUpdate> payments =
                List.of(OrderUpdate.with(aPayment(name + "-a")), OrderUpdate.with(aPayment(name + "-b")));
        return () -> {
            start.await();
            for (int i = 0; replacedTwice.isEmpty() && goesOn(); i++) {
                long begin = System.nanoTime();
                Order read = orders.find(key).orElseThrow();
                read.update(payments.get(i % 2), actor, new UpdateId(name + "-" + i), NOON)
                        .filter(this::isAccepted)
                        .flatMap(change -> read.lockToken())
                        .filter(version -> !replaced.add(version))
                        .ifPresent(replacedTwice::add);
                fastest.accumulateAndGet(System.nanoTime() - begin, Math::min);
            }
            return null;
        };
    }

    /** The number of writes depends on the speed of the store, and not on what else the machine does. */
    private boolean goesOn() {
        long most = Math.min(MAX_WRITES, NANOS / Math.max(1, fastest.get()));
        return writes.incrementAndGet() <= Math.max(MIN_WRITES, most);
    }

    private boolean isAccepted(OrderChange change) {
        try {
            orders.apply(change);
            return true;
        } catch (OrderException.Conflict | StoreException.Unavailable lost) {
            return false;
        }
    }
}
