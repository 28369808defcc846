package com.bbws.orders.domain;

import static com.bbws.orders.domain.testing.OrderFixtures.rand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineItemTest {

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
    void addsUpToQuantityTimesPriceLessDiscount(int quantity, String price, String discount, String subtotal) {
        LineItem item = LineItem.of("prod_hosting", "Hosting", quantity, rand(price), rand(discount));

        assertThat(item.subtotal()).contains(rand(subtotal));
    }

    @Test
    void isWhatWasOrdered() {
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
    void isRestoredAsItIsStored() {
        LineItem item = LineItem.restored(
                Optional.of("item_1"),
                Optional.of("prod_hosting"),
                Optional.of("Hosting"),
                Optional.of(0),
                Optional.of(rand("149.50")),
                Optional.of(rand("29.90")),
                Optional.of("created"),
                Optional.of("updated"),
                Optional.of("shop"),
                Optional.of(false));

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
        assertThat(stored(Optional.of(2), Optional.of(rand("149.50"))).subtotal())
                .contains(rand("299.00"));
    }

    @Test
    void hasNoSubtotalIfNoQuantityIsStored() {
        assertThat(stored(Optional.empty(), Optional.of(rand("149.50"))).subtotal())
                .isEmpty();
    }

    @Test
    void hasNoSubtotalIfNoPriceIsStored() {
        assertThat(stored(Optional.of(2), Optional.empty()).subtotal()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesToBeOfNothing(int quantity) {
        assertThatExceptionOfType(OrderException.Invalid.class)
                .isThrownBy(() -> LineItem.of("prod_hosting", "Hosting", quantity, rand("1"), rand("0")))
                .satisfies(refusal ->
                        assertThat(refusal.errors()).containsExactly(new FieldError("quantity", "must be at least 1")));
    }

    @Test
    void refusesADiscountInAnotherCurrency() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LineItem.of("prod_hosting", "Hosting", 1, rand("1"), Money.zero("USD")))
                .withMessage("amounts in two currencies: ZAR and USD");
    }

    private static LineItem stored(Optional<Integer> quantity, Optional<Money> unitPrice) {
        return LineItem.restored(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                quantity,
                unitPrice,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
