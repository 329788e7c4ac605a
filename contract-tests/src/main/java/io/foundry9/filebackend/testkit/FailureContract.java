package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.foundry9.filebackend.AlreadyExistsException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.WriteOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** CONTRACT section 2: what fails half-way leaves the old content, or no file, and nothing else. */
abstract class FailureContract extends ContractSection {

    private static final int BEFORE_THE_FAILURE = 200_000;

    /** Ways of a source to fail after it has given some bytes. */
    enum Source {
        STREAM {
            @Override
            Content content() {
                return Content.of(new FailingStream());
            }
        },
        CHUNKS {
            @Override
            Content content() {
                return Content.ofChunks(new FailingIterator());
            }
        },
        PUBLISHER {
            @Override
            Content content() {
                return Content.of(FailureContract::publishAndFail);
            }
        },
        OWN_KIND {
            @Override
            Content content() {
                return sink -> {
                    sink.write(ByteBuffer.allocate(BEFORE_THE_FAILURE));
                    throw new IOException("the source is dry");
                };
            }
        },
        AT_ONCE {
            @Override
            Content content() {
                return sink -> {
                    throw new IOException("the source is dry");
                };
            }
        };

        abstract Content content();
    }

    private static final class FailingStream extends InputStream {
        private int given;

        @Override
        public int read() throws IOException {
            if (given++ >= BEFORE_THE_FAILURE) {
                throw new IOException("the source is dry");
            }
            return 'x';
        }

        @Override
        public int read(byte[] sink, int offset, int length) throws IOException {
            sink[offset] = (byte) read();
            int more = Math.min(length, BEFORE_THE_FAILURE - given + 1) - 1;
            Arrays.fill(sink, offset + 1, offset + 1 + more, (byte) 'x');
            given += more;
            return 1 + more;
        }
    }

    private static final class FailingIterator implements Iterator<ByteBuffer> {
        private int given;

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public ByteBuffer next() {
            if (given++ == 20) {
                throw new IllegalStateException("the source is dry");
            }
            return ByteBuffer.allocate(10_000);
        }
    }

    private static void publishAndFail(Flow.Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Flow.Subscription() {
            private int given;

            @Override
            public void request(long n) {
                for (long i = 0; i < n && given < 5; i++) {
                    given++;
                    subscriber.onNext(ByteBuffer.allocate(10_000));
                    if (given == 5) {
                        subscriber.onError(new IOException("the source is dry"));
                    }
                }
            }

            @Override
            public void cancel() {
                given = Integer.MAX_VALUE;
            }
        });
    }

    private void assertSourceFailed(Runnable write) {
        Map<String, String> before = snapshot();
        StorageException error = assertFails(StorageException.class, write::run);
        assertThat(error.kind()).isEqualTo(Kind.SOURCE_FAILED);
        assertThat(error.getMessage()).contains("the source is dry");
        assertThat(error.retryable()).isFalse();
        assertThat(snapshot()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsCreatedFromASourceThatFails(Source source) {
        assertSourceFailed(() -> backend.create("file", source.content()));
        assertSourceFailed(() -> backend.create("deep/down/file", source.content()));
        assertSourceFailed(() -> backend.write("other", source.content()));
        assertThat(walk("")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theOldContentStaysWhenTheSourceFails(Source source) {
        create("file", "old");
        FileInfo before = backend.info("file");
        assertSourceFailed(() -> backend.create("file", source.content(), WriteOption.OVERWRITE));
        assertSourceFailed(() -> backend.update("file", source.content()));
        assertSourceFailed(() -> backend.write("file", source.content()));
        assertThat(backend.info("file").version()).isEqualTo(before.version());
    }

    @ParameterizedTest
    @EnumSource
    void appendingFromASourceThatFailsLosesNothing(Source source) {
        create("file", "old");
        StorageException error =
                assertFails(StorageException.class, () -> backend.append("file", source.content()));
        assertThat(error.kind()).isEqualTo(Kind.SOURCE_FAILED);
        assertThat(text("file")).startsWith("old");
    }

    @Test
    void aWriteAfterAFailureWorksAsIfNothingHadBeen() {
        assertFails(StorageException.class, () -> backend.create("file", Source.STREAM.content()));
        create("file", "fine");
        assertThat(text("file")).isEqualTo("fine");
    }

    @Test
    void aListenerThatThrowsEndsTheWrite() {
        create("file", "old");
        assertThatThrownBy(() -> backend.update("file", Content.of("new"), WriteOption.progress((done, total) -> {
            throw new IllegalStateException("enough");
        }))).hasStackTraceContaining("enough");
        assertThat(text("file")).isEqualTo("old");
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptedThreadDoesAllOrNothingAndStaysInterrupted(Operation operation) {
        createAll("file", "dir/file");
        operation.prepare(backend);
        Map<String, String> before = snapshot();
        Thread.currentThread().interrupt();
        Throwable failure = catchThrowable(() -> operation.perform(backend, "file"));
        boolean interrupted = Thread.interrupted();
        StorageException trouble = failure instanceof StorageException own ? own
                : failure instanceof IOException && failure.getCause() instanceof StorageException cause ? cause : null;
        if (trouble != null) {
            assertThat(trouble.kind()).isEqualTo(Kind.INTERRUPTED);
            assertThat(trouble.retryable()).isTrue();
            assertThat(interrupted).as("still interrupted").isTrue();
            assertThat(snapshot()).isEqualTo(before);
        } else if (failure != null) {
            assertThat(failure).isInstanceOf(FileBackendException.class);
            assertThat(snapshot()).isEqualTo(before);
        }
        backend.write("afterwards", Content.of("works"));
        assertThat(text("afterwards")).isEqualTo("works");
        assertThat(text("dir/file")).isEqualTo("content of dir/file");
    }

    @Test
    void whatIsRefusedAnywayIsRefusedBeforeALongSourceIsRead() {
        create("file", "old");
        Content untouched = sink -> {
            throw new AssertionError("the content was read");
        };
        assertFails(AlreadyExistsException.class, () -> backend.create("file", untouched));
        assertNotFound(() -> backend.update("missing", untouched));
        assertNotFound(() -> backend.append("missing", untouched));
    }
}
