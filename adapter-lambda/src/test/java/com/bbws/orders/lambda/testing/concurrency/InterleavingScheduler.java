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
 * Runs clients at the same time, but lets only one of their requests to the database proceed at a time. A random number decides
 * which one, so every interleaving of reads and writes is possible, and the same seed repeats it.
 *
 * <p>A client that timed out and sent its request again has several requests here; each proceeds when it is chosen.
 */
public final class InterleavingScheduler {

    /** Much longer than a step takes; ends a test that hangs. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** A request that waited for this number of steps is next, because its client has a timeout. */
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
     * Creates a scheduler.
     *
     * @param chance chooses the next request; not used elsewhere while clients run
     */
    public InterleavingScheduler(Random chance) {
        this.chance = chance;
    }

    /** Returns the number of requests that have proceeded so far, which is the virtual time. */
    public long steps() {
        lock.lock();
        try {
            return steps;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the turn of this client. */
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

    /** Schedules an action for a later step, such as the arrival of a delayed request. */
    public void later(Runnable arrival) {
        lock.lock();
        try {
            inFlight.add(arrival);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs clients to their end, then the remaining delayed actions.
     *
     * @param clients the actions of the clients; the number of a client is its index
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
            // One after the other, so that their first requests always have the same order.
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

    /** Waits until each started client waits for its turn or has ended. */
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

    /** Lets one request proceed or one delayed action run; returns whether one existed. */
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
                throw new IllegalStateException("A client neither ends nor sends a request");
            }
        } catch (InterruptedException cut) {
            throw new IllegalStateException("interrupted", cut);
        }
    }
}
