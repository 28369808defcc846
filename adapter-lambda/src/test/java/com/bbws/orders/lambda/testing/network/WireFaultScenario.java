package com.bbws.orders.lambda.testing.network;

import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the wire does to the requests of one PUT, attempt by attempt, and what must come of it. Attempts beyond a list's end
 * meet no fault.
 *
 * @param reads faults of the read's attempts
 * @param writes faults of the write's attempts
 * @param looks faults of the attempts to look up what became of the write
 */
public record WireFaultScenario(List<WireFault> reads, List<WireFault> writes, List<WireFault> looks) {

    /** Attempts of a call (docs/contract.md, 1 Lock). */
    private static final int ATTEMPTS = 4;

    public static WireFaultScenario ofReads(List<WireFault> reads) {
        return new WireFaultScenario(reads, List.of(), List.of());
    }

    public static WireFaultScenario ofWrites(List<WireFault> writes) {
        return new WireFaultScenario(List.of(), writes, List.of());
    }

    /** What is answered and stored in the end. */
    public enum Outcome {
        /** 200, and written. */
        WRITTEN,
        /** 500 because of the read; nothing was sent to be written. */
        NOT_READ,
        /** 500 because each attempt to write was refused; nothing is looked up. */
        REFUSED,
        /** 500, and the log says that nothing was written so far. */
        NOT_WRITTEN,
        /** 500, and the log says that nobody knows. */
        UNKNOWN,
        /** {@link #WRITTEN} or {@link #NOT_WRITTEN}: a late request and the look for it race. */
        WRITTEN_OR_NOT_YET
    }

    /** Orders the faults. */
    public void arrange(FaultInjectionProxy link) {
        arrange(link, "GetItem", 1, reads);
        arrange(link, "UpdateItem", 1, writes);
        arrange(link, "GetItem", attempts(reads) + 1, looks);
    }

    private static void arrange(FaultInjectionProxy link, String operation, int first, List<WireFault> faults) {
        IntStream.range(0, faults.size())
                .forEach(i -> link.on(operation, first + i, faults.get(i).fault()));
    }

    public Outcome outcome() {
        if (!isAnswered(reads)) {
            return Outcome.NOT_READ;
        }
        Writing writing = writing();
        if (writing.isAnswered()) {
            return Outcome.WRITTEN;
        }
        if (writing.isRefused()) {
            return Outcome.REFUSED;
        }
        // One slow attempt uses up the time of the look.
        if (looks.stream().limit(attempts(looks)).anyMatch(WireFault::isSlow) || !isAnswered(looks)) {
            return Outcome.UNKNOWN;
        }
        if (writing.hasArrived()) {
            return Outcome.WRITTEN;
        }
        return writing.isUnderWay() ? Outcome.WRITTEN_OR_NOT_YET : Outcome.NOT_WRITTEN;
    }

    /** Returns how many requests there are to read and to look, and how many to write. */
    public List<Integer> requests() {
        if (outcome() == Outcome.NOT_READ) {
            return List.of(ATTEMPTS, 0);
        }
        Writing writing = writing();
        int looking = IntStream.range(0, looks.size())
                .filter(i -> looks.get(i).isSlow())
                .map(i -> i + 1)
                .findFirst()
                .orElse(attempts(looks));
        return List.of(
                attempts(reads) + (writing.isAnswered() || writing.isRefused() ? 0 : looking), writing.attempts());
    }

    /** Tells whether chance has its say in the number of requests: a late one may come before or after the next. */
    public boolean isRace() {
        return writes.indexOf(WireFault.ARRIVE_LATE) >= 0 && writes.contains(WireFault.TRUNCATE_ANSWER);
    }

    /**
     * What becomes of the write's attempts.
     *
     * @param attempts how many there are
     * @param isAnswered whether one is answered
     * @param hasArrived whether one has been carried out before the look
     * @param isUnderWay whether one may be carried out later
     * @param isRefused whether DynamoDB refused each
     */
    private record Writing(
            int attempts, boolean isAnswered, boolean hasArrived, boolean isUnderWay, boolean isRefused) {}

    private Writing writing() {
        boolean hasArrived = false;
        boolean isUnderWay = false;
        for (int i = 0; i < ATTEMPTS; i++) {
            hasArrived |= isUnderWay;
            if (i >= writes.size() || writes.get(i).isAnswered()) {
                return new Writing(i + 1, true, true, false, false);
            }
            // Half of a refusal is a refusal for a reason that nobody knows, and as final as one.
            if (writes.get(i) == WireFault.TRUNCATE_ANSWER && hasArrived) {
                return new Writing(i + 1, false, true, false, false);
            }
            hasArrived |= writes.get(i).arrival() == WireFault.Arrival.AT_ONCE;
            isUnderWay = writes.get(i).arrival() == WireFault.Arrival.LATE;
        }
        boolean isRefused = writes.stream().limit(ATTEMPTS).allMatch(WireFault.THROTTLE::equals);
        return new Writing(ATTEMPTS, false, hasArrived, isUnderWay, isRefused);
    }

    private static boolean isAnswered(List<WireFault> faults) {
        return faults.size() < ATTEMPTS || faults.stream().limit(ATTEMPTS).anyMatch(WireFault::isAnswered);
    }

    /** Returns how many attempts there are until one is answered. */
    private static int attempts(List<WireFault> faults) {
        return IntStream.range(0, Math.min(faults.size(), ATTEMPTS))
                .filter(i -> faults.get(i).isAnswered())
                .map(i -> i + 1)
                .findFirst()
                .orElse(Math.min(faults.size() + 1, ATTEMPTS));
    }
}
