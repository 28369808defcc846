package com.bbws.orders.lambda.testing.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InterleavingSchedulerTest {

    @Test
    void repeatsTheOrderOfASeed() {
        assertThat(orderOf(4711)).isEqualTo(orderOf(4711));
    }

    @Test
    void hasDifferentOrdersForDifferentSeeds() {
        Set<List<String>> orders = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            orders.add(orderOf(seed));
        }

        assertThat(orders).hasSizeGreaterThan(15);
    }

    @Test
    void runsEveryRequestAndEveryDelayedAction() {
        assertThat(orderOf(1))
                .containsExactlyInAnyOrder("0.0", "0.1", "0.2", "1.0", "1.1", "1.2", "2.0", "2.1", "2.2", "late");
    }

    /** Three clients with three requests each, and a delayed request that arrives at any time after the first one. */
    private static List<String> orderOf(long seed) {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        InterleavingScheduler interleaving = new InterleavingScheduler(new Random(seed));
        interleaving.run(IntStream.range(0, 3)
                .<Runnable>mapToObj(client -> () -> {
                    for (int i = 0; i < 3; i++) {
                        interleaving.await(client);
                        order.add(client + "." + i);
                        if (client == 0 && i == 0) {
                            interleaving.later(() -> order.add("late"));
                        }
                    }
                })
                .toList());
        return order;
    }
}
