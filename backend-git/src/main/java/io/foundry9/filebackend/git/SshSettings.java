package io.foundry9.filebackend.git;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.transport.SshConfigStore;

/** What would stand in {@code ~/.ssh/config}: the same for every host, whatever the user has there. Immutable. */
final class SshSettings implements SshConfigStore.HostConfig {

    static final SshConfigStore STORE = new SshConfigStore() {

        @Override
        public HostConfig lookup(String host, int port, String user) {
            return new SshSettings();
        }

        @Override
        public HostConfig lookupDefault(String host, int port, String user) {
            return new SshSettings();
        }
    };

    @Override
    public String getValue(String key) {
        return getOptions().get(key);
    }

    @Override
    public List<String> getValues(String key) {
        String value = getValue(key);
        return value == null ? List.of() : List.of(value);
    }

    /** JGit asks for names in whatever case. */
    @Override
    public Map<String, String> getOptions() {
        Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        options.put("StrictHostKeyChecking", "yes");
        options.put("PreferredAuthentications", "publickey");
        options.put("IdentityAgent", "none");
        return options;
    }

    @Override
    public Map<String, List<String>> getMultiValuedOptions() {
        return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    }
}
