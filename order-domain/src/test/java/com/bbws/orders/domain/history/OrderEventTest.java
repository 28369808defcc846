package com.bbws.orders.domain.history;

import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.history.OrderEvent.Type;
import com.bbws.orders.domain.history.OrderRevision.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderEventTest {

    private static final SequenceNumber NUMBER = new SequenceNumber("17");
    private static final LockToken TOKEN = LockToken.at(NOON);
    private static final UpdateId UPDATE_ID = new UpdateId("c6af9ac6");
    private static final Authorship OURS =
            new Authorship(Actor.of("alice@example.com"), Optional.empty(), Optional.of(UPDATE_ID));

    private static OrderRevision revision(Kind kind, String before, String after) {
        return new OrderRevision(
                NUMBER,
                NOON,
                kind,
                OURS,
                Optional.ofNullable(before),
                Optional.ofNullable(after),
                List.of("paymentDetails.method"),
                0,
                List.of());
    }

    private static OrderImage image(Map<String, ?> attributes, String token) {
        return new OrderImage(
                Optional.of("paid"),
                true,
                Optional.ofNullable(token).map(LockToken::new),
                Optional.of("alice@example.com"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(attributes),
                List.of());
    }

    private static OrderEvent event(OrderRevision revision) {
        return OrderEvent.of(KEY, revision, image(Map.of("orderNumber", "ORD-17"), TOKEN.text()));
    }

    @Test
    void tellsWhatAWriteChanged() {
        assertThat(event(revision(Kind.CHANGED, "pending", "paid")))
                .isEqualTo(new OrderEvent(
                        Type.ORDER_STATUS_CHANGED,
                        NOON,
                        KEY,
                        Optional.of("ORD-17"),
                        Optional.of(OrderStatus.PENDING),
                        Optional.of(OrderStatus.PAID),
                        false,
                        List.of("paymentDetails.method"),
                        false,
                        Optional.of(UPDATE_ID),
                        Optional.of(TOKEN),
                        NUMBER));
    }

    @ParameterizedTest
    @CsvSource({
        "CREATED,         , pending, ORDER_CREATED,        false",
        "CHANGED, pending , paid,    ORDER_STATUS_CHANGED, false",
        "CHANGED, paid    , paid,    ORDER_UPDATED,        false",
        "DELETED, pending , paid,    ORDER_DELETED,        false",
        "RESTORED,pending , paid,    ORDER_RESTORED,       false",
        "REMOVED, paid    ,     ,    ORDER_REMOVED,        false",
        "EXPIRED, paid    ,     ,    ORDER_REMOVED,        false",
        "CREATED,         , LOST,    ORDER_CREATED,        true",
        "CREATED,         ,     ,    ORDER_CREATED,        true",
        "CHANGED, LOST    , paid,    ORDER_STATUS_CHANGED, true",
        "CHANGED,         , paid,    ORDER_STATUS_CHANGED, true",
        "CHANGED, paid    , LOST,    ORDER_STATUS_CHANGED, true",
        "CHANGED, paid    ,     ,    ORDER_STATUS_CHANGED, true",
        "CHANGED,         ,     ,    ORDER_UPDATED,        true",
        "CHANGED, PAID    , paid,    ORDER_STATUS_CHANGED, true",
        "DELETED, LOST    , LOST,    ORDER_DELETED,        true",
        "REMOVED, LOST    ,     ,    ORDER_REMOVED,        true",
        "EXPIRED,         ,     ,    ORDER_REMOVED,        true"
    })
    void hasATypeAndTheStatusesThatCanBeRead(Kind kind, String before, String after, Type type, boolean unreadable) {
        OrderEvent event = event(revision(kind, before, after));

        assertThat(event.type()).isEqualTo(type);
        assertThat(event.fromStatus()).isEqualTo(Optional.ofNullable(before).flatMap(OrderStatus::ofWireName));
        assertThat(event.toStatus()).isEqualTo(Optional.ofNullable(after).flatMap(OrderStatus::ofWireName));
        assertThat(event.unreadable()).isEqualTo(unreadable);
    }

    @Test
    void isUnreadableIfTheOrderIs() {
        OrderRevision revision = new OrderRevision(
                NUMBER,
                NOON,
                Kind.CHANGED,
                Authorship.UNKNOWN,
                Optional.of("pending"),
                Optional.of("paid"),
                List.of(),
                0,
                List.of("dateLastUpdated: found a flag"));

        assertThat(event(revision).unreadable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"Ticket 4711, true", ", false"})
    void marksCorrections(String reason, boolean corrected) {
        OrderRevision revision = new OrderRevision(
                NUMBER,
                NOON,
                Kind.CHANGED,
                new Authorship(Actor.of("cli:thandi"), Optional.ofNullable(reason), Optional.of(UPDATE_ID)),
                Optional.of("paid"),
                Optional.of("refunded"),
                List.of(),
                0,
                List.of());

        assertThat(event(revision).corrected()).isEqualTo(corrected);
        assertThat(event(revision).toString()).doesNotContain("thandi", "Ticket");
    }

    /** A key of a map that another service wrote may contain data. */
    @Test
    void leavesOutNamesThatMayContainData() {
        OrderRevision revision = new OrderRevision(
                NUMBER,
                NOON,
                Kind.CHANGED,
                OURS,
                Optional.of("paid"),
                Optional.of("paid"),
                List.of("a b", "items.0.quantity", "notes.thandi@example.com", "paymentDetails.e-mail_1", "é", "…"),
                0,
                List.of());

        assertThat(event(revision).changed()).containsExactly("items.0.quantity", "paymentDetails.e-mail_1");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101})
    void leavesOutLongTexts(int length) {
        String text = "x".repeat(length);

        OrderEvent event =
                OrderEvent.of(KEY, revision(Kind.CHANGED, "paid", "paid"), image(Map.of("orderNumber", text), text));

        assertThat(event.orderNumber().isPresent()).isEqualTo(length == 100);
        assertThat(event.dateLastUpdated().isPresent()).isEqualTo(length == 100);
    }

    @Test
    void needsNeitherAnOrderNumberNorALockToken() {
        OrderRevision revision = revision(Kind.CHANGED, "paid", "paid");

        assertThat(List.of(
                        OrderEvent.of(KEY, revision, image(Map.of(), null)),
                        OrderEvent.of(KEY, revision, image(Map.of("orderNumber", true), null)),
                        OrderEvent.of(KEY, revision, OrderImage.unreadable("lost"))))
                .allSatisfy(event -> {
                    assertThat(event.orderNumber()).isEmpty();
                    assertThat(event.dateLastUpdated()).isEmpty();
                });
    }

    @Test
    void hasAnIdThatDependsOnTheOrderAndTheNumberOnly() {
        OrderEvent event = event(revision(Kind.CHANGED, "pending", "paid"));

        assertThat(event.id()).hasToString("a2a4258a-5f25-381b-b367-3fc2c6082aab");
        assertThat(event(revision(Kind.CREATED, null, "paid")).id()).isEqualTo(event.id());
        assertThat(List.of(
                        id(TENANT, "order_4d2e", "18"),
                        id(TENANT, "order_4d2", "17"),
                        id(new TenantId("tenant_9f1"), "c_order_4d2e", "17"),
                        id(new TenantId("another"), "order_4d2e", "17")))
                .doesNotHaveDuplicates()
                .doesNotContain(event.id().toString());
    }

    private static String id(TenantId tenant, String order, String number) {
        OrderRevision revision = new OrderRevision(
                new SequenceNumber(number),
                NOON,
                Kind.CHANGED,
                OURS,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0,
                List.of());
        return OrderEvent.of(new OrderKey(tenant, new OrderId(order)), revision, OrderImage.unreadable("lost"))
                .id()
                .toString();
    }

    @Test
    void requiresAllParts() {
        assertThatNullPointerException()
                .isThrownBy(() -> new OrderEvent(
                        null,
                        NOON,
                        KEY,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        List.of(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        NUMBER))
                .withMessage("type");
    }
}
