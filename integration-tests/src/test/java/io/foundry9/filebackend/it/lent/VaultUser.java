package io.foundry9.filebackend.it.lent;

import java.util.List;
import java.util.Map;

/** Who works with vaults from within a framework, as any bundle does: by the services that are there. */
public interface VaultUser {

    /** Makes a vault that lasts as long as the registry. */
    void register(String vault, String uri, long waitMillis);

    void unregister(String vault);

    /** Makes, or changes, the configuration of a vault. */
    void configure(String vault, Map<String, String> settings) throws Exception;

    /** Removes the configuration of a vault. */
    void forget(String vault) throws Exception;

    void swap(String vault, String uri);

    /** @return how long nobody could change anything, in nanoseconds */
    long swapWithContent(String vault, String uri);

    /** How a vault stands, and what it is: {@code ACTIVE file:///there}. */
    String standing(String vault);

    /** The schemes that are served now. */
    List<String> schemes();

    /** What the backend behind a vault says of itself by a {@link java.util.function.Supplier}. */
    Object says(String vault);

    void write(String vault, String path, String text);

    String read(String vault, String path);

    /** Has threads work in a vault until they are told to end. */
    Load load(String vault, int threads) throws Exception;
}
