package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.vault.VaultRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The URIs of paths in vaults: {@code vault://NAME/a/b}, percent-encoded over UTF-8. */
final class VaultUri {

    static final String SCHEME = "vault";

    private static final String UNESCAPED = "/-._~!$&'()*+,;=:@";

    private VaultUri() {}

    /** @param path absolute */
    static URI of(String vault, String path) {
        StringBuilder uri = new StringBuilder(SCHEME).append("://").append(vault);
        for (byte unit : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (unit & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || UNESCAPED.indexOf(c) >= 0);
            uri.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return URI.create(uri.toString());
    }

    /**
     * The name of the vault.
     *
     * @throws IllegalArgumentException the URI is not of the form above
     */
    static String vaultOf(URI uri) {
        String authority = uri.getAuthority();
        boolean fits = SCHEME.equalsIgnoreCase(uri.getScheme())
                && authority != null
                && VaultRegistry.NAME.matcher(authority).matches()
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
        if (!fits) {
            throw new IllegalArgumentException("the URI of a path in a vault is vault://NAME/PATH, with neither user"
                    + " nor port, query nor fragment");
        }
        return authority;
    }

    /** The decoded path; {@code /} where there is none. */
    static String pathOf(URI uri) {
        String path = uri.getPath();
        return path.isEmpty() ? "/" : path;
    }
}
