package com.bbws.orders.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.util.Base64;

/** The user and the password that a proxy wants. A secret: it has no text. */
final class ProxyUser extends Authenticator {

    /** The JDK's; it is read once, when the first connection is made. By default a tunnel is asked for without a password. */
    private static final String SCHEMES_WITHOUT_TUNNEL = "jdk.http.auth.tunneling.disabledSchemes";

    private final String name;
    private final String password;

    ProxyUser(String name, String password) {
        this.name = name;
        this.password = password;
        if (System.getProperty(SCHEMES_WITHOUT_TUNNEL) == null) {
            System.setProperty(SCHEMES_WITHOUT_TUNNEL, "");
        }
    }

    @Override
    protected PasswordAuthentication getPasswordAuthentication() {
        return getRequestorType() == RequestorType.PROXY
                ? new PasswordAuthentication(name, password.toCharArray())
                : null;
    }

    /**
     * Returns the value of the header {@code Proxy-Authorization}, for requests that the proxy itself reads. In a request
     * through a tunnel the JDK would send it to the server behind the proxy.
     */
    String header() {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(UTF_8));
    }
}
