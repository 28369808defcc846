package com.bbws.orders.lambda.testing.concurrency;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Decides whether a history of one order is linearizable: whether the calls can be placed in a sequence, each at one moment
 * between its start and its end, in which every response is correct for a register that is written under the lock.
 *
 * <p>Uses the search of Wing and Gong (1993) with the memoization of Lowe (2017). A call that changes nothing is placed as soon
 * as its response is correct, because it does not affect other calls. A lost race has two moments, a read and a write, between
 * which the order must have changed. A call with an unknown result may take effect at any time after its start, or never.
 */
public final class LinearizabilityChecker {

    /** Much more than any history here needs; a search that exceeds it proves nothing. */
    private static final int MAX_STEPS = 2_000_000;

    private final List<Call> calls;
    private final Set<Node> seen = new HashSet<>();

    private LinearizabilityChecker(List<Call> calls) {
        this.calls = calls;
    }

    /**
     * Checks a history.
     *
     * @param initial the version before the first call
     * @param history the calls, in any order; different versions must have different tokens
     * @return empty if the history is linearizable; otherwise the history as text
     * @throws IllegalStateException if the search exceeds its limit
     */
    public static Optional<String> violation(Version initial, List<Call> history) {
        List<Call> calls =
                history.stream().sorted(Comparator.comparing(Call::invoked)).toList();
        LinearizabilityChecker checker = new LinearizabilityChecker(calls);
        return checker.isPossible(new Node(new BitSet(), initial, new BitSet()))
                ? Optional.empty()
                : Optional.of("not linearizable, from " + initial + ":\n"
                        + calls.stream().map(Call::toString).collect(joining("\n")));
    }

    /**
     * A state of the search.
     *
     * @param done the calls that are placed
     * @param current the current version
     * @param overtaken the calls that had started when another call wrote
     */
    private record Node(BitSet done, Version current, BitSet overtaken) {

        Node with(int call) {
            BitSet more = (BitSet) done.clone();
            more.set(call);
            return new Node(more, current, overtaken);
        }

        Node written(Version version, IntStream underWay) {
            BitSet more = (BitSet) overtaken.clone();
            underWay.forEach(more::set);
            return new Node(done, version, more);
        }
    }

    private boolean isPossible(Node node) {
        if (isAllKnownDone(node)) {
            return true;
        }
        if (!seen.add(node)) {
            return false;
        }
        if (seen.size() > MAX_STEPS) {
            throw new IllegalStateException("No result after " + MAX_STEPS + " steps");
        }
        Optional<Integer> changesNothing = candidates(node)
                .filter(i -> isTrueWithoutAWrite(calls.get(i), node.current, node.overtaken.get(i)))
                .boxed()
                .findFirst();
        if (changesNothing.isPresent()) {
            return isPossible(node.with(changesNothing.get()));
        }
        IntPredicate isUnknown = i -> calls.get(i).isUnknown();
        return IntStream.concat(
                        candidates(node).filter(isUnknown.negate()),
                        candidates(node).filter(isUnknown))
                .anyMatch(i -> effects(calls.get(i), node.current)
                        .anyMatch(version -> isPossible(node.with(i).written(version, candidates(node)))));
    }

    private boolean isAllKnownDone(Node node) {
        return IntStream.range(0, calls.size())
                .filter(i -> !node.done.get(i))
                .allMatch(i -> calls.get(i).isUnknown());
    }

    /** Returns the calls that may be next: those that started before the earliest end of the remaining calls. */
    private IntStream candidates(Node node) {
        long end = IntStream.range(0, calls.size())
                .filter(i -> !node.done.get(i))
                .mapToLong(i -> calls.get(i).latest())
                .min()
                .orElse(Long.MAX_VALUE);
        return IntStream.range(0, calls.size())
                .filter(i -> !node.done.get(i) && calls.get(i).invoked() < end);
    }

    private static boolean isTrueWithoutAWrite(Call call, Version current, boolean isOvertaken) {
        if (call.operation() instanceof Operation.Put put) {
            return call.response() instanceof Response.NotExpected
                    && !put.expected().equals(Optional.of(current.token()));
        }
        Operation.Update update = (Operation.Update) call.operation();
        Operation.Decision decision = update.decide(current);
        if (call.response() instanceof Response.Ok ok) {
            return decision == Operation.Decision.UNCHANGED && ok.shown().equals(current);
        }
        if (call.response() instanceof Response.Rejected rejected) {
            return decision == Operation.Decision.REJECT && rejected.status().equals(current.status());
        }
        if (call.response() instanceof Response.Stale stale) {
            // A business rule has priority over a stale version; at the write no rules are checked.
            return isCurrent(stale.token(), stale.status(), current)
                    && update.ifMatch()
                            .filter(named -> !named.equals(current.token()))
                            .isPresent()
                    && (decision == Operation.Decision.WRITE || isOvertaken);
        }
        if (call.response() instanceof Response.Lost lost) {
            return isCurrent(lost.token(), lost.status(), current)
                    && update.ifMatch().isEmpty()
                    && isOvertaken;
        }
        return false;
    }

    private static boolean isCurrent(String token, String status, Version current) {
        return current.token().equals(token) && current.status().equals(status);
    }

    /** Returns the versions that a call may have written. */
    private Stream<Version> effects(Call call, Version current) {
        if (call.operation() instanceof Operation.Put put) {
            boolean isAllowed = put.expected().isEmpty() || put.expected().equals(Optional.of(current.token()));
            return Stream.of(put.version()).filter(version -> isAllowed && call.response() instanceof Response.Ok);
        }
        Operation.Update update = (Operation.Update) call.operation();
        boolean isAllowed = update.decide(current) == Operation.Decision.WRITE
                && (update.ifMatch().isEmpty() || update.ifMatch().equals(Optional.of(current.token())));
        Stream<String> tokens = call.response() instanceof Response.Ok ok
                ? Stream.of(ok.shown().token())
                : call.isUnknown() ? tokensOfUnknownWrites() : Stream.empty();
        return tokens.filter(token -> isAllowed)
                .map(token -> update.written(current, token))
                .filter(version -> version.isLaterThan(current))
                .filter(version -> !(call.response() instanceof Response.Ok ok)
                        || ok.shown().equals(version));
    }

    /** Returns all tokens in the history, and one that no client has seen. */
    private Stream<String> tokensOfUnknownWrites() {
        Set<String> tokens =
                calls.stream().flatMap(LinearizabilityChecker::seen).collect(toCollection(LinkedHashSet::new));
        return Stream.concat(tokens.stream(), Stream.of(Version.UNSEEN));
    }

    private static Stream<String> seen(Call call) {
        if (call.operation() instanceof Operation.Put put) {
            return put.expected().stream();
        }
        if (call.response() instanceof Response.Ok ok) {
            return Stream.of(ok.shown().token());
        }
        if (call.response() instanceof Response.Stale stale) {
            return Stream.of(stale.token());
        }
        return call.response() instanceof Response.Lost lost ? Stream.of(lost.token()) : Stream.empty();
    }
}
