package io.foundry9.filebackend.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.client.okhttp.OkHttpClient;
import com.openai.core.ClientOptions;
import com.openai.core.LogLevel;
import com.openai.core.RequestOptions;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIIoException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Makes the official client, with what it does by itself turned off: repetitions, logging, telling the service about this
 * machine. Its blocking calls would go on until the service answers when the calling thread is interrupted; here they end.
 */
final class SdkClient {

    /** For tests: the client checks each answer against its own types. */
    static final String VALIDATE = "io.foundry9.filebackend.openai.validate";

    private static final long IDLE_SECONDS = 2;

    private SdkClient() {}

    /** @param stall how long nothing may move */
    static OpenAIClient of(OpenAiConfig config, Duration stall) {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(config.maxConcurrency(), config.maxConcurrency(), IDLE_SECONDS,
                        TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                            Thread thread = new Thread(task, "f9-openai-request");
                            thread.setDaemon(true);
                            return thread;
                        });
        threads.allowCoreThreadTimeOut(true);
        HttpClient http = OkHttpClient.builder().timeout(stall).dispatcherExecutorService(threads).build();
        ClientOptions.Builder options = ClientOptions.builder()
                .httpClient(new Interruptible(http, threads))
                .baseUrl(config.baseUrl())
                .apiKey(config.apiKey().reveal())
                .maxRetries(0)
                .timeout(stall)
                .logLevel(LogLevel.OFF)
                .disableTelemetry(true)
                .putHeader("User-Agent", "f9-filebackend")
                .responseValidation(Boolean.getBoolean(VALIDATE));
        config.organization().ifPresent(options::organization);
        config.project().ifPresent(options::project);
        return new OpenAIClientImpl(options.build());
    }

    /** Lets an interrupt end what is under way. */
    private record Interruptible(HttpClient http, ExecutorService threads) implements HttpClient {

        @Override
        public HttpResponse execute(HttpRequest request, RequestOptions options) {
            CompletableFuture<HttpResponse> answer = http.executeAsync(request, options);
            try {
                return answer.get();
            } catch (InterruptedException e) {
                if (!answer.cancel(true)) {
                    discard(answer);
                }
                Thread.currentThread().interrupt();
                throw new OpenAIIoException("interrupted", new InterruptedIOException("interrupted"));
            } catch (ExecutionException e) {
                throw e.getCause() instanceof OpenAIException known
                        ? known
                        : new OpenAIIoException("the request failed", e.getCause());
            }
        }

        private static void discard(CompletableFuture<HttpResponse> answer) {
            try {
                answer.join().close();
            } catch (CompletionException e) {
                // there is no answer that would have to be closed
            }
        }

        @Override
        public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
            return http.executeAsync(request, options);
        }

        @Override
        public void close() {
            http.close();
            threads.shutdown();
        }
    }
}
