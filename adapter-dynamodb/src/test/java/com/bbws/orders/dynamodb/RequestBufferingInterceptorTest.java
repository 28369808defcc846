package com.bbws.orders.dynamodb;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bbws.orders.domain.TenantId;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.bbws.orders.dynamodb.testing.TestTable;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.InterceptorContext;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** This module's tests run as most programs do: the JDK sends a request again by itself. */
@Isolated("sets system properties")
class RequestBufferingInterceptorTest {

    private static final String PROPERTY = "sun.net.http.retryPost";
    private static final TestTable TABLE = TestTable.embedded();

    private final Optional<String> before = Optional.ofNullable(System.getProperty(PROPERTY));

    @AfterEach
    void restore() {
        System.clearProperty(PROPERTY);
        before.ifPresent(value -> System.setProperty(PROPERTY, value));
    }

    @ParameterizedTest
    @CsvSource({"false, true", "true, false", "nonsense, false", ", false"})
    void areSentOnceOnlyIfTheJvmWasToldSo(String value, boolean once) {
        System.clearProperty(PROPERTY);
        Optional.ofNullable(value).ifPresent(told -> System.setProperty(PROPERTY, told));

        assertThat(RequestBufferingInterceptor.isSafe()).isEqualTo(once);
    }

    @Test
    void leaveItToTheJdkToCountTheirBytes() {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri("http://localhost:8000/")
                .putHeader("Content-Length", "3")
                .putHeader("X-Amz-Target", "DynamoDB_20120810.GetItem")
                .build();

        SdkHttpRequest modified = new RequestBufferingInterceptor()
                .modifyHttpRequest(
                        InterceptorContext.builder()
                                .request(GetItemRequest.builder().build())
                                .httpRequest(request)
                                .build(),
                        new ExecutionAttributes());

        assertThat(modified.getUri()).isEqualTo(request.getUri());
        assertThat(modified.method()).isEqualTo(request.method());
        assertThat(modified.headers()).containsOnlyKeys("X-Amz-Target");
    }

    /** Were it otherwise, every program could have them: {@link RepositoryFaultsTest} counts four with a streamed one. */
    @Test
    void areEachSentTwiceByAJvmThatWasNotTold() {
        try (FaultInjectionProxy link =
                        new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
                PrimingConnectionFactory connections = new PrimingConnectionFactory(TABLE.settings());
                DynamoDbClient client = DynamoDbOrders.primingClient(link.to(TABLE.settings()), connections)) {
            link.onEvery("GetItem", Fault.dropRequest());

            assertThatThrownBy(() -> client.getItem(
                            read -> read.tableName(TABLE.settings().tableName())
                                    .key(OrderKeys.primaryKey(new TenantId("anyone"), ID))))
                    .isInstanceOf(SdkClientException.class);
            assertThat(link.requests("GetItem")).isEqualTo(8);
        }
    }
}
