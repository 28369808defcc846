package com.bbws.orders.dynamodb.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** A port of this machine that refuses connections. This JVM holds it, so no other process can start to listen on it. */
public final class ClosedPort {

    private static final Socket HELD = hold();

    private ClosedPort() {}

    /** Returns the address of a service that is not there. */
    public static URI endpoint() {
        return URI.create("http://localhost:" + HELD.getLocalPort());
    }

    /** A socket that is bound and does not listen. */
    private static Socket hold() {
        Socket socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException failure) {
            throw new UncheckedIOException("no port can be bound", failure);
        }
        return socket;
    }
}
