package com.bbws.orders.lambda.testing.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Histories that must be rejected or accepted. Times are small numbers; tokens are seconds of one minute. */
class LinearizabilityCheckerTest {

    private static final Version INITIAL = version(0, "payment_pending", "", "shop");

    @Test
    void acceptsAnEmptyHistory() {
        assertThat(violation()).isEmpty();
    }

    @Test
    void acceptsSequentialWrites() {
        assertThat(violation(
                        paid("a", 1, 2, "A", ok(1, "payment_pending", "A", "a")),
                        paid("b", 3, 4, "B", ok(2, "payment_pending", "B", "b"))))
                .isEmpty();
    }

    @Test
    void acceptsConcurrentWritesInEitherOrder() {
        assertThat(violation(
                        paid("a", 1, 9, "A", ok(2, "payment_pending", "A", "a")),
                        paid("b", 1, 9, "B", ok(1, "payment_pending", "B", "b"))))
                .isEmpty();
    }

    @Test
    void rejectsTokensInAnotherOrderThanTheWrites() {
        assertThat(violation(
                        paid("a", 1, 2, "A", ok(2, "payment_pending", "A", "a")),
                        paid("b", 3, 4, "B", ok(1, "payment_pending", "B", "b"))))
                .isPresent();
    }

    @Test
    void rejectsTwoAcceptedWritesOnOneVersion() {
        assertThat(violation(
                        on(0, "a", 1, 9, "A", ok(1, "payment_pending", "A", "a")),
                        on(0, "b", 1, 9, "B", ok(2, "payment_pending", "B", "b"))))
                .isPresent();
    }

    @Test
    void rejectsAnAcceptedWriteThatIsNeverSeenAgain() {
        assertThat(violation(
                        paid("a", 1, 2, "A", ok(1, "payment_pending", "A", "a")),
                        update("b", 3, 4, "cancelled", "", Optional.empty(), ok(2, "cancelled", "", "b"))))
                .isPresent();
    }

    @Test
    void rejectsAWriteAfterAFinalStatus() {
        assertThat(violation(
                        update("a", 1, 5, "cancelled", "", Optional.empty(), ok(1, "cancelled", "", "a")),
                        paid("b", 6, 9, "B", ok(2, "payment_pending", "B", "b"))))
                .isPresent();
    }

    @Test
    void rejectsAResponseThatWasOverwrittenBeforeTheCall() {
        assertThat(violation(
                        paid("a", 1, 2, "A", ok(1, "payment_pending", "A", "a")),
                        paid("b", 3, 4, "B", ok(2, "payment_pending", "B", "b")),
                        paid("c", 5, 6, "A", ok(1, "payment_pending", "A", "a"))))
                .isPresent();
    }

    @Test
    void acceptsAResponseThatWasCurrentDuringTheCall() {
        assertThat(violation(
                        paid("a", 1, 2, "A", ok(1, "payment_pending", "A", "a")),
                        paid("b", 3, 6, "B", ok(2, "payment_pending", "B", "b")),
                        paid("c", 4, 8, "A", ok(1, "payment_pending", "A", "a"))))
                .isEmpty();
    }

    @Test
    void rejectsARejectionByAnOutdatedStatus() {
        assertThat(violation(
                        update("a", 1, 2, "paid", "", Optional.empty(), ok(1, "paid", "", "a")),
                        update("b", 3, 4, "completed", "", Optional.empty(), new Response.Rejected("payment_pending"))))
                .isPresent();
    }

    @Test
    void rejectsAWriteThatIsAppliedTwice() {
        assertThat(violation(
                        paid("a", 1, 2, "A", ok(1, "payment_pending", "A", "a")),
                        paid("b", 3, 4, "B", ok(2, "payment_pending", "B", "b")),
                        paid("c", 5, 6, "A", ok(3, "payment_pending", "A", "a"))))
                .isPresent();
    }

    @Test
    void rejectsAnUnknownWriteThatIsAppliedTwice() {
        assertThat(violation(
                        paid("a", 1, 2, "A", new Response.Unknown()),
                        paid("c", 3, 4, "A", ok(1, "payment_pending", "A", "a")),
                        paid("b", 5, 6, "B", ok(2, "payment_pending", "B", "b")),
                        paid("c", 7, 8, "A", ok(3, "payment_pending", "A", "a"))))
                .isPresent();
    }

    @Test
    void acceptsThatAnUnknownWriteWasApplied() {
        assertThat(violation(
                        paid("a", 1, 2, "A", new Response.Unknown()),
                        paid("c", 3, 4, "A", ok(1, "payment_pending", "A", "a"))))
                .isEmpty();
    }

    @Test
    void acceptsThatAnUnknownWriteIsAppliedAfterItsCall() {
        assertThat(violation(
                        paid("a", 1, 2, "A", new Response.Unknown()),
                        paid("b", 3, 4, "B", ok(1, "payment_pending", "B", "b")),
                        paid("c", 5, 9, "C", new Response.Lost(time(2), "payment_pending"))))
                .isEmpty();
    }

    @Test
    void acceptsThatAnUnknownWriteIsNeverApplied() {
        assertThat(violation(
                        paid("a", 1, 2, "A", new Response.Unknown()),
                        on(0, "b", 3, 4, "B", ok(1, "payment_pending", "B", "b"))))
                .isEmpty();
    }

    @Test
    void rejectsAWriteThatIsAppliedBeforeItsCall() {
        assertThat(violation(
                        paid("b", 1, 2, "A", ok(1, "payment_pending", "A", "a")),
                        paid("a", 3, 4, "A", new Response.Unknown())))
                .isPresent();
    }

    @Test
    void rejectsAConflictWithoutAConcurrentWrite() {
        assertThat(violation(
                        paid("a", 1, 2, "A", ok(1, "payment_pending", "A", "a")),
                        paid("b", 3, 4, "B", new Response.Lost(time(1), "payment_pending"))))
                .isPresent();
    }

    @Test
    void rejectsAConflictWithAnUnknownVersion() {
        assertThat(violation(
                        paid("a", 1, 9, "A", ok(1, "payment_pending", "A", "a")),
                        paid("b", 1, 9, "B", new Response.Lost(time(5), "payment_pending"))))
                .isPresent();
    }

    @Test
    void acceptsAConflictWithAWriteDuringTheCall() {
        assertThat(violation(
                        paid("a", 1, 9, "A", ok(1, "payment_pending", "A", "a")),
                        paid("b", 1, 9, "B", new Response.Lost(time(1), "payment_pending"))))
                .isEmpty();
    }

    @Test
    void rejectsAConflictThatShowsTheVersionBefore() {
        assertThat(violation(
                        paid("a", 1, 9, "A", ok(1, "payment_pending", "A", "a")),
                        paid("b", 1, 9, "B", new Response.Lost(time(0), "payment_pending"))))
                .isPresent();
    }

    @Test
    void rejectsAStaleResponseForACurrentVersion() {
        assertThat(violation(on(0, "a", 1, 2, "A", new Response.Stale(time(0), "payment_pending"))))
                .isPresent();
        assertThat(violation(on(7, "a", 1, 2, "A", new Response.Stale(time(0), "payment_pending"))))
                .isEmpty();
    }

    @Test
    void rejectsASuccessThatShowsAnotherWrite() {
        assertThat(violation(paid("a", 1, 2, "A", ok(1, "payment_pending", "B", "a"))))
                .isPresent();
        assertThat(violation(paid("a", 1, 2, "A", ok(1, "payment_pending", "A", "b"))))
                .isPresent();
    }

    @Test
    void rejectsASuccessWithoutANewVersion() {
        assertThat(violation(paid("a", 1, 2, "A", ok(0, "payment_pending", "A", "a"))))
                .isPresent();
    }

    @Test
    void rejectsARejectionWithoutARule() {
        assertThat(violation(paid("a", 1, 2, "A", new Response.Rejected("payment_pending"))))
                .isPresent();
    }

    @Test
    void acceptsAnyWriteOfAnotherService() {
        Version put = version(3, "pending", "A", "other");
        assertThat(violation(
                        paid("a", 1, 2, "A", ok(9, "payment_pending", "A", "a")),
                        new Call("n", 3, 4, new Operation.Put(put, Optional.empty()), new Response.Ok(put)),
                        update(
                                "b",
                                5,
                                6,
                                "payment_pending",
                                "",
                                Optional.empty(),
                                ok(10, "payment_pending", "A", "b"))))
                .isEmpty();
    }

    @Test
    void rejectsAWriteThatIgnoresAnotherService() {
        Version put = version(3, "cancelled", "", "other");
        assertThat(violation(
                        new Call("n", 1, 2, new Operation.Put(put, Optional.empty()), new Response.Ok(put)),
                        paid("a", 3, 4, "A", ok(9, "payment_pending", "A", "a"))))
                .isPresent();
    }

    @Test
    void checksTheConditionOfAnotherService() {
        Version put = version(3, "pending", "", "other");
        assertThat(violation(
                        new Call("n", 1, 2, new Operation.Put(put, Optional.of(time(0))), new Response.NotExpected())))
                .isPresent();
        assertThat(violation(new Call("n", 1, 2, new Operation.Put(put, Optional.of(time(7))), new Response.Ok(put))))
                .isPresent();
    }

    private static Optional<String> violation(Call... calls) {
        return LinearizabilityChecker.violation(INITIAL, List.of(calls));
    }

    private static Call paid(String client, long from, long to, String payment, Response response) {
        return update(client, from, to, "", payment, Optional.empty(), response);
    }

    private static Call on(int token, String client, long from, long to, String payment, Response response) {
        return update(client, from, to, "", payment, Optional.of(time(token)), response);
    }

    private static Call update(
            String client,
            long from,
            long to,
            String status,
            String payment,
            Optional<String> ifMatch,
            Response response) {
        return new Call(
                client, from, to, new Operation.Update(present(status), present(payment), ifMatch, client), response);
    }

    private static Optional<String> present(String text) {
        return Optional.of(text).filter(some -> !some.isEmpty());
    }

    private static Response ok(int token, String status, String payment, String writer) {
        return new Response.Ok(version(token, status, payment, writer));
    }

    private static Version version(int token, String status, String payment, String writer) {
        return new Version(time(token), status, payment, writer);
    }

    private static String time(int seconds) {
        return String.format("2026-01-05T12:00:%02dZ", seconds);
    }
}
