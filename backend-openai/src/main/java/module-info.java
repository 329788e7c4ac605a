/** Vector stores of OpenAI as files that can be searched: scheme openai+vector. */
module io.foundry9.filebackend.openai {
    requires io.foundry9.filebackend;
    requires openai.java.core;
    requires openai.java.client.okhttp;
    // What the client needs, whose own jars name no modules.
    requires com.fasterxml.jackson.databind;
    requires kotlin.stdlib;
    requires static osgi.annotation;
    requires static org.osgi.service.component.annotations;

    provides io.foundry9.filebackend.spi.BackendFactory with io.foundry9.filebackend.openai.OpenAiBackendFactory;
}
