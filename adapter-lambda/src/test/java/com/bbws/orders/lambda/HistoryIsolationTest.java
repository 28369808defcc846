package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static com.bbws.orders.lambda.ApiGatewayType.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.TestTable;
import com.bbws.orders.lambda.testing.event.StreamEvents;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** No item of one tenant, in any form of its key, is recorded in the history of another tenant. */
class HistoryIsolationTest {

    private static final String ORDER = "ORDER#order_4d2e";

    private final TestTable table = TestTable.embedded();
    private final FaultInjectionProxy proxy =
            new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
    private final EmbeddedService attacker =
            new EmbeddedService(EmbeddedService.newTenant(), table).at(proxy.endpoint());
    private final String victim = EmbeddedService.newTenant().value();

    @BeforeEach
    void storeTheHistoryOfTheVictim() {
        EmbeddedService service = new EmbeddedService(new TenantId(victim), table);
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());
        service.orderHistory().handleRequest(StreamEvents.parse(event(key("TENANT#" + victim), "{}")), null);
    }

    @AfterEach
    void closeTheProxy() {
        proxy.close();
    }

    @Test
    void usesTheTenantOfTheKeyAndNotOfTheImage() {
        String lies = """
                {"PK":{"S":"TENANT#VICTIM"},"SK":{"S":"ORDER#order_4d2e"},"tenantId":{"S":"VICTIM"},"id":{"S":"other"},
                "GSI1_PK":{"S":"TENANT#VICTIM"},"status":{"S":"pending"}}""".replace("VICTIM", victim);

        assertThat(newPartitions(event(key("TENANT#" + attacker.tenant.value()), lies)))
                .containsExactly("HISTORY#" + attacker.tenant.value() + "#order_4d2e");
    }

    @Test
    void usesTheLastOfTwoKeys() {
        String twice = "{\"PK\":{\"S\":%s},\"PK\":{\"S\":%s},\"SK\":{\"S\":%s}}"
                .formatted(text("TENANT#" + victim), text("TENANT#" + attacker.tenant.value()), text(ORDER));

        assertThat(newPartitions(event(twice, "{}")))
                .containsExactly("HISTORY#" + attacker.tenant.value() + "#order_4d2e");
    }

    @ParameterizedTest
    @MethodSource("com.bbws.orders.lambda.TenantIsolationTest#spellings")
    void recordsNothingForAKeyThatOnlyLooksLikeTheVictims(UnaryOperator<String> spelling) {
        String tenant = spelling.apply(victim);

        Set<String> partitions = newPartitions(event(key("TENANT#" + tenant), "{}"));

        // The same name in other letters is a valid but different tenant.
        if (tenant.matches("[A-Za-z0-9_-]{1,64}")) {
            assertThat(partitions).containsExactly("HISTORY#" + tenant + "#order_4d2e");
        } else {
            assertThat(partitions).isEmpty();
            assertThat(proxy.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HISTORY#VICTIM#order_4d2e",
                "HISTORY#VICTIM",
                "COUNTER",
                "VICTIM",
                "tenant#VICTIM",
                "TENANT#",
                "TENANT##VICTIM",
                "TENANT#VICTIM#order_4d2e"
            })
    void recordsNothingForAPartitionWithoutATenant(String partition) {
        assertThat(newPartitions(event(key(partition.replace("VICTIM", victim)), "{}")))
                .isEmpty();
        assertThat(proxy.requests()).isEmpty();
    }

    /** Returns the partitions of the items that an event adds, and checks that all other items are unchanged. */
    private Set<String> newPartitions(String event) {
        Set<Map<String, AttributeValue>> before = items();
        attacker.orderHistory().handleRequest(StreamEvents.parse(event), null);
        Set<Map<String, AttributeValue>> after = items();
        assertThat(after).containsAll(before);
        Set<String> partitions = new HashSet<>();
        after.stream()
                .filter(item -> !before.contains(item))
                .forEach(item -> partitions.add(item.get("PK").s()));
        return partitions;
    }

    private Set<Map<String, AttributeValue>> items() {
        return Set.copyOf(EmbeddedDynamoDb.shared().itemsOf(table.settings().tableName()));
    }

    private static String key(String partition) {
        return "{\"PK\":{\"S\":%s},\"SK\":{\"S\":%s}}".formatted(text(partition), text(ORDER));
    }

    private static String event(String keys, String image) {
        return """
                {"Records":[{"eventName":"INSERT","dynamodb":{"SequenceNumber":"1","ApproximateCreationDateTime":1767614400,
                "Keys":%s,"NewImage":%s}}]}""".formatted(keys, image);
    }
}
