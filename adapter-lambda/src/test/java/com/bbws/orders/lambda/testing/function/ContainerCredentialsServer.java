package com.bbws.orders.lambda.testing.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The endpoint from which Lambda gives credentials to functions that are restored from a snapshot. */
public final class ContainerCredentialsServer implements AutoCloseable {

    private final AtomicInteger requests = new AtomicInteger();
    private final HttpServer server;

    /**
     * Starts the server.
     *
     * @param secretKey the secret key that it returns
     * @param sessionToken the session token that it returns
     */
    public ContainerCredentialsServer(String secretKey, String sessionToken) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            byte[] body = ("{\"AccessKeyId\":\"AKIDLOCAL\",\"SecretAccessKey\":\"" + secretKey + "\",\"Token\":\""
                            + sessionToken + "\",\"Expiration\":\"2999-01-01T00:00:00Z\"}")
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    /** Returns the variables with which a function finds the server. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "http://127.0.0.1:" + port() + "/credentials",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                "token");
    }

    /** Returns the port of the endpoint. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Returns the number of requests. */
    public int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
