package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.port.OrderHistory;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.OrderScanner;
import com.bbws.orders.domain.port.OrderSearch;
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
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

/**
 * The orders table, opened. Gives out the ports on it, which share one client and are safe for use by several threads
 * until this is closed.
 *
 * <p>Where a method makes a port's implementation by a factory method that returns the port's type, it is for the start of
 * those who do not use that port: to see that the one is the other, the JVM's verifier would load it.
 */
public final class DynamoDbOrders implements AutoCloseable {

    /** Four attempts fit into a call. */
    static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);

    static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(1);

    /**
     * A handler makes two calls, a read and a write, perhaps looks up what became of the write, and must answer within
     * 20 s (docs/contract.md, 1 Lock).
     */
    static final Duration CALL_TIMEOUT = Duration.ofMillis(8_500);

    /** For the read that tells what became of a write without an answer: one silent attempt uses it up. */
    static final Duration LOOK_UP_TIMEOUT = ATTEMPT_TIMEOUT.minusMillis(200);

    /** The SDK's own default is nine and about to become four: pinned, so that an upgrade changes nothing. */
    static final int MAX_ATTEMPTS = 4;

    private static final String SCHEMES_WITHOUT_TUNNEL = "jdk.http.auth.tunneling.disabledSchemes";

    private static final Duration PATIENT_CALL_TIMEOUT = Duration.ofMinutes(1);
    private static final int PATIENT_MAX_ATTEMPTS = 20;
    private static final BackoffStrategy PATIENT_THROTTLING_BACKOFF =
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
     * Opens the table. Nothing is sent until a port is used, so neither a missing table nor missing credentials fail
     * here.
     *
     * <p>If a proxy on the way requires a password, this sets the system property {@code
     * jdk.http.auth.tunneling.disabledSchemes} to the empty text, unless it is set: without it the JDK does not send the
     * password.
     *
     * @param settings where the table is
     * @throws IllegalArgumentException if the variable that names the proxy on the way to the table has a bad value; the
     *     message is a sentence that names it
     */
    public static DynamoDbOrders open(DynamoDbSettings settings) {
        return new DynamoDbOrders(
                settings,
                builder(settings, httpClient(settings), CALL_TIMEOUT, retries(), RequestBufferingInterceptor.isSafe())
                        .build());
    }

    /**
     * Opens the table for much work at once, where being throttled is no failure but a reason to go slower: a call is
     * tried again for up to a minute. Otherwise as {@link #open}.
     *
     * @param settings where the table is
     * @throws IllegalArgumentException as {@link #open} does
     */
    public static DynamoDbOrders openForBatch(DynamoDbSettings settings) {
        StandardRetryStrategy patient = retries().toBuilder()
                .maxAttempts(PATIENT_MAX_ATTEMPTS)
                .throttlingBackoffStrategy(PATIENT_THROTTLING_BACKOFF)
                .build();
        return new DynamoDbOrders(
                settings,
                builder(
                                settings,
                                httpClient(settings),
                                PATIENT_CALL_TIMEOUT,
                                patient,
                                RequestBufferingInterceptor.isSafe())
                        .build());
    }

    /** Returns the port that finds an order and writes a change. */
    public OrderRepository repository() {
        return new DynamoDbOrderRepository(client, settings);
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
     * Creates the table with its indexes and its stream, and waits until it is there. For tests, local runs and
     * sandboxes: the real tables belong to another repository.
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
            // A second attempt after a lost answer meets the table of the first.
        }
        client.waiter().waitUntilTableExists(table -> table.tableName(settings.tableName()));
    }

    /** Closes the connections; the ports do not work from then on. */
    @Override
    public void close() {
        client.close();
    }

    /**
     * Returns a client as for {@link #open}, with connections and credentials that leave nothing behind.
     *
     * <p>It buffers its requests, although the JDK may then send one twice: a request of the priming run changes nothing.
     */
    static DynamoDbClient primingClient(DynamoDbSettings settings, UrlConnectionFactory connections) {
        return builder(settings, UrlConnectionHttpClient.create(connections), CALL_TIMEOUT, retries(), true)
                .credentialsProvider(new PrimingCredentialsProvider())
                .build();
    }

    /**
     * Returns a connection that is made when it is used, through the proxy that the settings name for the address. Where they name
     * none at all, the JDK chooses.
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
            throw new UncheckedIOException("a URL does not fail to be opened", impossible);
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

    /** To be ready for TLS takes up to 100 ms of a start, and DynamoDB Local has none (docs/performance.md). */
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
                // Unlike the client without a proxy, this one does not prepare TLS when it is made.
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
     * Lets the JDK send a user and a password to a proxy that is asked for a tunnel, which it does not by default. It reads
     * this system property once, at the first connection of the process. A value that is set already is kept.
     */
    private static void allowPasswordsForTunnels() {
        if (System.getProperty(SCHEMES_WITHOUT_TUNNEL) == null) {
            System.setProperty(SCHEMES_WITHOUT_TUNNEL, "");
        }
    }

    /** A profile that makes no sense is a failure to get credentials as any other. */
    private static AwsCredentialsProvider credentials(String profile) {
        AwsCredentialsProvider provider = ProfileCredentialsProvider.create(profile);
        return () -> {
            try {
                return provider.resolveCredentials();
            } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException nonsense) {
                throw SdkClientException.create("no credentials: " + nonsense.getMessage(), nonsense);
            }
        };
    }

    private static StandardRetryStrategy retries() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(MAX_ATTEMPTS)
                .backoffStrategy(BACKOFF)
                .throttlingBackoffStrategy(BACKOFF)
                // An answer that was cut off: the SDK takes it for final.
                .retryOnException(Crc32MismatchException.class)
                // Refusals that pass, and that the SDK takes for final (docs/guarantees.md).
                .retryOnException(SdkExceptionTranslator::isTransient)
                // A breaker saves a server with many clients' retries; here it would make one bad minute last longer.
                .circuitBreakerEnabled(false)
                .build();
    }
}
