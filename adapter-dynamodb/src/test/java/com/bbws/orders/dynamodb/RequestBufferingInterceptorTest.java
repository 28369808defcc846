package com.bbws.orders.dynamodb;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bbws.orders.domain.OrderKey;
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

/** The tests of this module run with the JDK's default: the JDK repeats a request that gets no response. */
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
    @CsvSource({"false, true", "true, false", "invalid, false", ", false"})
    void isSafeOnlyIfTheJdkDoesNotRepeatRequests(String value, boolean expected) {
        System.clearProperty(PROPERTY);
        Optional.ofNullable(value).ifPresent(property -> System.setProperty(PROPERTY, property));

        assertThat(RequestBufferingInterceptor.isSafe()).isEqualTo(expected);
    }

    @Test
    void removesTheContentLength() {
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

    /** This is why requests are streamed by default: {@link RepositoryFaultsTest} counts four attempts of a streamed request. */
    @Test
    void doublesTheNumberOfAttemptsIfTheJdkRepeatsRequests() {
        try (FaultInjectionProxy proxy =
                        new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
                PrimingConnectionFactory connections = new PrimingConnectionFactory(TABLE.settings());
                DynamoDbClient client = DynamoDbOrders.primingClient(proxy.to(TABLE.settings()), connections)) {
            proxy.onEvery("GetItem", Fault.dropRequest());

            assertThatThrownBy(() -> client.getItem(
                            read -> read.tableName(TABLE.settings().tableName())
                                    .key(OrderKeys.primaryKey(new OrderKey(new TenantId("anyone"), ID)))))
                    .isInstanceOf(SdkClientException.class);
            assertThat(proxy.requests("GetItem")).isEqualTo(8);
        }
    }
}
