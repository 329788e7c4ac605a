package io.foundry9.filebackend.git;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** A self-signed certificate, made by the JDK's {@code keytool}, as a key store for a server and as a PEM for its clients. */
record CertificateOfTests(Path keyStore, Path pem) {

    static final String PASSWORD = "changeit";

    /** Valid now, for the loopback address. */
    static CertificateOfTests valid(Path folder) throws IOException, InterruptedException {
        return make(folder, "valid", "ip:127.0.0.1,dns:localhost", List.of("-validity", "2"));
    }

    static CertificateOfTests expired(Path folder) throws IOException, InterruptedException {
        return make(folder, "expired", "ip:127.0.0.1,dns:localhost", List.of("-startdate", "-10d", "-validity", "1"));
    }

    static CertificateOfTests forAnotherHost(Path folder) throws IOException, InterruptedException {
        return make(folder, "other", "dns:elsewhere.example", List.of("-validity", "2"));
    }

    private static CertificateOfTests make(Path folder, String name, String hosts, List<String> validity)
            throws IOException, InterruptedException {
        Path store = folder.resolve(name + ".p12");
        Path pem = folder.resolve(name + ".pem");
        List<String> key = List.of("-genkeypair", "-alias", "k", "-keyalg", "EC", "-groupname", "secp256r1", "-dname",
                "CN=test", "-ext", "san=" + hosts);
        keytool(store, Stream.concat(key.stream(), validity.stream()).toList());
        return new CertificateOfTests(store, export(store, pem));
    }

    private static Path export(Path store, Path pem) throws IOException {
        try {
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            byte[] certificate = keys.getCertificate("k").getEncoded();
            return Files.writeString(pem,
                    "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate)
                            + "\n-----END CERTIFICATE-----\n");
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static void keytool(Path store, List<String> arguments) throws IOException, InterruptedException {
        Stream<String> command = Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        Stream<String> common =
                Stream.of("-J-XX:TieredStopAtLevel=1", "-keystore", store.toString(), "-storetype", "PKCS12",
                        "-storepass", PASSWORD);
        Path log = store.resolveSibling("keytool.log");
        Process process = new ProcessBuilder(
                Stream.concat(command, Stream.concat(arguments.stream(), common)).toList())
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (!process.waitFor(30, SECONDS) || process.exitValue() != 0) {
            throw new IOException("keytool: " + Files.readString(log));
        }
    }
}
