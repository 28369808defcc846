package com.bbws.orders.lambda.testing.concurrency;

import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.PaymentDetails;
import com.bbws.orders.domain.PaymentField;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.contract.InMemoryOrders;
import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Simulates many writers of one order in virtual time, and counts how many of their requests lose the race. Each request has
 * the three steps of the use case: find, decide and apply, with the real domain and an in-memory store. Other writers may
 * write between the second and the third step.
 */
public final class ConflictSimulation {

    private final InMemoryOrders orders = new InMemoryOrders();
    private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingDouble(Event::seconds));
    private final Random chance;
    private final double thinkSeconds;
    private final double windowSeconds;
    private int written;
    private int lost;

    private record Event(double seconds, Runnable what) {}

    private ConflictSimulation(long seed, int writers, double thinkSeconds, double windowSeconds) {
        this.chance = new Random(seed);
        this.thinkSeconds = thinkSeconds;
        this.windowSeconds = windowSeconds;
        orders.put(anOrder(KEY, OrderStatus.PAID).build());
        for (int i = 0; i < writers; i++) {
            think(0);
        }
    }

    /**
     * Returns the share of requests that lose the race.
     *
     * @param seed the seed of all random numbers
     * @param writers the number of writers
     * @param thinkSeconds the mean time between two requests of a writer, exponentially distributed
     * @param windowSeconds the time between the read and the write of a request
     * @param requests the number of requests to simulate
     */
    public static double lostShare(long seed, int writers, double thinkSeconds, double windowSeconds, int requests) {
        ConflictSimulation simulation = new ConflictSimulation(seed, writers, thinkSeconds, windowSeconds);
        while (simulation.written + simulation.lost < requests) {
            simulation.events.remove().what().run();
        }
        return (double) simulation.lost / requests;
    }

    /**
     * Returns the expected share. After each successful write, the next request that reads succeeds one window later; all other
     * requests that read within this window lose. So of the requests between two successes, which are one plus those that
     * arrive within a window, all but one lose.
     */
    public static double expectedShare(int writers, double thinkSeconds, double windowSeconds) {
        double inAWindow = (writers - 1) * windowSeconds / (thinkSeconds + windowSeconds);
        return inAWindow / (1 + inAWindow);
    }

    /** Prints a table of shares. */
    public static void print() {
        System.out.println("| writers | each writes every | between read and write | lost | expected |");
        System.out.println("| ---: | ---: | ---: | ---: | ---: |");
        for (double thinkSeconds : new double[] {60, 10, 1}) {
            for (double windowSeconds : new double[] {0.01, 0.1}) {
                for (int writers : new int[] {2, 10, 50}) {
                    System.out.printf(
                            "| %d | %.0f s | %.0f ms | %.2f %% | %.2f %% |%n",
                            writers,
                            thinkSeconds,
                            windowSeconds * 1_000,
                            100 * lostShare(1, writers, thinkSeconds, windowSeconds, 200_000),
                            100 * expectedShare(writers, thinkSeconds, windowSeconds));
                }
            }
        }
    }

    private void think(double now) {
        double seconds = now - thinkSeconds * Math.log(1 - chance.nextDouble());
        events.add(new Event(seconds, () -> decide(seconds)));
    }

    private void decide(double now) {
        Order found = orders.find(KEY).orElseThrow();
        // New details each time, so that every request is an update.
        PaymentDetails details = PaymentDetails.of(Map.of(PaymentField.TRANSACTION_ID, "txn-" + chance.nextLong()));
        OrderChange change = found.update(
                        OrderUpdate.to(OrderStatus.PAID, details),
                        new Actor("writer"),
                        UpdateId.random(),
                        NOON.plusNanos((long) (now * 1e9)))
                .orElseThrow();
        double seconds = now + windowSeconds;
        events.add(new Event(seconds, () -> apply(change, seconds)));
    }

    private void apply(OrderChange change, double now) {
        try {
            orders.apply(change);
            written++;
        } catch (OrderException.Conflict raceLost) {
            lost++;
        }
        think(now);
    }
}
