package com.bbws.orders.dynamodb;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/**
 * A client of the application, with what the guarantees need of each request: the attempts of a write are counted, and a call
 * has a time limit even if the client has none. It supports only the operations of this module. Closing it does not close the
 * application's client.
 */
final class SharedDynamoDbClient implements DynamoDbClient {

    /** Counts the attempts of a write. The SDK applies it to one request, so the application's other requests are not affected. */
    private static final SdkPlugin COUNT_ATTEMPTS =
            client -> client.overrideConfiguration(client.overrideConfiguration().toBuilder()
                    .addExecutionInterceptor(new WriteAttemptTracker.Interceptor())
                    .build());

    private final DynamoDbClient client;
    private final boolean hasCallTimeout;
    private final boolean hasAttemptTimeout;

    SharedDynamoDbClient(DynamoDbClient client) {
        this.client = client;
        ClientOverrideConfiguration configuration =
                client.serviceClientConfiguration().overrideConfiguration();
        this.hasCallTimeout = configuration.apiCallTimeout().isPresent();
        this.hasAttemptTimeout = configuration.apiCallAttemptTimeout().isPresent();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return client.getItem(request.toBuilder()
                .overrideConfiguration(limited(request).build())
                .build());
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return client.updateItem(request.toBuilder()
                .overrideConfiguration(
                        limited(request).addPlugin(COUNT_ATTEMPTS).build())
                .build());
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return client.putItem(request.toBuilder()
                .overrideConfiguration(limited(request).build())
                .build());
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return client.query(request.toBuilder()
                .overrideConfiguration(limited(request).build())
                .build());
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        return client.scan(request.toBuilder()
                .overrideConfiguration(limited(request).build())
                .build());
    }

    @Override
    public DescribeTableResponse describeTable(DescribeTableRequest request) {
        return client.describeTable(request.toBuilder()
                .overrideConfiguration(limited(request).build())
                .build());
    }

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
        return client.createTable(request.toBuilder()
                .overrideConfiguration(limited(request).build())
                .build());
    }

    @Override
    public DynamoDbWaiter waiter() {
        return client.waiter();
    }

    @Override
    public DynamoDbServiceClientConfiguration serviceClientConfiguration() {
        return client.serviceClientConfiguration();
    }

    @Override
    public String serviceName() {
        return client.serviceName();
    }

    /** Does nothing: the client belongs to the application. */
    @Override
    public void close() {}

    /** Returns the configuration of a request, with the time limits of this module where neither request nor client has one. */
    private AwsRequestOverrideConfiguration.Builder limited(DynamoDbRequest request) {
        AwsRequestOverrideConfiguration.Builder call = request.overrideConfiguration()
                .map(AwsRequestOverrideConfiguration::toBuilder)
                .orElseGet(AwsRequestOverrideConfiguration::builder);
        if (!hasCallTimeout && call.apiCallTimeout() == null) {
            call.apiCallTimeout(DynamoDbOrders.CALL_TIMEOUT);
        }
        if (!hasAttemptTimeout && call.apiCallAttemptTimeout() == null) {
            call.apiCallAttemptTimeout(DynamoDbOrders.ATTEMPT_TIMEOUT);
        }
        return call;
    }
}
