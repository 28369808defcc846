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
 * An HTTP client that is created in a second thread while the first thread initializes the SDK. Half of the startup time is
 * spent in the JDK's TLS, cryptography and decimal classes, which do not depend on the SDK (docs/performance.md).
 */
final class AsyncInitHttpClient implements SdkHttpClient {

    private final FutureTask<SdkHttpClient> client;

    private AsyncInitHttpClient(FutureTask<SdkHttpClient> client) {
        this.client = client;
    }

    /**
     * Starts to create a client.
     *
     * @param factory creates the client; if it throws, the first request fails with that cause
     */
    static AsyncInitHttpClient of(Supplier<SdkHttpClient> factory) {
        FutureTask<SdkHttpClient> task = new FutureTask<>(() -> {
            SdkHttpClient client = factory.get();
            preloadJdkClasses();
            return client;
        });
        Thread thread = new Thread(task, "http-client");
        thread.setDaemon(true);
        thread.start();
        return new AsyncInitHttpClient(task);
    }

    /** Otherwise the first signature initializes the JDK's cryptography, and the first amount its decimal tables. */
    private static void preloadJdkClasses() throws NoSuchAlgorithmException {
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
            throw SdkClientException.create("The HTTP client could not be created", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted", interrupted);
        }
    }
}
