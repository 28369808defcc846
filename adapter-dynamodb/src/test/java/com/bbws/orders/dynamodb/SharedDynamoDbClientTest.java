package com.bbws.orders.dynamodb;

import static com.bbws.orders.domain.OrderStatus.CANCELLED;
import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.ALICE;
import static com.bbws.orders.domain.testing.OrderFixtures.BOB;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.ScanOptions;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.TimeRange;
import com.bbws.orders.domain.port.WriteOutcome;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.bbws.orders.dynamodb.testing.TestTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.RequestOverrideConfiguration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The ports over a client that the application has built. */
class SharedDynamoDbClientTest {

    private static final TestTable TABLE = TestTable.embedded();

    private final TenantId tenant = new TenantId("tenant_" + UUID.randomUUID());
    private final Order before = anOrder(tenant, ID, PENDING).build();
    private final OrderChange payment =
            before.update(OrderUpdate.to(PAID), ALICE, UpdateId.random(), NOON).orElseThrow();

    private final FaultInjectionProxy proxy =
            new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
    private final DynamoDbClient client = client(configuration -> {});
    private final DynamoDbOrders opened =
            DynamoDbOrders.open(client, TABLE.settings().tableName());
    private final OrderRepository orders = opened.repository();

    SharedDynamoDbClientTest() {
        TABLE.put(before);
    }

    @AfterEach
    void close() {
        client.close();
        proxy.close();
    }

    private DynamoDbClient client(Consumer<ClientOverrideConfiguration.Builder> configuration) {
        return DynamoDbClient.builder()
                .endpointOverride(proxy.endpoint())
                .region(Region.AF_SOUTH_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("own", "own")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(configuration)
                .build();
    }

    @Test
    void findsAndWritesAnOrder() {
        assertThat(orders.apply(payment)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(orders.find(before.key()).orElseThrow().status()).isEqualTo(PAID);
    }

    @Test
    void recognisesItsWriteAfterALostResponse() {
        proxy.on("UpdateItem", 1, Fault.dropResponse());

        assertThat(orders.apply(payment)).isEqualTo(WriteOutcome.RECOVERED);

        assertThat(proxy.requests("UpdateItem")).isEqualTo(2);
        assertThat(orders.find(before.key()).orElseThrow().lastUpdateId())
                .isEqualTo(payment.after().lastUpdateId());
    }

    @Test
    void knowsThatARejectedWriteWroteNothing() {
        proxy.onEvery("UpdateItem", Fault.error(400, "AccessDeniedException", "no"));

        assertThatExceptionOfType(StoreException.Unavailable.class)
                .isThrownBy(() -> orders.apply(payment))
                .withMessageContaining("permission dynamodb:UpdateItem");

        assertThat(proxy.requests("GetItem")).isZero();
    }

    @Test
    void knowsWhetherAnAttemptBeforeALostRaceMayHaveSucceeded() {
        TABLE.repository()
                .apply(before.update(OrderUpdate.to(CANCELLED), BOB, UpdateId.random(), NOON)
                        .orElseThrow());

        assertThat(conflict().ownAttemptUnknown()).isFalse();
        proxy.on("UpdateItem", 2, Fault.dropResponse());
        assertThat(conflict().ownAttemptUnknown()).isTrue();
    }

    private OrderException.Conflict conflict() {
        return catchThrowableOfType(OrderException.Conflict.class, () -> orders.apply(payment));
    }

    @Test
    void offersAllPorts() {
        assertThat(opened.search().list(tenant, TimeRange.ALWAYS)).hasSize(1);
        assertThat(opened.search().inspect(before.key())).isPresent();
        assertThat(opened.history().revisions(before.key())).isEmpty();
        try (var scan = opened.scanner().scan(Optional.of(tenant), ScanOptions.parallel(1), (items, total) -> {})) {
            assertThat(scan).hasSize(1);
        }
    }

    @Test
    void opensSeveralTablesAndClosesNone() {
        String otherTable = "orders-" + UUID.randomUUID();
        try (DynamoDbOrders other = DynamoDbOrders.open(client, otherTable)) {
            other.createTable();
            assertThat(other.repository().find(before.key())).isEmpty();
        }

        assertThat(orders.find(before.key())).isPresent();
    }

    @Test
    void limitsTheTimeOfACallIfTheClientDoesNot() {
        TimeLimits limits = new TimeLimits();
        try (DynamoDbClient unlimited = client(configuration -> configuration.addExecutionInterceptor(limits))) {
            OrderRepository repository =
                    DynamoDbOrders.open(unlimited, TABLE.settings().tableName()).repository();
            repository.find(before.key());
            repository.apply(payment);
        }

        assertThat(limits.ofCalls)
                .containsExactly(Optional.of(DynamoDbOrders.CALL_TIMEOUT), Optional.of(DynamoDbOrders.CALL_TIMEOUT));
        assertThat(limits.ofAttempts)
                .containsExactly(
                        Optional.of(DynamoDbOrders.ATTEMPT_TIMEOUT), Optional.of(DynamoDbOrders.ATTEMPT_TIMEOUT));
    }

    @Test
    void keepsTheTimeLimitsAndTheInterceptorsOfTheClient() {
        TimeLimits limits = new TimeLimits();
        try (DynamoDbClient limited = client(configuration -> configuration
                .addExecutionInterceptor(limits)
                .apiCallTimeout(Duration.ofSeconds(20))
                .apiCallAttemptTimeout(Duration.ofSeconds(5)))) {
            DynamoDbOrders.open(limited, TABLE.settings().tableName())
                    .repository()
                    .apply(payment);
        }

        assertThat(limits.ofCalls).containsExactly(Optional.empty());
        assertThat(limits.ofAttempts).containsExactly(Optional.empty());
    }

    @Test
    void rejectsATableNameThatCannotExist() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DynamoDbOrders.open(client, "or"))
                .withMessageStartingWith("tableName must be the name of a DynamoDB table");
        assertThatNullPointerException()
                .isThrownBy(() -> DynamoDbOrders.open(null, "orders"))
                .withMessage("client");
        assertThatNullPointerException()
                .isThrownBy(() -> DynamoDbOrders.open(client, null))
                .withMessage("tableName");
    }

    /** Records the time limits that the requests themselves have. */
    private static final class TimeLimits implements ExecutionInterceptor {

        private final List<Optional<Duration>> ofCalls = new CopyOnWriteArrayList<>();
        private final List<Optional<Duration>> ofAttempts = new CopyOnWriteArrayList<>();

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            Optional<? extends RequestOverrideConfiguration> call =
                    context.request().overrideConfiguration();
            ofCalls.add(call.flatMap(RequestOverrideConfiguration::apiCallTimeout));
            ofAttempts.add(call.flatMap(RequestOverrideConfiguration::apiCallAttemptTimeout));
        }
    }
}
