/** Measures the library against its peers and writes what it saw as a page of the documentation. */
package io.foundry9.filebackend.benchmarks;
