package com.bbws.orders.dynamodb;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The HTTP proxies from environment variables, by the rules of the AWS CLI: {@code HTTPS_PROXY} for https addresses, {@code
 * HTTP_PROXY} for http addresses, {@code NO_PROXY} for hosts without a proxy. A variable in lower case takes precedence over
 * one in upper case. An empty value means "no proxy".
 *
 * <p>The value of a variable is checked only when it is used for an address. A variable that is not used may have any value.
 *
 * @param http the variable for http addresses; empty if it is not set
 * @param https the variable for https addresses; empty if it is not set
 * @param exceptions the variable with the hosts and domain suffixes that are reached without a proxy, {@code *} for all; empty
 *     if it is not set
 */
record ProxySettings(Optional<Variable> http, Optional<Variable> https, Optional<Variable> exceptions) {

    private static final ProxySettings NONE = new ProxySettings(Optional.empty(), Optional.empty(), Optional.empty());
    private static final int DEFAULT_PORT = 80;

    /**
     * A variable that is set.
     *
     * @param name its name
     * @param value its value, which may contain a password
     */
    record Variable(String name, String value) {

        /** Returns the name alone, because the value may contain a password. */
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A proxy.
     *
     * @param variable the variable that names it
     * @param host its host
     * @param port its port
     * @param credentials the user and password in the variable; empty if it has none
     */
    record Server(String variable, String host, int port, Optional<ProxyCredentials> credentials) {

        Proxy proxy() {
            return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host, port));
        }

        /** Returns a text without the credentials. */
        @Override
        public String toString() {
            return host + ":" + port + " (" + variable + ")";
        }
    }

    /** Reads the variables without checking their values. */
    static ProxySettings of(Map<String, String> environment) {
        Optional<Variable> http = variable(environment, "http_proxy", "HTTP_PROXY");
        Optional<Variable> https = variable(environment, "https_proxy", "HTTPS_PROXY");
        return http.isEmpty() && https.isEmpty()
                ? NONE
                : new ProxySettings(http, https, variable(environment, "no_proxy", "NO_PROXY"));
    }

    static ProxySettings none() {
        return NONE;
    }

    /** Returns whether the variables name no proxy. */
    boolean isNone() {
        return http.isEmpty() && https.isEmpty();
    }

    /**
     * Returns the proxy for an http or https address; empty if the address is reached without a proxy.
     *
     * @throws IllegalArgumentException if the variable's value is not a valid proxy address; the message names the variable
     */
    Optional<Server> serverFor(URI address) {
        Optional<Variable> variable = "https".equals(address.getScheme()) ? https : http;
        return variable.filter(named -> !isException(address)).map(named -> server(named.name(), named.value()));
    }

    private boolean isException(URI address) {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        String hostAndPort = host + ":" + address.getPort();
        return exceptions.stream()
                .flatMap(variable -> Arrays.stream(variable.value().split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .anyMatch(name -> {
                    String bare = name.startsWith(".") ? name.substring(1) : name;
                    return name.equals("*")
                            || host.equals(bare)
                            || hostAndPort.equals(bare)
                            || host.endsWith("." + bare)
                            || hostAndPort.endsWith("." + bare);
                });
    }

    private static Optional<Variable> variable(Map<String, String> environment, String lower, String upper) {
        String name = environment.containsKey(lower) ? lower : upper;
        String value = environment.get(name);
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(new Variable(name, value.strip()));
    }

    private static Server server(String variable, String value) {
        try {
            URI uri = URI.create(value.contains("://") ? value : "http://" + value);
            if ("http".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getPort() <= DynamoDbSettings.MAX_PORT
                    && !DynamoDbSettings.hasAtSignAfterHost(uri)) {
                return new Server(
                        variable,
                        uri.getHost(),
                        uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                        Optional.ofNullable(uri.getRawUserInfo()).map(ProxySettings::credentials));
            }
        } catch (IllegalArgumentException notAUri) {
            // The exception below has no cause: its message may contain a password.
        }
        throw new IllegalArgumentException(
                variable + " must be the http address of a proxy, such as http://proxy.example.com:3128"
                        + DynamoDbSettings.passwordHint(value));
    }

    private static ProxyCredentials credentials(String userInfo) {
        int colon = userInfo.indexOf(':');
        return colon < 0
                ? new ProxyCredentials(decoded(userInfo), "")
                : new ProxyCredentials(decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1)));
    }

    private static String decoded(String text) {
        // URLDecoder decodes a plus sign as a space, which applies to queries only.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
