package io.foundry9.filebackend.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a URI says, and which are refused before anything is asked of any service. */
class OpenAiConfigTest {

    private static OpenAiConfig parse(String text) {
        BackendUri uri = BackendUri.parse(text);
        return OpenAiConfig.of(uri, Parameters.of(OpenAiConfig.PARAMETERS, uri));
    }

    @Test
    void whatIsNotSaidIsAsUsual() {
        OpenAiConfig config = parse("openai+vector://vs_abc123?api_key=sk-1");
        assertThat(config.storeId()).contains("vs_abc123");
        assertThat(config.baseUrl()).isEqualTo("https://api.openai.com/v1");
        assertThat(config.cacheTtl()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.apiKey().reveal()).isEqualTo("sk-1");
        assertThat(config.toString()).doesNotContain("sk-1");
    }

    @Test
    void aStoreIsChosenByName() {
        OpenAiConfig config = parse("openai+vector://?name=my%20docs&create=true&api_key=k");
        assertThat(config.name()).contains("my docs");
        assertThat(config.create()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "openai+vector://?api_key=k | name one vector store",
            "openai+vector://vs_1?name=x&api_key=k | name one vector store",
            "openai+vector://docs?api_key=k | no id of a vector store",
            "openai+vector://vs_?api_key=k | no id of a vector store",
            "openai+vector://vs_a%2Fb?api_key=k | no id of a vector store",
            "openai+vector://vs_1/path?api_key=k | has no path",
            "openai+vector://vs_1?api_key=k&base_url=ftp://x/v1 | base_url",
            "openai+vector://vs_1?api_key=k&base_url=http://example.com/v1 | plain http is for this machine only",
            "openai+vector://vs_1?api_key=k&base_url=https://u:p@example.com/v1 | base_url",
            "openai+vector://vs_1?api_key=k&timeout=0 | timeout",
            "openai+vector://vs_1?api_key=k&max_concurrency=0 | max_concurrency",
            "openai+vector://vs_1?api_key=k&purpose=a%20b | purpose",
            "openai+vector://vs_1?api_key=k&indexing=later | indexing",
            "openai+vector://vs_1?api_key=k&cach_ttl=5 | unknown parameter 'cach_ttl'",
            "openai+vector://vs_1?api_key=env:F9_IS_NOT_SET | F9_IS_NOT_SET"})
    void whatMakesNoSenseIsRefusedAndNamed(String uri, String words) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(uri)).withMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:8080/v1", "http://localhost/v1/", "http://[::1]:1/v1", "https://example.com"})
    void theServiceMayBeOnThisMachineOrBehindTls(String url) {
        assertThat(parse("openai+vector://vs_1?api_key=k&base_url=" + url).baseUrl()).doesNotEndWith("/");
    }

    @Test
    void theBackendIsFoundByItsScheme() {
        assertThat(SchemeRegistry.discover().schemes()).anyMatch(scheme -> scheme.name().equals("openai+vector"));
    }
}
