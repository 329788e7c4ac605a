package io.foundry9.filebackend.vault;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told what is changed in vaults through this registry, on the thread that does it, when it is done but while its lock
 * may still be held: it hands on what it needs and returns, and doesn't use the vault. What it throws is logged. It isn't
 * told of what others change, nor of what a pull brings.
 */
@ConsumerType
@FunctionalInterface
public interface ContentListener {

    /** Called once for each operation that has changed something, and once for each session that was committed. */
    void changed(ContentEvent event);
}
