package com.bbws.orders.lambda.testing.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** TLS in front of a server of this machine that speaks none. */
public final class TlsTerminationProxy implements AutoCloseable {

    private static final String PASSWORD = "changeit";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final URI plain;
    private final Path keys;
    private final ServerSocket server;
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Queue<Socket> held = new ConcurrentLinkedQueue<>();

    /**
     * Makes a key and starts.
     *
     * @param plain the server behind it
     * @param folder where the key goes
     */
    public TlsTerminationProxy(URI plain, Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        this.plain = plain;
        this.keys = folder.resolve("keys.p12");
        makeKey();
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    public URI endpoint() {
        return URI.create("https://localhost:" + server.getLocalPort());
    }

    /** Leaves the next connections without an answer: not even the TLS handshake comes. */
    public void leaveUnanswered(int connections) {
        unanswered.set(connections);
    }

    /** Returns the options with which a JVM trusts this server. */
    public List<String> trust() {
        return List.of("-Djavax.net.ssl.trustStore=" + keys, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket client : held) {
            client.close();
        }
        threads.shutdownNow();
    }

    /** No part of Java's own API makes a certificate. */
    private void makeKey() throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/keytool",
                        "-genkeypair",
                        "-alias",
                        "localhost",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-keyalg",
                        "RSA",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        keys.toString())
                .redirectErrorStream(true)
                .start();
        String complaint = new String(keytool.getInputStream().readAllBytes());
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool makes no key: " + complaint);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (unanswered.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
                    held.add(client);
                    continue;
                }
                Socket database = new Socket(plain.getHost(), plain.getPort());
                threads.execute(() -> relay(client, database));
                threads.execute(() -> relay(database, client));
            } catch (IOException closed) {
                // by close(), or by a client that went away: the next one, if any
            }
        }
    }

    private static void relay(Socket from, Socket to) {
        try (from;
                to) {
            // Without this the small parts that TLS cuts a message into wait for each other.
            to.setTcpNoDelay(true);
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // by the other direction
        }
    }
}
