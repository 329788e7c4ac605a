package io.foundry9.filebackend.vault.osgi;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a console may show of the configuration of a vault; it is read by {@link VaultSettings}. */
@ObjectClassDefinition(
        name = "F9 File Backend: vault",
        description = "A vault: a name (that of the configuration), what is behind it, and how it behaves.")
@interface VaultConfiguration {

    @AttributeDefinition(
            name = "Name",
            description = "The name of the vault, where the name of the configuration doesn't say it, as in"
                    + " io.foundry9.filebackend.vault~NAME.",
            required = false)
    String vault_name() default "";

    @AttributeDefinition(
            name = "URI",
            description = "What is behind the vault, such as file:///some/dir. Secrets by reference only:"
                    + " env:NAME or file:/path.")
    String uri();

    @AttributeDefinition(
            name = "Lock time-out",
            description = "How long an operation waits for someone else's lock: 30s, 500ms, 2m.")
    String lockTimeout() default "30s";

    @AttributeDefinition(
            name = "Wait time-out",
            description = "How long an operation waits for a backend that is being opened or whose bundle is away.")
    String waitTimeout() default "5s";

    @AttributeDefinition(
            name = "Drain time-out",
            description = "How long operations under way may go on with a backend that was replaced.")
    String drainTimeout() default "30s";

    @AttributeDefinition(
            name = "Layers",
            description = "What is put around the store: deadline=30s,retry=3,concurrency=8,observe.",
            required = false)
    String layers() default "";

    @AttributeDefinition(
            name = "Read-only",
            description = "Whether writing is refused.",
            type = AttributeType.BOOLEAN)
    boolean readOnly() default false;
}
