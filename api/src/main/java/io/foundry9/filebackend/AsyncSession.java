package io.foundry9.filebackend;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A {@link Session} whose operations do not block. It belongs to whoever holds this object, on whatever threads; no thread
 * is inside it otherwise. It ends by {@link #commit} or {@link #rollback}, one of which must be called.
 */
@ProviderType
public interface AsyncSession extends AsyncFileBackend {

    /** {@link Session#commit}. What is still under way when it is called fails, or is part of it, as a whole. */
    CompletionStage<CommitResult> commit();

    /** {@link Session#rollback}. */
    CompletionStage<Void> rollback();

    /** {@link Session#isOpen}. */
    boolean isOpen();
}
