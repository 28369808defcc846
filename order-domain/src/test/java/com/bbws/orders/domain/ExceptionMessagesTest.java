package com.bbws.orders.domain;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.anExpiredOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.testing.PersonalData;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The messages of this project's exceptions contain no personal data, although many exceptions have an order. */
class ExceptionMessagesTest {

    private static final Order ORDER = anOrder(TENANT, ID, OrderStatus.PAID)
            .paymentDetails(aPayment())
            .lastUpdatedBy("alice@example.com")
            .build();

    private static final List<Throwable> EVERY_TYPE = List.of(
            catchThrowable(() -> EmailAddress.of("thandi@example.com SECRET")),
            catchThrowable(() -> aPayment("txn-1" + "x".repeat(200))),
            catchThrowable(() -> new OrderId("thandi@example.com")),
            catchThrowable(() -> new TenantId("thandi@example.com")),
            catchThrowable(() -> Money.of("SECRET", "ZAR")),
            new OrderException.Immutable(ORDER),
            OrderException.IllegalTransition.inUpdate(ORDER, OrderStatus.PENDING),
            OrderException.IllegalTransition.inCorrection(ORDER, OrderStatus.PENDING),
            OrderException.PaymentNotAllowed.inUpdate(ORDER),
            OrderException.PaymentNotAllowed.inCorrection(ORDER),
            new OrderException.NotFound(ID),
            new OrderException.TooLarge(ID),
            new OrderException.VersionRequired(ORDER),
            new OrderException.PreconditionFailed(new OrderException.Conflict(Optional.of(ORDER), true)),
            new OrderException.Conflict(Optional.of(ORDER), true),
            new StoreException.Unavailable("The store did not answer.", new IllegalStateException()),
            new StoreException.OutcomeUnknown("The store did not answer.", new IllegalStateException()),
            new StoreException.Unreadable(anExpiredOrder(TENANT, ID)));

    @Test
    void containNoPersonalDataIncludingTheirCauses() {
        assertThat(EVERY_TYPE).allSatisfy(failure -> {
            StringWriter all = new StringWriter();
            failure.printStackTrace(new PrintWriter(all, true));
            PersonalData.checkNoneIn(all.toString(), "an exception");
        });
    }

    @Test
    void areAllTested() {
        assertThat(EVERY_TYPE.stream().map(Throwable::getClass).collect(toSet()))
                .containsAll(Stream.of(OrderException.class, StoreException.class)
                        .flatMap(ExceptionMessagesTest::types)
                        .collect(toSet()));
    }

    private static Stream<Class<? extends Throwable>> types(Class<?> family) {
        return family.isSealed()
                ? Stream.of(family.getPermittedSubclasses())
                        .flatMap(type -> Stream.concat(Stream.of(type.asSubclass(Throwable.class)), types(type)))
                : Stream.empty();
    }

    @Test
    void usesFixturesWithPersonalData() {
        assertThat(PersonalData.in(ORDER.customerEmail().orElseThrow().text())).isPresent();
        assertThat(PersonalData.in(ORDER.lastUpdatedBy().orElseThrow())).isPresent();
        assertThat(PersonalData.in(ORDER.billingAddress().orElseThrow().street().orElseThrow()))
                .isPresent();
        assertThat(PersonalData.in(ORDER.paymentDetails()
                        .orElseThrow()
                        .get(PaymentField.TRANSACTION_ID)
                        .orElseThrow()))
                .isPresent();
        assertThat(PersonalData.in(ORDER.paymentDetails()
                        .orElseThrow()
                        .get(PaymentField.PAYFAST_PAYMENT_ID)
                        .orElseThrow()))
                .isPresent();
    }
}
