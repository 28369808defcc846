package com.bbws.orders.domain.contract;

import static com.bbws.orders.domain.contract.SampleOrders.NOON;
import static com.bbws.orders.domain.contract.SampleOrders.UPDATE_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.history.Authorship;
import com.bbws.orders.domain.history.OrderRevision;
import com.bbws.orders.domain.history.SequenceNumber;
import com.bbws.orders.domain.port.OrderHistory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of {@link OrderHistory}. Every implementation has a subclass. */
public abstract class OrderHistoryContract {

    private final OrderKey order =
            new OrderKey(new TenantId("tenant_" + UUID.randomUUID()), new OrderId("order_" + UUID.randomUUID()));

    /** For subclasses. */
    protected OrderHistoryContract() {}

    /** Returns the implementation under test. */
    protected abstract OrderHistory history();

    private static OrderRevision revision(String number, OrderRevision.Kind kind) {
        return revision(number, kind, UPDATE_ID);
    }

    private static OrderRevision revision(String number, OrderRevision.Kind kind, UpdateId updateId) {
        return new OrderRevision(
                new SequenceNumber(number),
                NOON,
                kind,
                new Authorship(Optional.of(new Actor("cli:thandi")), Optional.of("Ticket 4711"), Optional.of(updateId)),
                Optional.of("paid"),
                Optional.of("refunded"),
                List.of("paymentDetails.method", "pdfUrl"),
                3,
                List.of("a problem"));
    }

    private List<OrderRevision> recorded() {
        return history().revisions(order).toList();
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(recorded()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void storesACompleteRevision(OrderRevision.Kind kind) {
        OrderRevision revision = revision("1", kind);

        assertThat(history().append(order, revision)).isTrue();

        assertThat(recorded()).containsExactly(revision);
    }

    @Test
    void storesAMinimalRevision() {
        OrderRevision revision = new OrderRevision(
                new SequenceNumber("0"),
                NOON.plusNanos(1_000_000),
                OrderRevision.Kind.CHANGED,
                Authorship.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0,
                List.of());

        history().append(order, revision);

        assertThat(recorded()).containsExactly(revision);
    }

    @Test
    void continuesAfterARevision() {
        List<OrderRevision> revisions = Stream.of("2", "9", "10", "100")
                .map(number -> revision(number, OrderRevision.Kind.CHANGED))
                .toList();
        revisions.forEach(revision -> history().append(order, revision));

        assertThat(history().revisions(order, new SequenceNumber("9")))
                .containsExactlyElementsOf(revisions.subList(2, 4));
        assertThat(history().revisions(order, new SequenceNumber("0"))).containsExactlyElementsOf(revisions);
        assertThat(history().revisions(order, new SequenceNumber("99")))
                .containsExactlyElementsOf(revisions.subList(3, 4));
        assertThat(history().revisions(order, new SequenceNumber("100"))).isEmpty();
    }

    @Test
    void keepsTheFirstOfTwoRevisionsWithTheSameNumber() {
        OrderRevision first = revision("7", OrderRevision.Kind.CREATED);

        assertThat(history().append(order, first)).isTrue();
        assertThat(history().append(order, first)).isFalse();
        assertThat(history().append(order, revision("007", OrderRevision.Kind.REMOVED)))
                .isFalse();

        assertThat(recorded()).containsExactly(first);
    }

    @Test
    void listsRevisionsByNumber() {
        List<OrderRevision> revisions = new ArrayList<>(IntStream.rangeClosed(1, 300)
                .mapToObj(i -> revision(i + "00000000000000000000", OrderRevision.Kind.CHANGED))
                .toList());
        List<OrderRevision> expected = List.copyOf(revisions);
        Collections.shuffle(revisions, new Random(4711));

        revisions.forEach(revision -> history().append(order, revision));

        assertThat(recorded()).isEqualTo(expected);
    }

    @Test
    void separatesOrdersAndTenants() {
        OrderRevision revision = revision("1", OrderRevision.Kind.CREATED);
        history().append(order, revision);

        OrderKey ofAnotherTenant = new OrderKey(new TenantId(order.tenantId().value() + "x"), order.id());
        OrderKey another = new OrderKey(order.tenantId(), new OrderId(order.id().value() + "x"));

        assertThat(history().revisions(ofAnotherTenant)).isEmpty();
        assertThat(history().revisions(another)).isEmpty();
        assertThat(history().append(ofAnotherTenant, revision)).isTrue();
        assertThat(history().append(another, revision)).isTrue();
        assertThat(recorded()).containsExactly(revision);
    }

    @Test
    void findsTheRevisionWithAnUpdateId() {
        OrderRevision revision = revision("2", OrderRevision.Kind.CHANGED, new UpdateId("b"));
        history().append(order, revision("1", OrderRevision.Kind.CHANGED, new UpdateId("a")));
        history().append(order, revision);
        history().append(order, revision("3", OrderRevision.Kind.CHANGED, new UpdateId("c")));

        assertThat(found("b", "3")).contains(revision);
        assertThat(found("b", "20000000000000000000")).contains(revision);
        assertThat(found("d", "4")).isEmpty();
    }

    @Test
    void findsAnUpdateIdOnlyBeforeTheNumber() {
        history().append(order, revision("2", OrderRevision.Kind.CHANGED, new UpdateId("b")));

        assertThat(found("b", "1")).isEmpty();
        assertThat(found("b", "2")).isEmpty();
    }

    @Test
    void findsAnUpdateIdOnlyInTheHistoryOfTheOrder() {
        OrderKey another = new OrderKey(order.tenantId(), new OrderId(order.id().value() + "x"));
        history().append(another, revision("1", OrderRevision.Kind.CHANGED, new UpdateId("a")));

        assertThat(found("a", "2")).isEmpty();
    }

    @Test
    void findsAnUpdateIdAmongManyRevisions() {
        OrderRevision revision = revision("1", OrderRevision.Kind.CHANGED, new UpdateId("a"));
        history().append(order, revision);
        IntStream.rangeClosed(2, 300)
                .mapToObj(i -> revision(Integer.toString(i), OrderRevision.Kind.CHANGED))
                .forEach(other -> history().append(order, other));

        assertThat(found("a", "301")).contains(revision);
    }

    private Optional<OrderRevision> found(String updateId, String before) {
        return history().find(order, new UpdateId(updateId), new SequenceNumber(before));
    }

    @Test
    void findsTheTenantsWithAHistoryOfAnId() {
        OrderRevision revision = revision("1", OrderRevision.Kind.REMOVED);
        OrderKey ofAnotherTenant =
                new OrderKey(new TenantId("another_" + order.tenantId().value()), order.id());
        history().append(order, revision);
        history().append(order, revision("2", OrderRevision.Kind.CREATED));
        history().append(ofAnotherTenant, revision);

        assertThat(tenantsWith(order.id())).containsExactly(ofAnotherTenant.tenantId(), order.tenantId());
    }

    @Test
    void findsNoTenantByAPartOfAnId() {
        OrderRevision revision = revision("1", OrderRevision.Kind.REMOVED);
        String id = order.id().value();
        history().append(new OrderKey(order.tenantId(), new OrderId(id + "x")), revision);
        history().append(new OrderKey(order.tenantId(), new OrderId("x" + id)), revision);
        history().append(new OrderKey(new TenantId(id), new OrderId("x")), revision);

        assertThat(tenantsWith(order.id())).isEmpty();
    }

    @Test
    void reportsItsProgressWhileItFindsATenant() {
        history().append(order, revision("1", OrderRevision.Kind.CREATED));
        AtomicInteger read = new AtomicInteger();

        history().tenantsWith(order.id(), (items, total) -> read.addAndGet((int) items));

        assertThat(read).hasValueGreaterThan(0);
    }

    @Test
    void endsTheSearchForATenantIfTheListenerThrows() {
        history().append(order, revision("1", OrderRevision.Kind.CREATED));

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> history().tenantsWith(order.id(), (items, total) -> {
                    throw new CancellationException("enough");
                }))
                .withMessage("enough");
    }

    private Set<TenantId> tenantsWith(OrderId id) {
        return history().tenantsWith(id, (items, total) -> {});
    }
}
