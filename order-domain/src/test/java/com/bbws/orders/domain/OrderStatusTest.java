package com.bbws.orders.domain;

import static com.bbws.orders.domain.OrderStatus.CANCELLED;
import static com.bbws.orders.domain.OrderStatus.COMPLETED;
import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.OrderStatus.PAYMENT_PENDING;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.OrderStatus.PROCESSING;
import static com.bbws.orders.domain.OrderStatus.REFUNDED;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderStatusTest {

    /** The status machine. Every document with the status machine contains exactly these lines. */
    private static final String CONTRACT = """
            pending          -> payment_pending, paid, cancelled
            payment_pending  -> paid, cancelled
            paid             -> processing, cancelled
            processing       -> completed, cancelled
            completed, cancelled, refunded: final, no change of any kind
            """;

    /** The allowed corrections by an operator, as documented. */
    private static final String CORRECTIONS = """
            pending          -> payment_pending, paid, cancelled
            payment_pending  -> pending, paid, cancelled
            paid             -> pending, payment_pending, processing, cancelled, refunded
            processing       -> paid, completed, cancelled, refunded
            completed        -> processing, refunded
            cancelled        -> pending, payment_pending, paid, processing, refunded
            refunded         -> paid, processing, completed, cancelled
            """;

    @ParameterizedTest
    @MethodSource("pairs")
    void allowsExactlyTheTransitionsOfTheContract(OrderStatus from, OrderStatus to) {
        assertThat(from.successors().contains(to))
                .isEqualTo(contract().get(from).contains(to));
    }

    @Test
    void isInTheContract() {
        assertThat(contract()).containsOnlyKeys(OrderStatus.values());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void allowsExactlyTheDocumentedCorrections(OrderStatus from, OrderStatus to) {
        assertThat(from.corrections().contains(to))
                .isEqualTo(statusMachine(CORRECTIONS).get(from).contains(to));
    }

    @Test
    void documentsTheCorrectionsInTheManual() throws IOException {
        assertThat(document("docs/cli.md")).containsOnlyOnce("```\n" + CORRECTIONS + "```\n");
    }

    /** The rule of the table: an update, its reversal, a refund after a payment, and the reversal of a refund. */
    @ParameterizedTest
    @MethodSource("pairs")
    void allowsCorrectionsByTheRuleOfTheTable(OrderStatus from, OrderStatus to) {
        boolean step = from.successors().contains(to);
        boolean stepBack = to.successors().contains(from);
        boolean reopened = from == CANCELLED && to == PENDING;
        boolean refund =
                to == REFUNDED && Set.of(PAID, PROCESSING, COMPLETED, CANCELLED).contains(from);
        boolean refundReversed = from == REFUNDED
                && Set.of(PAID, PROCESSING, COMPLETED, CANCELLED).contains(to);

        assertThat(from.corrections().contains(to)).isEqualTo(step || stepBack || reopened || refund || refundReversed);
    }

    @Test
    void listsTheStatusesInTheContract() throws IOException {
        assertThat(document("docs/contract.md"))
                .contains(Stream.of(OrderStatus.values())
                        .map(OrderStatus::wireName)
                        .collect(joining(" ", "Lower case on the wire and in storage: `", "`.")));
    }

    @Test
    void listsTheCorrectionsInTheContract() throws IOException {
        String contract = document("docs/contract.md");

        assertThat(statusesBetween(contract, "may be at least:", "-> refunded;"))
                .isEqualTo(statusesWith(status -> status.corrections().contains(REFUNDED)));
        assertThat(statusesBetween(contract, "It may set payment details for", "."))
                .isEqualTo(statusesWith(OrderStatus::takesCorrectedPaymentDetails));
    }

    /** The corrections that the contract requires at least (docs/contract.md, 5). */
    @ParameterizedTest
    @CsvSource({
        "PAID, REFUNDED",
        "PROCESSING, REFUNDED",
        "COMPLETED, REFUNDED",
        "CANCELLED, REFUNDED",
        "CANCELLED, PENDING",
        "CANCELLED, PAYMENT_PENDING",
        "CANCELLED, PAID"
    })
    void allowsTheCorrectionsThatTheContractRequires(OrderStatus from, OrderStatus to) {
        assertThat(from.corrections()).contains(to);
    }

    @ParameterizedTest
    @EnumSource
    void allowsEveryTransitionAsACorrection(OrderStatus status) {
        assertThat(status.corrections()).containsAll(status.successors()).doesNotContain(status);
        assertThat(List.copyOf(status.corrections())).isSorted();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> status.corrections().add(status));
    }

    @ParameterizedTest
    @EnumSource
    void knowsTheCorrectionsThatAreNoTransitions(OrderStatus status) {
        Set<OrderStatus> expected = EnumSet.copyOf(status.corrections());
        expected.removeIf(status.successors()::contains);

        assertThat(status.correctionsOnly()).isEqualTo(expected);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> status.correctionsOnly().add(status));
    }

    @ParameterizedTest
    @EnumSource
    void takesCorrectedPaymentDetailsFromThePaymentOn(OrderStatus status) {
        assertThat(status.takesCorrectedPaymentDetails())
                .isEqualTo(Set.of(PAYMENT_PENDING, PAID, PROCESSING, COMPLETED, REFUNDED)
                        .contains(status));
        assertThat(status.isPaidFor())
                .isEqualTo(Set.of(PAID, PROCESSING, COMPLETED, REFUNDED).contains(status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/contract.md", "README.md"})
    void documentsTheTransitions(String document) throws IOException {
        assertThat(document(document)).containsOnlyOnce("```\n" + CONTRACT + "```\n");
    }

    @ParameterizedTest
    @EnumSource
    void isFinalWithoutSuccessors(OrderStatus status) {
        assertThat(status.isFinal())
                .isEqualTo(Set.of(COMPLETED, CANCELLED, REFUNDED).contains(status));
    }

    @ParameterizedTest
    @EnumSource
    void takesPaymentDetailsIfPaymentIsPendingOrPaid(OrderStatus status) {
        assertThat(status.takesPaymentDetails())
                .isEqualTo(Set.of(PAYMENT_PENDING, PAID).contains(status));
    }

    @ParameterizedTest
    @EnumSource
    void hasItsNameInLowerCaseAsWireName(OrderStatus status) {
        assertThat(status.wireName()).isEqualTo(status.name().toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByItsWireName(OrderStatus status) {
        assertThat(OrderStatus.ofWireName(status.wireName())).contains(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "PAID", "Paid", "paid ", " paid", "pa\u0131d", "PENDING_PAYMENT", "EXPIRED", "null"})
    void isNotFoundByAnyOtherText(String text) {
        assertThat(OrderStatus.ofWireName(text)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void hasSuccessorsInTheOrderOfDeclaration(OrderStatus status) {
        assertThat(List.copyOf(status.successors())).isSorted();
    }

    @ParameterizedTest
    @EnumSource
    void hasUnmodifiableSuccessors(OrderStatus status) {
        Set<OrderStatus> successors = status.successors();

        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> successors.add(REFUNDED));
    }

    static Stream<Arguments> pairs() {
        return Stream.of(OrderStatus.values())
                .flatMap(from -> Stream.of(OrderStatus.values()).map(to -> Arguments.of(from, to)));
    }

    /** Returns the allowed transitions, parsed from the text of the contract. */
    static Map<OrderStatus, Set<OrderStatus>> contract() {
        return statusMachine(CONTRACT);
    }

    private static Map<OrderStatus, Set<OrderStatus>> statusMachine(String table) {
        Map<OrderStatus, Set<OrderStatus>> successors = new EnumMap<>(OrderStatus.class);
        table.lines().forEach(line -> {
            if (line.contains("->")) {
                String[] sides = line.split("->");
                statuses(sides[0]).forEach(from -> successors.put(from, statuses(sides[1])));
            } else {
                statuses(line.substring(0, line.indexOf(':')))
                        .forEach(from -> successors.put(from, EnumSet.noneOf(OrderStatus.class)));
            }
        });
        return successors;
    }

    private static Set<OrderStatus> statuses(String list) {
        Set<OrderStatus> statuses = EnumSet.noneOf(OrderStatus.class);
        Arrays.stream(list.split(","))
                .map(name -> OrderStatus.ofWireName(name.strip()).orElseThrow())
                .forEach(statuses::add);
        return statuses;
    }

    private static Set<OrderStatus> statusesWith(Predicate<OrderStatus> condition) {
        return Stream.of(OrderStatus.values()).filter(condition).collect(toSet());
    }

    private static Set<OrderStatus> statusesBetween(String text, String start, String end) {
        assertThat(text).containsOnlyOnce(start);
        String rest = text.substring(text.indexOf(start) + start.length());
        return statuses(rest.substring(0, rest.indexOf(end)));
    }

    private static String document(String name) throws IOException {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("docs/contract.md"))) {
            directory = directory.getParent();
        }
        return Files.readString(directory.resolve(name));
    }
}
