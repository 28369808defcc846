package com.bbws.orders.domain;

import static com.bbws.orders.domain.testing.OrderFixtures.rand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineItemTest {

    private static final StoredValue<Integer> TWO = StoredValue.known(2);
    private static final StoredValue<Money> PRICE = StoredValue.known(rand("149.50"));
    private static final StoredValue<Money> DISCOUNT = StoredValue.known(rand("29.90"));

    @ParameterizedTest
    @CsvSource({
        "1,          99,     0,      99.00",
        "2,          149.50, 29.90,  269.10",
        "3,          0.10,   0,      0.30",
        "1,          10,     15,     -5.00",
        "1,          0,      0,      0.00",
        "2147483647, 1,      0,      2147483647.00",
        "3,          33.333, 0.001,  99.998"
    })
    void hasASubtotalOfQuantityTimesPriceMinusDiscount(int quantity, String price, String discount, String subtotal) {
        LineItem item = LineItem.of("prod_hosting", "Hosting", quantity, rand(price), rand(discount));

        assertThat(item.subtotal()).contains(rand(subtotal));
    }

    @Test
    void hasTheOrderedValues() {
        LineItem item = LineItem.of("prod_hosting", "Hosting, one year", 2, rand("149.50"), rand("29.90"));

        assertThat(item.productId()).contains("prod_hosting");
        assertThat(item.productName()).contains("Hosting, one year");
        assertThat(item.quantity()).contains(2);
        assertThat(item.unitPrice()).contains(rand("149.50"));
        assertThat(item.discount()).contains(rand("29.90"));
        assertThat(item.id()).isEmpty();
        assertThat(item.dateCreated()).isEmpty();
        assertThat(item.dateLastUpdated()).isEmpty();
        assertThat(item.lastUpdatedBy()).isEmpty();
        assertThat(item.active()).isEmpty();
    }

    @Test
    void isReconstitutedUnchanged() {
        LineItem item = LineItem.reconstitute()
                .id("item_1")
                .productId("prod_hosting")
                .productName("Hosting")
                .quantity(StoredValue.known(0))
                .unitPrice(StoredValue.known(rand("149.50")))
                .discount(StoredValue.known(rand("29.90")))
                .dateCreated("created")
                .dateLastUpdated("updated")
                .lastUpdatedBy("shop")
                .active(false)
                .build();

        assertThat(item.id()).contains("item_1");
        assertThat(item.productId()).contains("prod_hosting");
        assertThat(item.productName()).contains("Hosting");
        assertThat(item.quantity()).contains(0);
        assertThat(item.unitPrice()).contains(rand("149.50"));
        assertThat(item.discount()).contains(rand("29.90"));
        assertThat(item.dateCreated()).contains("created");
        assertThat(item.dateLastUpdated()).contains("updated");
        assertThat(item.lastUpdatedBy()).contains("shop");
        assertThat(item.active()).contains(false);
        assertThat(item.subtotal()).contains(rand("-29.90"));
    }

    @Test
    void hasTheFullPriceIfNoDiscountIsStored() {
        LineItem item = LineItem.reconstitute().quantity(TWO).unitPrice(PRICE).build();

        assertThat(item.subtotal()).contains(rand("299.00"));
        assertThat(item.fullPrice()).contains(rand("299.00"));
    }

    @Test
    void hasNoSubtotalIfNoQuantityIsStored() {
        LineItem item =
                LineItem.reconstitute().unitPrice(PRICE).discount(DISCOUNT).build();

        assertThat(item.subtotal()).isEmpty();
        assertThat(item.fullPrice()).isEmpty();
        assertThat(item.unreadable()).isEmpty();
    }

    @Test
    void hasNoSubtotalIfNoPriceIsStored() {
        LineItem item = LineItem.reconstitute().quantity(TWO).discount(DISCOUNT).build();

        assertThat(item.subtotal()).isEmpty();
        assertThat(item.fullPrice()).isEmpty();
        assertThat(item.unreadable()).isEmpty();
    }

    @Test
    void hasNoSubtotalIfTheDiscountIsUnreadable() {
        OrderDefect comma = unreadable("items.0.discount", "29,90");

        LineItem item = LineItem.reconstitute()
                .quantity(TWO)
                .unitPrice(PRICE)
                .discount(StoredValue.unreadable(List.of(comma)))
                .build();

        assertThat(item.subtotal()).isEmpty();
        assertThat(item.discount()).isEmpty();
        assertThat(item.quantity()).contains(2);
        assertThat(item.unitPrice()).contains(rand("149.50"));
        assertThat(item.fullPrice()).contains(rand("299.00"));
        assertThat(item.unreadable()).containsExactly(comma);
    }

    @Test
    void hasNoSubtotalIfQuantityOrPriceIsUnreadable() {
        OrderDefect quantity = unreadable("items.0.quantity", "two");
        OrderDefect price = unreadable("items.0.unitPrice", "149,50");
        LineItem.Builder readable =
                LineItem.reconstitute().quantity(TWO).unitPrice(PRICE).discount(DISCOUNT);

        LineItem withoutPrice =
                readable.unitPrice(StoredValue.unreadable(List.of(price))).build();
        LineItem withoutBoth =
                readable.quantity(StoredValue.unreadable(List.of(quantity))).build();
        LineItem withoutQuantity = readable.unitPrice(PRICE).build();

        assertThat(withoutPrice.subtotal()).isEmpty();
        assertThat(withoutPrice.unreadable()).containsExactly(price);
        assertThat(withoutBoth.subtotal()).isEmpty();
        assertThat(withoutBoth.unreadable()).containsExactly(quantity, price);
        assertThat(withoutQuantity.subtotal()).isEmpty();
        assertThat(withoutQuantity.unreadable()).containsExactly(quantity);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void rejectsAQuantityBelowOne(int quantity) {
        assertThatExceptionOfType(OrderException.Invalid.class)
                .isThrownBy(() -> LineItem.of("prod_hosting", "Hosting", quantity, rand("1"), rand("0")))
                .satisfies(rejection -> assertThat(rejection.errors())
                        .containsExactly(new FieldError("quantity", FieldError.Code.TOO_SMALL, "must be at least 1")));
    }

    @Test
    void rejectsADiscountInAnotherCurrency() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LineItem.of("prod_hosting", "Hosting", 1, rand("1"), Money.zero("USD")))
                .withMessage("amounts in two currencies: ZAR and USD");
    }

    private static OrderDefect unreadable(String attribute, String found) {
        return new OrderDefect(OrderDefect.Kind.UNREADABLE_AMOUNT, attribute, found, "a number");
    }
}
