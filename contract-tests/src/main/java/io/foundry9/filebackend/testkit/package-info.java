/**
 * The contract of a file backend as tests that any backend, store or wrapper can run. The sections that tests speak of are
 * those of {@code docs/contract.md}.
 *
 * <p>Extend {@link io.foundry9.filebackend.testkit.StoreContract} for a store,
 * {@link io.foundry9.filebackend.testkit.FileBackendContract} for anything that is a backend,
 * {@link io.foundry9.filebackend.testkit.WrapperContract} for what wraps one, and
 * {@link io.foundry9.filebackend.testkit.FileBackendProperties} for made-up sequences against a model. The capabilities say
 * what is tested. {@link io.foundry9.filebackend.testkit.MemoryStore} is a store to read and to test with,
 * {@link io.foundry9.filebackend.testkit.FaultyStore} one that fails where you say. The tests are JUnit's, on the class path.
 */
@Export
@Version("2.0.0")
package io.foundry9.filebackend.testkit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
