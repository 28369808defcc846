package com.bbws.orders.lambda.testing.network;

import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The network faults of one PUT, attempt by attempt, and the expected outcome. Attempts after the end of a list have no fault.
 *
 * @param reads the faults of the attempts to read
 * @param writes the faults of the attempts to write
 * @param lookups the faults of the attempts to look up the result of the write
 */
public record WireFaultScenario(List<WireFault> reads, List<WireFault> writes, List<WireFault> lookups) {

    /** The number of attempts of a call (docs/contract.md, 1 Lock). */
    private static final int ATTEMPTS = 4;

    public static WireFaultScenario ofReads(List<WireFault> reads) {
        return new WireFaultScenario(reads, List.of(), List.of());
    }

    public static WireFaultScenario ofWrites(List<WireFault> writes) {
        return new WireFaultScenario(List.of(), writes, List.of());
    }

    /** The response and the stored order. */
    public enum Outcome {
        /** 200; the order is written. */
        WRITTEN,
        /** 500 because the read failed; no write was sent. */
        NOT_READ,
        /** 500 because each attempt to write was rejected; no lookup follows. */
        REJECTED,
        /** 500; the log states that nothing has been written so far. */
        NOT_WRITTEN,
        /** 500; the log states that the outcome is unknown. */
        UNKNOWN,
        /** {@link #WRITTEN} or {@link #NOT_WRITTEN}: a late request and the lookup race. */
        WRITTEN_OR_NOT_YET
    }

    /** Configures the proxy with the faults. */
    public void arrange(FaultInjectionProxy proxy) {
        arrange(proxy, "GetItem", 1, reads);
        arrange(proxy, "UpdateItem", 1, writes);
        arrange(proxy, "GetItem", attempts(reads) + 1, lookups);
    }

    private static void arrange(FaultInjectionProxy proxy, String operation, int first, List<WireFault> faults) {
        IntStream.range(0, faults.size())
                .forEach(i -> proxy.on(operation, first + i, faults.get(i).fault()));
    }

    public Outcome outcome() {
        if (!hasResponse(reads)) {
            return Outcome.NOT_READ;
        }
        Writing writing = writing();
        if (writing.hasResponse()) {
            return Outcome.WRITTEN;
        }
        if (writing.isRejected()) {
            return Outcome.REJECTED;
        }
        // One slow attempt uses up the time for the lookup.
        if (lookups.stream().limit(attempts(lookups)).anyMatch(WireFault::isSlow) || !hasResponse(lookups)) {
            return Outcome.UNKNOWN;
        }
        if (writing.hasArrived()) {
            return Outcome.WRITTEN;
        }
        return writing.isUnderWay() ? Outcome.WRITTEN_OR_NOT_YET : Outcome.NOT_WRITTEN;
    }

    /**
     * Returns the minimum number of reads, including lookups, and of writes. If the outcome is unknown, the lookup may have ended
     * after its first attempt: on a busy machine its time limit ends it.
     */
    public List<Integer> requests() {
        if (outcome() == Outcome.NOT_READ) {
            return List.of(ATTEMPTS, 0);
        }
        Writing writing = writing();
        int lookupCount = outcome() == Outcome.UNKNOWN ? 1 : attempts(lookups);
        return List.of(
                attempts(reads) + (writing.hasResponse() || writing.isRejected() ? 0 : lookupCount),
                writing.attempts());
    }

    /** Returns whether the number of requests is random: a late request may arrive before or after the next one. */
    public boolean isRace() {
        return writes.indexOf(WireFault.ARRIVE_LATE) >= 0 && writes.contains(WireFault.TRUNCATE_RESPONSE);
    }

    /**
     * The result of the attempts to write.
     *
     * @param attempts the number of attempts
     * @param hasResponse whether one has a complete response
     * @param hasArrived whether one was executed before the lookup
     * @param isUnderWay whether one may be executed later
     * @param isRejected whether DynamoDB rejected each
     */
    private record Writing(
            int attempts, boolean hasResponse, boolean hasArrived, boolean isUnderWay, boolean isRejected) {}

    private Writing writing() {
        boolean hasArrived = false;
        boolean isUnderWay = false;
        for (int i = 0; i < ATTEMPTS; i++) {
            hasArrived |= isUnderWay;
            if (i >= writes.size() || writes.get(i).hasResponse()) {
                return new Writing(i + 1, true, true, false, false);
            }
            // A truncated error is an error with an unknown reason, and is not retried.
            if (writes.get(i) == WireFault.TRUNCATE_RESPONSE && hasArrived) {
                return new Writing(i + 1, false, true, false, false);
            }
            hasArrived |= writes.get(i).arrival() == WireFault.Arrival.AT_ONCE;
            isUnderWay = writes.get(i).arrival() == WireFault.Arrival.LATE;
        }
        boolean isRejected = writes.stream().limit(ATTEMPTS).allMatch(WireFault.THROTTLE::equals);
        return new Writing(ATTEMPTS, false, hasArrived, isUnderWay, isRejected);
    }

    private static boolean hasResponse(List<WireFault> faults) {
        return faults.size() < ATTEMPTS || faults.stream().limit(ATTEMPTS).anyMatch(WireFault::hasResponse);
    }

    /** Returns the number of attempts until one has a complete response. */
    private static int attempts(List<WireFault> faults) {
        return IntStream.range(0, Math.min(faults.size(), ATTEMPTS))
                .filter(i -> faults.get(i).hasResponse())
                .map(i -> i + 1)
                .findFirst()
                .orElse(Math.min(faults.size() + 1, ATTEMPTS));
    }
}
