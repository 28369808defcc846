package com.bbws.orders.lambda.testing.concurrency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs clients at the same time, but lets only one of their requests to the database go on at any moment: which one, chance
 * decides, and the same seed decides the same. So every interleaving of reads and writes can come up, and none of them is
 * lost when a test has found it.
 *
 * <p>A client that waits for more than its turn, because it gave a request up, has several requests here; each goes on when
 * it is chosen.
 */
public final class InterleavingScheduler {

    /** Far more than a step takes; who waits longer waits for ever. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** One that waited for so many steps is next: it has a timeout of its own. */
    private static final int MAX_STEPS_WAITED = 10;

    private final Random chance;
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Turn> waiting = new ArrayList<>();
    private final List<Runnable> inFlight = new ArrayList<>();
    private int ended;
    private long steps;

    /** One request that waits for its turn. */
    private static final class Turn {
        private final int client;
        private final long since;
        private boolean hasCome;

        private Turn(int client, long since) {
            this.client = client;
            this.since = since;
        }
    }

    /**
     * Makes one.
     *
     * @param chance decides; nobody else may ask it while clients run
     */
    public InterleavingScheduler(Random chance) {
        this.chance = chance;
    }

    /** Returns how many requests have gone on so far: the only time that passes here. */
    public long steps() {
        lock.lock();
        try {
            return steps;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it is this client's turn. */
    public void await(int client) {
        lock.lock();
        try {
            Turn turn = new Turn(client, steps);
            waiting.add(turn);
            changed.signalAll();
            while (!turn.hasCome) {
                await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Has something happen at a later step, as a request arrives that is long under way. */
    public void later(Runnable arrival) {
        lock.lock();
        try {
            inFlight.add(arrival);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs clients to their end, and whatever is under way then.
     *
     * @param clients what they do; the number of each is its place in this list
     */
    public void run(List<Runnable> clients) {
        for (int i = 0; i < clients.size(); i++) {
            Runnable client = clients.get(i);
            Thread thread = new Thread(() -> {
                try {
                    client.run();
                } finally {
                    end();
                }
            });
            thread.setDaemon(true);
            thread.start();
            // One after the other, so that they come to their first requests in the same order each time.
            awaitAll(i + 1);
        }
        while (true) {
            awaitAll(clients.size());
            if (!step()) {
                return;
            }
        }
    }

    private void end() {
        lock.lock();
        try {
            ended++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until each of the clients that have started waits for its turn or has ended. */
    private void awaitAll(int started) {
        lock.lock();
        try {
            while (waiting.stream().map(turn -> turn.client).distinct().count() + ended < started) {
                await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets one go on, or one arrive that is under way; tells whether there was any. */
    private boolean step() {
        Runnable arrival;
        lock.lock();
        try {
            if (waiting.isEmpty() && inFlight.isEmpty()) {
                return false;
            }
            steps++;
            int choice = chance.nextInt(waiting.size() + inFlight.size());
            if (choice < waiting.size()) {
                Turn next = waiting.get(0).since + MAX_STEPS_WAITED < steps ? waiting.get(0) : waiting.get(choice);
                waiting.remove(next);
                next.hasCome = true;
                changed.signalAll();
                return true;
            }
            arrival = inFlight.remove(choice - waiting.size());
        } finally {
            lock.unlock();
        }
        arrival.run();
        return true;
    }

    private void await() {
        try {
            if (!changed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("a client neither ends nor comes back");
            }
        } catch (InterruptedException cut) {
            throw new IllegalStateException("interrupted", cut);
        }
    }
}
