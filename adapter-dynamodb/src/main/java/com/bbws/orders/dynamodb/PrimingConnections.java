package com.bbws.orders.dynamodb;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionFactory;

/**
 * The connections of a priming run. A snapshot must hold none of them: they would be broken after the restore, and their
 * buffers hold the credentials that were sent.
 *
 * <p>The JDK's HTTP client keeps idle connections in a pool of the whole process, and drops a TLS connection that was
 * interrupted, or that seems broken, without closing it. So this class closes the socket below each TLS connection
 * itself, and then takes what is left out of the pool.
 */
final class PrimingConnections implements UrlConnectionFactory, AutoCloseable {

    /** How many idle connections the JDK keeps for one origin (system property {@code http.maxConnections}). */
    private static final int POOL_SIZE = 5;

    private final DynamoDbSettings settings;
    private final RememberingSocketFactory tls = new RememberingSocketFactory();
    private final Set<URI> origins = ConcurrentHashMap.newKeySet();

    PrimingConnections(DynamoDbSettings settings) {
        this.settings = settings;
    }

    @Override
    public HttpURLConnection createConnection(URI uri) {
        origins.add(uri.resolve("/"));
        HttpURLConnection connection = DynamoDbOrders.connection(settings, uri);
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(tls);
        }
        return connection;
    }

    /** Closes all of them. No TLS connection can be made afterwards. */
    @Override
    public void close() {
        tls.close();
        Set.copyOf(origins).forEach(origin -> closeIdle(this, origin));
    }

    /**
     * Closes the idle connections to an origin. {@code connect} takes one out of the pool as long as there is one, and
     * {@code disconnect} closes it, because no answer was read from it.
     *
     * @param factory makes connections with the settings, such as the TLS factory, of those in the pool
     */
    static void closeIdle(UrlConnectionFactory factory, URI origin) {
        List<HttpURLConnection> all = Stream.generate(() -> factory.createConnection(origin))
                .limit(POOL_SIZE)
                .toList();
        try {
            for (HttpURLConnection connection : all) {
                connection.connect();
            }
        } catch (IOException poolIsEmpty) {
            // A new connection was tried, which is refused over TLS, and may fail without it.
        }
        all.forEach(HttpURLConnection::disconnect);
    }

    /**
     * Makes TLS connections on sockets that it remembers. It offers only the method that gets the socket from the caller:
     * the JDK's HTTP client then makes the socket itself and hands it over, directly or through a proxy.
     */
    private static final class RememberingSocketFactory extends SSLSocketFactory {

        private static final SSLSocketFactory JDK = HttpsURLConnection.getDefaultSSLSocketFactory();

        private final Set<Socket> sockets = new HashSet<>();

        private boolean closed;

        /** Closes the sockets, and every one that is handed over later. */
        synchronized void close() {
            closed = true;
            sockets.forEach(RememberingSocketFactory::close);
            sockets.clear();
        }

        private static void close(Socket socket) {
            try {
                socket.close();
            } catch (IOException failure) {
                // The file descriptor is still closed.
            }
        }

        @Override
        public synchronized Socket createSocket(Socket socket, String host, int port, boolean autoClose)
                throws IOException {
            if (closed) {
                close(socket);
                throw new SocketException("the priming run is over");
            }
            sockets.add(socket);
            return JDK.createSocket(socket, host, port, autoClose);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return JDK.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return JDK.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw unsupported();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            throw unsupported();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            throw unsupported();
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
                throws IOException {
            throw unsupported();
        }

        private static SocketException unsupported() {
            return new SocketException("this factory does not make sockets: it uses those of its caller");
        }
    }
}
