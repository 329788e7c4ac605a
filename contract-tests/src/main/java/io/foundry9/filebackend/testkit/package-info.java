/**
 * The contract of a file backend as tests that any backend, store or wrapper can run. The sections that tests speak of are
 * those of {@code docs/contract.md}.
 */
@Export
@Version("2.0.0")
package io.foundry9.filebackend.testkit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
