package com.bbws.orders.dynamodb;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.port.OrderHistory;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.OrderScanner;
import com.bbws.orders.domain.port.OrderSearch;
import com.bbws.orders.domain.port.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

/**
 * Opens the orders table and returns the ports for it. The ports share one client and are thread-safe until this object is
 * closed.
 *
 * <p>Some ports are created by factory methods that return the type of the port. This is faster for programs that do not use
 * the port: with a constructor, the verifier of the JVM loads the class to check that it implements the port.
 */
public final class DynamoDbOrders implements AutoCloseable {

    /** Short enough for four attempts in a call. */
    static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);

    static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(1);

    /**
     * A handler makes two calls, a read and a write. If the write gets no response, it reads the order again. All must end
     * within 20 s (docs/contract.md, 1 Lock).
     */
    static final Duration CALL_TIMEOUT = Duration.ofMillis(8_500);

    /** The timeout of the read after a write without a response. It allows only one attempt without a response. */
    static final Duration LOOK_UP_TIMEOUT = ATTEMPT_TIMEOUT.minusMillis(200);

    /** Set explicitly, because the default of the SDK is nine and will become four. */
    static final int MAX_ATTEMPTS = 4;

    private static final String SCHEMES_WITHOUT_TUNNEL = "jdk.http.auth.tunneling.disabledSchemes";

    private static final Duration BATCH_CALL_TIMEOUT = Duration.ofMinutes(1);
    private static final int BATCH_MAX_ATTEMPTS = 20;
    private static final BackoffStrategy BATCH_THROTTLING_BACKOFF =
            BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(5));

    private static final BackoffStrategy BACKOFF =
            BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofMillis(400));

    private final DynamoDbSettings settings;
    private final DynamoDbClient client;

    private DynamoDbOrders(DynamoDbSettings settings, DynamoDbClient client) {
        this.settings = settings;
        this.client = client;
    }

    /**
     * Opens the table. This sends no request, so it does not fail if the table or the credentials do not exist.
     *
     * <p>If the proxy requires a password, this sets the system property {@code jdk.http.auth.tunneling.disabledSchemes} to
     * the empty text, unless it is set already. Otherwise the JDK does not send the password.
     *
     * @param settings the location of the table
     * @throws IllegalArgumentException if the proxy variable has an invalid value; the message names the variable
     */
    public static DynamoDbOrders open(DynamoDbSettings settings) {
        return new DynamoDbOrders(
                settings,
                builder(settings, httpClient(settings), CALL_TIMEOUT, retries(), RequestBufferingInterceptor.isSafe())
                        .build());
    }

    /**
     * Opens the table for a batch. If DynamoDB throttles a call, it is retried for up to a minute. Otherwise the same as
     * {@link #open}.
     *
     * @param settings the location of the table
     * @throws IllegalArgumentException as {@link #open} does
     */
    public static DynamoDbOrders openForBatch(DynamoDbSettings settings) {
        StandardRetryStrategy retries = retries().toBuilder()
                .maxAttempts(BATCH_MAX_ATTEMPTS)
                .throttlingBackoffStrategy(BATCH_THROTTLING_BACKOFF)
                .build();
        return new DynamoDbOrders(
                settings,
                builder(
                                settings,
                                httpClient(settings),
                                BATCH_CALL_TIMEOUT,
                                retries,
                                RequestBufferingInterceptor.isSafe())
                        .build());
    }

    /**
     * Opens a table with a client of the application, which decides on credentials, region, endpoint, HTTP client, retries, metrics
     * and tracing. Several tables may be opened with one client. {@link #close} does not close the client.
     *
     * <p>What the guarantees of the ports need is set for each request: the attempts of a write are counted, and if the client has
     * no time limit, a call ends after 8.5 s and an attempt after 2 s. The rest is up to the client:
     *
     * <ul>
     *   <li>All retries must be those of the SDK. An HTTP client that repeats requests by itself, or an interceptor that removes
     *       the request's length for the JDK's HTTP client, hides attempts, so that a change that was written may be reported as a
     *       conflict.
     *   <li>At least four attempts in a call. With fewer, more calls fail with {@link StoreException}, but none is reported wrongly.
     *   <li>If a call has a time limit, the limit must leave time for a second attempt.
     * </ul>
     *
     * @param client the client; it must be open as long as the ports are used
     * @param tableName the table's name
     * @throws IllegalArgumentException if the name is not a valid table name
     */
    public static DynamoDbOrders open(DynamoDbClient client, String tableName) {
        requireNonNull(tableName, "tableName");
        DynamoDbServiceClientConfiguration configuration =
                requireNonNull(client, "client").serviceClientConfiguration();
        DynamoDbSettings settings = new DynamoDbSettings(
                DynamoDbSettings.tableName("tableName", tableName),
                configuration.region().id(),
                configuration.endpointOverride(),
                Optional.empty());
        return new DynamoDbOrders(settings, new SharedDynamoDbClient(client));
    }

    /** Returns the port that finds an order and writes a change. */
    public OrderRepository repository() {
        return new DynamoDbOrderRepository(client, settings);
    }

    /**
     * Returns a repository for priming: it sends the same requests to DynamoDB as {@link #repository}, but cannot write
     * anything. It always returns the same pending order and reports each change as written.
     */
    public OrderRepository primingRepository() {
        return DynamoDbPriming.repository(client, settings);
    }

    /**
     * Fetches the credentials and opens a connection, by reading an item that does not exist.
     *
     * @param timeout the time limit; it does not apply to the name server
     * @throws StoreException if DynamoDB does not respond in time, or rejects the read
     */
    public void connect(Duration timeout) {
        DynamoDbOrderRepository.connect(client, settings, timeout);
    }

    /** Returns the port that finds and lists orders. */
    public OrderSearch search() {
        return DynamoDbOrderSearch.of(client, settings);
    }

    /** Returns the port that validates all orders. */
    public OrderScanner scanner() {
        return DynamoDbOrderScanner.of(client, settings);
    }

    /** Returns the port that records what has happened to the orders. */
    public OrderHistory history() {
        return DynamoDbOrderHistory.of(client, settings);
    }

    /**
     * Creates the table with its indexes and its stream, and waits until it exists. For tests, local runs and sandboxes:
     * another repository defines the real tables.
     *
     * @throws ResourceInUseException if it exists
     */
    public void createTable() {
        try {
            client.createTable(OrdersTable.definition(settings.tableName()));
        } catch (ResourceInUseException exists) {
            if (exists.numAttempts() == null || exists.numAttempts() == 1) {
                throw exists;
            }
            // The first attempt created the table, and its response was lost.
        }
        client.waiter().waitUntilTableExists(table -> table.tableName(settings.tableName()));
    }

    /** Closes the connections. The ports cannot be used afterwards. A client of the application stays open. */
    @Override
    public void close() {
        client.close();
    }

    /**
     * Returns a client with the settings of {@link #open}, for priming: its connections and credentials do not stay in the
     * process.
     *
     * <p>It buffers its requests, although the JDK may then send a request twice: a priming request writes nothing.
     */
    static DynamoDbClient primingClient(DynamoDbSettings settings, UrlConnectionFactory connections) {
        return builder(settings, UrlConnectionHttpClient.create(connections), CALL_TIMEOUT, retries(), true)
                .credentialsProvider(new PrimingCredentialsProvider())
                .build();
    }

    /**
     * Returns a connection that is not open yet, through the proxy for the address. If the settings name no proxy, the JDK's
     * own proxy settings apply.
     */
    static HttpURLConnection connection(DynamoDbSettings settings, URI uri) {
        try {
            HttpURLConnection connection = settings.proxies().isNone()
                    ? (HttpURLConnection) uri.toURL().openConnection()
                    : throughProxy(settings.proxies().serverFor(uri), uri);
            connection.setConnectTimeout((int) CONNECTION_TIMEOUT.toMillis());
            connection.setReadTimeout((int) ATTEMPT_TIMEOUT.toMillis());
            return connection;
        } catch (IOException impossible) {
            throw new UncheckedIOException("openConnection does not connect, so it cannot fail", impossible);
        }
    }

    private static HttpURLConnection throughProxy(Optional<ProxySettings.Server> server, URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL()
                .openConnection(server.map(ProxySettings.Server::proxy).orElse(Proxy.NO_PROXY));
        server.flatMap(ProxySettings.Server::credentials).ifPresent(user -> {
            if (connection instanceof HttpsURLConnection) {
                connection.setAuthenticator(user.authenticator());
            } else {
                connection.setRequestProperty("Proxy-Authorization", user.header());
            }
        });
        return connection;
    }

    private static DynamoDbClientBuilder builder(
            DynamoDbSettings settings,
            SdkHttpClient httpClient,
            Duration callTimeout,
            StandardRetryStrategy retries,
            boolean buffered) {
        DynamoDbClientBuilder builder = DynamoDbClient.builder()
                .region(Region.of(settings.region()))
                .httpClient(httpClient)
                .overrideConfiguration(override -> {
                    override.apiCallTimeout(callTimeout)
                            .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                            .retryStrategy(retries)
                            .addExecutionInterceptor(new WriteAttemptTracker.Interceptor());
                    if (buffered) {
                        override.addExecutionInterceptor(new RequestBufferingInterceptor());
                    }
                    settings.profile().ifPresent(override::defaultProfileName);
                });
        settings.endpoint().ifPresent(builder::endpointOverride);
        settings.profile().map(DynamoDbOrders::credentials).ifPresent(builder::credentialsProvider);
        return builder;
    }

    /** TLS is not initialized for an http endpoint: that takes up to 100 ms of a start (docs/performance.md). */
    private static SdkHttpClient httpClient(DynamoDbSettings settings) {
        boolean plain =
                settings.endpoint().map(URI::getScheme).filter("http"::equals).isPresent();
        if (settings.proxy().flatMap(ProxySettings.Server::credentials).isPresent()) {
            allowPasswordsForTunnels();
        }
        return AsyncInitHttpClient.of(() -> {
            if (plain) {
                return UrlConnectionHttpClient.create(uri -> connection(settings, uri));
            }
            if (!settings.proxies().isNone()) {
                // Initializes TLS now. The client without a proxy does so itself.
                HttpsURLConnection.getDefaultSSLSocketFactory();
                return UrlConnectionHttpClient.create(uri -> connection(settings, uri));
            }
            return UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECTION_TIMEOUT)
                    .socketTimeout(ATTEMPT_TIMEOUT)
                    .build();
        });
    }

    /**
     * Allows the JDK to send a user and a password to a proxy when it requests a tunnel, which is disabled by default. The JDK
     * reads this system property once, at the first connection of the process. An existing value is kept.
     */
    private static void allowPasswordsForTunnels() {
        if (System.getProperty(SCHEMES_WITHOUT_TUNNEL) == null) {
            System.setProperty(SCHEMES_WITHOUT_TUNNEL, "");
        }
    }

    /** Turns the exceptions for an invalid profile into the SDK's exception for missing credentials. */
    private static AwsCredentialsProvider credentials(String profile) {
        AwsCredentialsProvider provider = ProfileCredentialsProvider.create(profile);
        return () -> {
            try {
                return provider.resolveCredentials();
            } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException invalid) {
                throw SdkClientException.create("no credentials: " + invalid.getMessage(), invalid);
            }
        };
    }

    private static StandardRetryStrategy retries() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(MAX_ATTEMPTS)
                .backoffStrategy(BACKOFF)
                .throttlingBackoffStrategy(BACKOFF)
                // A truncated response. The SDK does not retry it by default.
                .retryOnException(Crc32MismatchException.class)
                // Transient errors that the SDK does not retry by default (docs/guarantees.md).
                .retryOnException(SdkExceptionTranslator::isTransient)
                // The circuit breaker would disable retries during an outage and so prolong its effects.
                .circuitBreakerEnabled(false)
                .build();
    }
}
