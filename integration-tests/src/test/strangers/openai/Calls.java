package openai;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.LogLevel;
import com.openai.core.MultipartField;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.HttpResponseFor;
import com.openai.errors.RateLimitException;
import com.openai.models.ComparisonFilter;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FileListParams;
import com.openai.models.files.FileObject;
import com.openai.models.files.FilePurpose;
import com.openai.models.uploads.UploadCompleteParams;
import com.openai.models.uploads.UploadCreateParams;
import com.openai.models.uploads.parts.PartCreateParams;
import com.openai.models.vectorstores.VectorStoreSearchParams;
import com.openai.models.vectorstores.filebatches.FileBatchCreateParams;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One call of each kind that a backend makes, and a line for each on what came back. */
final class Calls {
    private final OpenAIClient client;
    private final List<String> said = new ArrayList<>();

    private Calls(OpenAIClient client) {
        this.client = client;
    }

    static List<String> of(String url) {
        OpenAIClient client = OpenAIOkHttpClient.builder().baseUrl(url).apiKey("key").maxRetries(0)
                .responseValidation(true).logLevel(LogLevel.OFF).build();
        try {
            Calls calls = new Calls(client);
            calls.files();
            calls.uploads();
            calls.vectorStores();
            return calls.said;
        } finally {
            client.close();
        }
    }

    private void files() {
        FileObject file = client.files().create(FileCreateParams.builder().purpose(FilePurpose.ASSISTANTS)
                .file(MultipartField.<InputStream>builder().value(InputStream.nullInputStream()).filename("a.txt")
                        .build())
                .build());
        said.add("created " + file.id());
        HttpResponseFor<FileObject> raw = client.files().withRawResponse().retrieve("file-1");
        said.add("retrieved " + raw.parse().filename() + " " + raw.headers().values("X-Request-Id"));
        client.files().list(FileListParams.builder().limit(1).build()).autoPager()
                .forEach(each -> said.add("listed " + each.id()));
        try (HttpResponse content = client.files().content("file-1")) {
            said.add("content " + new String(content.body().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        said.add("deleted " + client.files().delete("file-1").deleted());
        try {
            client.files().retrieve("file-busy");
        } catch (RateLimitException e) {
            said.add(e.getMessage() + " " + e.headers().values("retry-after"));
        }
    }

    private void uploads() {
        client.uploads().create(UploadCreateParams.builder().bytes(1).filename("a.txt").mimeType("text/plain")
                .purpose(FilePurpose.ASSISTANTS).build());
        String part = client.uploads().parts()
                .create("upload_1", PartCreateParams.builder().data(new byte[1]).build()).id();
        said.add("uploaded " + client.uploads()
                .complete("upload_1", UploadCompleteParams.builder().addPartId(part).build()).status());
    }

    private void vectorStores() {
        JsonValue path = JsonValue.from("a.txt");
        client.vectorStores().fileBatches().create("vs_1", FileBatchCreateParams.builder()
                .addFile(FileBatchCreateParams.File.builder().fileId("file-1")
                        .attributes(FileBatchCreateParams.File.Attributes.builder()
                                .putAdditionalProperty("path", path).build())
                        .build())
                .build());
        client.vectorStores().files().list("vs_1").items().forEach(file -> said.add("attached " + file.id() + " "
                + file.attributes().map(attributes -> attributes._allProperties()).orElse(Map.of())));
        client.vectorStores().search("vs_1", VectorStoreSearchParams.builder().query("q")
                .filters(ComparisonFilter.builder().key("path").type(ComparisonFilter.Type.EQ).value("a.txt").build())
                .build()).items().forEach(found -> said.add("found " + found.content().get(0).text()));
    }
}
