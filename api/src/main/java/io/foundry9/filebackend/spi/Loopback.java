package io.foundry9.filebackend.spi;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Which hosts are this machine, for backends that send secrets over an open line to no other. Without state. */
public final class Loopback {

    private static final String NAME = "localhost";

    private Loopback() {}

    /**
     * Whether a host is this machine: by its address; a name counts only if it is that of the loopback, as others are told by
     * the network, which is not asked.
     *
     * @param host an IPv6 address with or without its brackets
     */
    public static boolean isLoopback(String host) {
        boolean isBracketed = host.startsWith("[") && host.endsWith("]");
        String bare = isBracketed ? host.substring(1, host.length() - 1) : host;
        boolean isAddress = bare.indexOf(':') >= 0 || bare.matches("[0-9.]+");
        try {
            return bare.equalsIgnoreCase(NAME) || isAddress && InetAddress.getByName(bare).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
