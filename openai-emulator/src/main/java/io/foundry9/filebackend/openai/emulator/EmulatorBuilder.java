package io.foundry9.filebackend.openai.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What an {@link OpenAiEmulator} shall be like; made by {@link OpenAiEmulator#strict()} and
 * {@link OpenAiEmulator#lenient()}. One builder may start several emulators, each with a state of its own. Not for use
 * by several threads.
 */
public final class EmulatorBuilder {
    private static final Set<String> DOWNLOADABLE = Set.of("batch", "vision", "batch_output", "assistants_output",
            "fine-tune-results");

    private final boolean strict;
    private int port;
    private Clock clock = Clock.systemUTC();
    private Duration indexingDelay = Duration.ZERO;
    private Set<String> apiKeys = Set.of("sk-emulator");
    private Optional<Set<String>> downloadable;
    private Optional<RateLimits> rateLimits = Optional.empty();
    private Limits limits;
    private boolean detachesDeleted;
    private boolean validating = true;
    private long seed = 1;
    private Optional<Path> temporary = Optional.empty();

    EmulatorBuilder(boolean strict) {
        this.strict = strict;
        this.downloadable = strict ? Optional.of(DOWNLOADABLE) : Optional.empty();
        this.limits = strict ? Limits.documented() : Limits.none();
    }

    /** The port on 127.0.0.1; 0, the default, takes a free one. */
    public EmulatorBuilder port(int number) {
        this.port = number;
        return this;
    }

    /** Where time comes from; {@link OpenAiEmulator#advance} adds to it. */
    public EmulatorBuilder clock(Clock source) {
        this.clock = source;
        return this;
    }

    /** How long an attached file stays {@code in_progress}, by the emulator's clock. Zero by default. */
    public EmulatorBuilder indexingDelay(Duration delay) {
        this.indexingDelay = delay;
        return this;
    }

    /** The keys that are let in; {@code sk-emulator} by default. */
    public EmulatorBuilder apiKeys(String... keys) {
        this.apiKeys = Set.of(keys);
        return this;
    }

    /** The purposes whose files may be downloaded; an empty set: none, only parsed content can be had. */
    public EmulatorBuilder downloadable(Set<String> purposes) {
        this.downloadable = Optional.of(Set.copyOf(purposes));
        return this;
    }

    /** Enforces the documented rate limits. */
    public EmulatorBuilder rateLimits() {
        return rateLimits(RateLimits.documented());
    }

    /** Enforces these rate limits. */
    public EmulatorBuilder rateLimits(RateLimits numbers) {
        this.rateLimits = Optional.of(numbers);
        return this;
    }

    /** Enforces other sizes than the documented ones. */
    public EmulatorBuilder limits(Limits sizes) {
        this.limits = sizes;
        return this;
    }

    /**
     * Whether a file that is deleted leaves its vector stores at once. The API description says so; users report that
     * it stays behind for a while, which is the default here: listed, without content, until it is detached.
     */
    public EmulatorBuilder deletedFilesAreDetached(boolean yes) {
        this.detachesDeleted = yes;
        return this;
    }

    /** Whether requests and responses are held against the API description when that is found. True by default. */
    public EmulatorBuilder validating(boolean yes) {
        this.validating = yes;
        return this;
    }

    /** What the ids are drawn from: the same seed gives the same ids. */
    public EmulatorBuilder seed(long value) {
        this.seed = value;
        return this;
    }

    /** The folder below which large contents are kept while the emulator runs; the system's by default. */
    public EmulatorBuilder temporaryFolder(Path folder) {
        this.temporary = Optional.of(folder);
        return this;
    }

    /** Starts an emulator with these settings. */
    public OpenAiEmulator start() {
        try {
            return new OpenAiEmulator(settings());
        } catch (IOException e) {
            throw new UncheckedIOException("The emulator could not be started: " + e.getMessage(), e);
        }
    }

    private Settings settings() {
        return new Settings(strict, port, clock, indexingDelay, apiKeys, downloadable, rateLimits, limits,
                detachesDeleted, validating, seed, temporary);
    }
}
