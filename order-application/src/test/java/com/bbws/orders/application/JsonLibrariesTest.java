package com.bbws.orders.application;

import static com.bbws.orders.domain.testing.OrderFixtures.ALICE;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.UPDATE_ID;
import static com.bbws.orders.domain.testing.OrderFixtures.aPaidOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anExpiredOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.rand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bbws.orders.domain.EmailAddress;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import com.google.gson.Gson;
import com.google.gson.JsonIOException;
import com.google.gson.reflect.TypeToken;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** What the JSON libraries of embedders do with an order: they fail, or they write the document and read it again. */
class JsonLibrariesTest {

    private static final com.fasterxml.jackson.databind.ObjectMapper JACKSON_2 =
            new com.fasterxml.jackson.databind.ObjectMapper();
    private static final JsonMapper JACKSON_3 = new JsonMapper();
    private static final Gson GSON = new Gson();

    private static final OrderChange CHANGE = aPendingOrder()
            .update(OrderUpdate.to(OrderStatus.PAID, aPayment()), ALICE, UPDATE_ID, NOON)
            .orElseThrow();

    static Stream<Object> partsOfAnOrder() {
        Order order = aPaidOrder();
        return Stream.of(
                order,
                anExpiredOrder(TENANT, ID),
                CHANGE,
                UpdateOutcome.unchanged(order),
                EmailAddress.of("thandi@example.com"),
                aPayment(),
                order.items().orElseThrow().get(0),
                order.campaign().orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("partsOfAnOrder")
    void jacksonRefusesToWriteThem(Object part) {
        assertThatExceptionOfType(com.fasterxml.jackson.databind.JsonMappingException.class)
                .isThrownBy(() -> JACKSON_2.writeValueAsString(part))
                .withMessageContaining("OrderDocument.of(order)");
        assertThatExceptionOfType(tools.jackson.databind.DatabindException.class)
                .isThrownBy(() -> JACKSON_3.writeValueAsString(part))
                .withMessageContaining("OrderDocument.of(order)");
    }

    /** Gson reads fields: on the module path it may not, and on the class path it cannot read an Optional. */
    @Test
    void gsonRefusesToWriteAnOrder() {
        assertThatExceptionOfType(JsonIOException.class).isThrownBy(() -> GSON.toJson(aPaidOrder()));
        assertThatExceptionOfType(JsonIOException.class).isThrownBy(() -> GSON.toJson(CHANGE));
    }

    /** Their components are all their data. */
    @Test
    void valuesThatAreRecordsAreWrittenAndReadWithoutLoss() throws Exception {
        LockToken token = new LockToken("2025-12-30 10:00:00+00:00");

        assertThat(JACKSON_2.readValue(JACKSON_2.writeValueAsString(KEY), KEY.getClass()))
                .isEqualTo(KEY);
        assertThat(JACKSON_3.readValue(JACKSON_3.writeValueAsString(KEY), KEY.getClass()))
                .isEqualTo(KEY);
        assertThat(GSON.fromJson(GSON.toJson(KEY), KEY.getClass())).isEqualTo(KEY);
        assertThat(JACKSON_2.readValue(JACKSON_2.writeValueAsString(token), LockToken.class))
                .isEqualTo(token);
        assertThat(JACKSON_3.readValue(
                        JACKSON_3.writeValueAsString(rand("1.50")), rand("1.50").getClass()))
                .isEqualTo(rand("1.50"));
    }

    /** Jackson 3 uses {@code toString}, Jackson 2 and Gson the name. */
    @Test
    void jackson3WritesAndReadsTheWireNameOfAStatus() {
        assertThat(JACKSON_3.writeValueAsString(OrderStatus.PAYMENT_PENDING)).isEqualTo("\"payment_pending\"");
        assertThat(JACKSON_3.readValue("\"payment_pending\"", OrderStatus.class))
                .isEqualTo(OrderStatus.PAYMENT_PENDING);
    }

    @Test
    @SuppressWarnings("unchecked")
    void allOfThemWriteAndReadTheDocument() throws Exception {
        Map<String, Object> document = OrderDocument.of(aPaidOrder());

        Map<String, ?> ofJackson2 = JACKSON_2.readValue(JACKSON_2.writeValueAsString(document), Map.class);
        Map<String, ?> ofJackson3 = JACKSON_3.readValue(JACKSON_3.writeValueAsString(document), Map.class);
        Map<String, ?> ofGson = GSON.fromJson(GSON.toJson(document), new TypeToken<Map<String, Object>>() {});

        assertThat(Stream.of(ofJackson2, ofJackson3, ofGson).map(OrderDocument::read))
                .allSatisfy(order -> assertThat(OrderDocument.of(order)).isEqualTo(document));
    }
}
