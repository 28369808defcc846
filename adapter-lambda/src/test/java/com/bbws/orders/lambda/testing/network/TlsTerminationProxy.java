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

/** Adds TLS to a local server without TLS. */
public final class TlsTerminationProxy implements AutoCloseable {

    private static final String PASSWORD = "changeit";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final URI plain;
    private final Path keys;
    private final ServerSocket server;
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Queue<Socket> held = new ConcurrentLinkedQueue<>();

    /**
     * Creates a key and starts the proxy.
     *
     * @param plain the address of the server
     * @param folder the folder for the key
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

    /** Ignores the next connections: not even the TLS handshake gets a response. */
    public void leaveUnanswered(int connections) {
        unanswered.set(connections);
    }

    /** Returns the options with which a JVM trusts the certificate of the proxy. */
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

    /** Runs keytool, because no public API of Java creates a certificate. */
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
        String output = new String(keytool.getInputStream().readAllBytes());
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool failed: " + output);
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
                // closed by close() or by a client; continue with the next connection
            }
        }
    }

    private static void relay(Socket from, Socket to) {
        try (from;
                to) {
            // Otherwise the small packets of a TLS message wait for each other.
            to.setTcpNoDelay(true);
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // closed by the other direction
        }
    }
}
