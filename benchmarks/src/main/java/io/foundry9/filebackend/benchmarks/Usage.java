package io.foundry9.filebackend.benchmarks;

/**
 * What one run took.
 *
 * @param wallNanos time by the clock, in nanoseconds
 * @param cpuNanos processor time of all threads, and of all children for a process, in nanoseconds
 * @param peakBytes the most memory that a process had at one time, in bytes; 0 for what ran in this JVM
 */
record Usage(long wallNanos, long cpuNanos, long peakBytes) {
}
