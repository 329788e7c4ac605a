package io.foundry9.filebackend.vault.osgi;

import io.foundry9.filebackend.Parameter;
import io.foundry9.filebackend.Parameter.Type;
import io.foundry9.filebackend.spi.Parameters;
import io.foundry9.filebackend.vault.VaultOptions;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the configuration of a vault says. Immutable.
 *
 * @param uri as it is written there
 */
record VaultSettings(String uri, VaultOptions options) {

    static final String URI = "uri";

    /** Set by our reader of files on what it could not read, for whoever looks at the vault. */
    static final String PROBLEM = "problem";

    private static final String LOCK_TIMEOUT = "lockTimeout";
    private static final String WAIT_TIMEOUT = "waitTimeout";
    private static final String DRAIN_TIMEOUT = "drainTimeout";
    private static final String LAYERS = "layers";
    private static final String READ_ONLY = "readOnly";

    private static final List<Parameter> KEYS = List.of(
            Parameter.of(URI, Type.TEXT, "What is behind the vault."),
            Parameter.of(LOCK_TIMEOUT, Type.DURATION, "How long an operation waits for someone else's lock."),
            Parameter.of(WAIT_TIMEOUT, Type.DURATION, "How long an operation waits for a backend that is away."),
            Parameter.of(DRAIN_TIMEOUT, Type.DURATION, "How long operations may go on with a replaced backend."),
            Parameter.of(LAYERS, Type.TEXT, "What is put around the store."),
            Parameter.of(READ_ONLY, Type.BOOLEAN, "Whether writing is refused."));

    /**
     * Reads a configuration. What the configuration service and those who use it add for themselves has a dot or a colon
     * in its name, and is left alone.
     *
     * @throws IllegalArgumentException it makes no sense; the message names the key, and holds no secret
     */
    static VaultSettings of(Dictionary<String, ?> properties) {
        Map<String, String> given = new TreeMap<>();
        for (String key : Collections.list(properties.keys())) {
            if (key.indexOf('.') < 0 && key.indexOf(':') < 0) {
                given.put(key, text(properties.get(key)));
            }
        }
        String problem = given.remove(PROBLEM);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        Parameters read = Parameters.of(KEYS, "the configuration of a vault", given);
        String uri = read.text(URI).map(String::strip).filter(text -> !text.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException("the configuration has no 'uri'"));
        VaultOptions defaults = VaultOptions.DEFAULTS;
        return new VaultSettings(uri, new VaultOptions(
                read.duration(LOCK_TIMEOUT).orElse(defaults.lockTimeout()),
                read.duration(WAIT_TIMEOUT).orElse(defaults.waitTimeout()),
                read.duration(DRAIN_TIMEOUT).orElse(defaults.drainTimeout()),
                read.text(LAYERS).orElse(defaults.layers()),
                read.flag(READ_ONLY)));
    }

    /** Values may be typed, and several of them make a list. */
    private static String text(Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream().map(VaultSettings::text).collect(Collectors.joining(","));
        }
        if (value instanceof Object[] several) {
            return text(Arrays.asList(several));
        }
        return String.valueOf(value).strip();
    }

    /** The keys that say something, in the order in which people write them. */
    Map<String, String> toMap() {
        VaultOptions defaults = VaultOptions.DEFAULTS;
        Map<String, String> map = new LinkedHashMap<>();
        map.put(URI, uri);
        putUnless(defaults.lockTimeout(), map, LOCK_TIMEOUT, options.lockTimeout());
        putUnless(defaults.waitTimeout(), map, WAIT_TIMEOUT, options.waitTimeout());
        putUnless(defaults.drainTimeout(), map, DRAIN_TIMEOUT, options.drainTimeout());
        if (!options.layers().isBlank()) {
            map.put(LAYERS, options.layers());
        }
        if (options.readOnly()) {
            map.put(READ_ONLY, "true");
        }
        return map;
    }

    private static void putUnless(Duration usual, Map<String, String> map, String key, Duration value) {
        if (!value.equals(usual)) {
            map.put(key, BigDecimal.valueOf(value.getSeconds())
                    .add(BigDecimal.valueOf(value.getNano(), 9))
                    .stripTrailingZeros()
                    .toPlainString() + "s");
        }
    }

    @Override
    public String toString() {
        return "settings of a vault"; // the URI may hold a secret
    }
}
