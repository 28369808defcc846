package com.bbws.orders.dynamodb;

import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import javax.crypto.Mac;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An HTTP client that a second thread makes, while the first one makes the SDK's own part: half of a start is spent in the
 * JDK, with TLS, cryptography and decimals, and none of that needs the SDK (docs/performance.md).
 */
final class AsyncInitHttpClient implements SdkHttpClient {

    private final FutureTask<SdkHttpClient> client;

    private AsyncInitHttpClient(FutureTask<SdkHttpClient> client) {
        this.client = client;
    }

    /**
     * Begins to make a client.
     *
     * @param client makes it; what it throws, the first request meets
     */
    static AsyncInitHttpClient of(Supplier<SdkHttpClient> client) {
        FutureTask<SdkHttpClient> making = new FutureTask<>(() -> {
            SdkHttpClient made = client.get();
            loadWhatSigns();
            return made;
        });
        Thread thread = new Thread(making, "http-client");
        thread.setDaemon(true);
        thread.start();
        return new AsyncInitHttpClient(making);
    }

    /** The first signature would look through all of the JDK's cryptography for these, and the first amount make tables. */
    private static void loadWhatSigns() throws NoSuchAlgorithmException {
        MessageDigest.getInstance("SHA-256");
        Mac.getInstance("HmacSHA256");
        BigDecimal.valueOf(1);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return client().prepareRequest(request);
    }

    @Override
    public String clientName() {
        return client().clientName();
    }

    @Override
    public void close() {
        client().close();
    }

    private SdkHttpClient client() {
        try {
            return client.get();
        } catch (ExecutionException failed) {
            throw SdkClientException.create("There is no HTTP client", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted", stopped);
        }
    }
}
